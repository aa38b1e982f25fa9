package vn.trangtien.gateway.report;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vn.trangtien.wire.GatewayReport;

/** A part of the gateway that has something to tell. Called on the thread of the reporter; must return at once. */
@FunctionalInterface
public interface ReportPart {

    void addTo(Facts facts);

    /** Connections since the start. */
    static ReportPart link(LongSupplier connects) {
        return facts -> facts.number(GatewayReport.CONNECTS, connects.getAsLong());
    }

    /**
     * Which configuration is in force.
     *
     * @param state {@code applied}, {@code rolled-back} or {@code confirming}
     */
    record ConfigFacts(long version, String sha256, String state) {}

    static ReportPart config(Supplier<ConfigFacts> standing) {
        return facts -> {
            ConfigFacts now = standing.get();
            facts.number(GatewayReport.CONFIG_VERSION, now.version())
                    .text(GatewayReport.CONFIG_SHA256, now.sha256())
                    .text(GatewayReport.CONFIG_STATE, now.state());
        };
    }

    static ReportPart software(String version) {
        return facts -> facts.text(GatewayReport.SOFTWARE, version);
    }

    static ReportPart certificate(Supplier<Optional<Instant>> until) {
        return facts -> until.get().ifPresent(end -> facts.number(GatewayReport.CERTIFICATE_UNTIL, end.toEpochMilli()));
    }

    /** By how much the clock was set, as {@link vn.trangtien.gateway.clock.TimeSync#correction} tells. */
    static ReportPart clock(Supplier<OptionalLong> correction) {
        return facts -> correction.get().ifPresent(by -> facts.number(GatewayReport.CLOCK_CORRECTION, by));
    }
}
