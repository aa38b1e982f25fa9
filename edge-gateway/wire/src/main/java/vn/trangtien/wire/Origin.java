package vn.trangtien.wire;

/**
 * What a gateway of ours says of everything it measures.
 *
 * @param simulated a simulator stands behind the values
 * @param clockTrusted the gateway's clock was synchronised, or nothing is said of it
 * @param clockVouched the gateway says itself that its clock was synchronised
 */
public record Origin(boolean simulated, boolean clockTrusted, boolean clockVouched) {

    /** Of a sender that says neither: taken for a real one with a good clock, which nobody vouches for. */
    public static final Origin SILENT = new Origin(false, true, false);

    /** Of a sender that says both. */
    public Origin(boolean simulated, boolean clockTrusted) {
        this(simulated, clockTrusted, clockTrusted);
    }

    public Origin {
        if (clockVouched && !clockTrusted) {
            throw new IllegalArgumentException("a clock that is vouched for must be trusted, but was not");
        }
    }

    /** As received; what a foreign gateway leaves out is as in {@link #SILENT}. */
    public static Origin of(KuraPayload payload) {
        return new Origin(
                payload.bool(MetricNames.SIMULATED).orElse(SILENT.simulated()),
                payload.bool(MetricNames.CLOCK_TRUSTED).orElse(SILENT.clockTrusted()),
                payload.bool(MetricNames.CLOCK_TRUSTED).orElse(SILENT.clockVouched()));
    }

    void addTo(KuraPayload.Builder payload) {
        payload.metric(MetricNames.SIMULATED, simulated);
        payload.metric(MetricNames.CLOCK_TRUSTED, clockTrusted);
    }
}
