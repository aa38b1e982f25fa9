package vn.trangtien.gateway.link;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.MetricNames;

/** What the gateway says of itself when it comes and goes. Thread-safe: no state but the time of its making. */
public final class Announcements {

    private final String account;
    private final String client;
    private final String displayName;
    private final KuraPosition position;
    private final Map<String, String> facts;
    private final boolean gzip;
    private final Clock clock;
    private final Instant started;

    /** @param facts metrics of the birth beside uptime and name, as {@link MachineFacts} finds them */
    public Announcements(
            String account,
            String client,
            String displayName,
            KuraPosition position,
            Map<String, String> facts,
            boolean gzip,
            Clock clock) {
        this.account = account;
        this.client = client;
        this.displayName = displayName;
        this.position = position;
        this.facts = new LinkedHashMap<>(facts);
        this.gzip = gzip;
        this.clock = clock;
        this.started = clock.instant();
    }

    String birthTopic() {
        return KuraTopic.lifecycle(account, client, MessageKind.BIRTH).name();
    }

    String departureTopic() {
        return KuraTopic.lifecycle(account, client, MessageKind.DC).name();
    }

    String willTopic() {
        return KuraTopic.lifecycle(account, client, MessageKind.LWT).name();
    }

    byte[] birth() {
        Map<String, String> all = self();
        all.putAll(facts);
        return encoded(new LifecycleMessage(Optional.of(clock.instant()), all, Optional.of(position)));
    }

    byte[] departure() {
        return encoded(new LifecycleMessage(Optional.of(clock.instant()), self(), Optional.empty()));
    }

    private Map<String, String> self() {
        Map<String, String> self = new LinkedHashMap<>();
        long uptime = clock.instant().toEpochMilli() - started.toEpochMilli();
        self.put(MetricNames.UPTIME, Long.toString(Math.max(0, uptime)));
        self.put(MetricNames.DISPLAY_NAME, displayName);
        return self;
    }

    private byte[] encoded(LifecycleMessage message) {
        return KuraCodec.encode(message.toPayload(), gzip);
    }
}
