package vn.trangtien.wire;

/**
 * What a gateway of ours says of everything it measures.
 *
 * @param simulated a simulator stands behind the values
 * @param clockTrusted the gateway's clock was synchronised
 */
public record Origin(boolean simulated, boolean clockTrusted) {

    /** As received; a foreign gateway says neither, and is taken for a real one with a good clock. */
    static Origin of(KuraPayload payload) {
        return new Origin(
                payload.bool(MetricNames.SIMULATED).orElse(false),
                payload.bool(MetricNames.CLOCK_TRUSTED).orElse(true));
    }

    void addTo(KuraPayload.Builder payload) {
        payload.metric(MetricNames.SIMULATED, simulated);
        payload.metric(MetricNames.CLOCK_TRUSTED, clockTrusted);
    }
}
