package vn.trangtien.city.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Names of gateways for people, asked for now and then. Thread-safe; while the ingest is away the identifiers must do. */
@Component
public class GatewayNames {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayNames.class);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Ingest ingest;
    private final Clock clock;
    private volatile Map<String, String> names = Map.of();
    private volatile Instant askAgainAt = Instant.MIN;

    GatewayNames(Ingest ingest, Clock clock) {
        this.ingest = ingest;
        this.clock = clock;
    }

    /** The name of {@code account/gateway}, or its identifier if nobody knows a name. */
    public String of(String gateway) {
        refresh();
        return names.getOrDefault(gateway, gateway.substring(gateway.lastIndexOf('/') + 1));
    }

    private void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(askAgainAt)) {
            return;
        }
        askAgainAt = now.plus(RETRY);
        try {
            names = ingest.gateways().stream()
                    .collect(Collectors.toUnmodifiableMap(Ingest.Gateway::path, Ingest.Gateway::name));
            askAgainAt = now.plus(FRESH);
        } catch (IngestUnavailable e) {
            LOG.debug("names of gateways: {}", e.getMessage());
        }
    }
}
