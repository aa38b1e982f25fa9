package vn.trangtien.sim.fault;

/**
 * How a fault is switched on.
 *
 * @param amount in the unit of the fault
 * @param probability that it strikes on one occasion, more than 0 to 1
 */
public record FaultSetting(Fault fault, double amount, double probability) {

    public FaultSetting {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("the probability of %s must be more than 0 and at most 1, but was %s"
                    .formatted(fault.code(), probability));
        }
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException(
                    "the amount of %s must be a number, but was %s".formatted(fault.code(), amount));
        }
    }

    /** On every occasion, by the usual amount. */
    public static FaultSetting always(Fault fault) {
        return new FaultSetting(fault, fault.defaultAmount(), 1);
    }

    /** The same on some occasions only. */
    public FaultSetting withProbability(double some) {
        return new FaultSetting(fault, amount, some);
    }

    public FaultSetting withAmount(double other) {
        return new FaultSetting(fault, other, probability);
    }
}
