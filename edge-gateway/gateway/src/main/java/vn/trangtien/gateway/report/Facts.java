package vn.trangtien.gateway.report;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.trangtien.wire.GatewayReport;

/** Collects one report; names are those of {@link GatewayReport}. Not thread-safe. */
public final class Facts {

    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    Facts() {}

    public Facts number(String name, long value) {
        numbers.put(name, value);
        return this;
    }

    /** An empty text is left out. */
    public Facts text(String name, String value) {
        if (!value.isEmpty()) {
            texts.put(name, value);
        }
        return this;
    }

    GatewayReport report(Clock clock) {
        return new GatewayReport(clock.instant(), numbers, texts);
    }
}
