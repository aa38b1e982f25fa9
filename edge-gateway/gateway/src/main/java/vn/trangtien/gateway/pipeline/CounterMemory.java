package vn.trangtien.gateway.pipeline;

import java.util.Optional;

/** Where counters are kept from one run of the gateway to the next. Called on the threads of all buses. */
public interface CounterMemory {

    /** Keeps nothing: counters begin anew. */
    CounterMemory NONE = new CounterMemory() {
        @Override
        public Optional<Count> recall(String device, String channel) {
            return Optional.empty();
        }

        @Override
        public void remember(String device, String channel, Count count) {
            // as it says
        }
    };

    /** The last count of the run before; empty if there was none. */
    Optional<Count> recall(String device, String channel);

    /** Returns at once; the disk may wait. */
    void remember(String device, String channel, Count count);

    /** Returns when everything remembered so far is where the next run finds it, or was tried to be brought there. */
    default void keep() {}

    /**
     * How far a counter is.
     *
     * @param carried what was counted before the instrument last began at 0
     * @param raw what the instrument showed last
     */
    record Count(double carried, double raw) {

        public double total() {
            return carried + raw;
        }
    }
}
