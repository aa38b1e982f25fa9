package vn.trangtien.sim.fleet.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages of one run a store holds, by its own values of {@link ProofNumber#CHANNEL}. Filled row by row; not thread-safe.
 */
public final class Stored {

    private final long run;
    private final Map<String, Ranges> numbers = new TreeMap<>();
    private long repeated;
    private long foreign;

    public Stored(long run) {
        this.run = run;
    }

    /**
     * One row of the store.
     *
     * @param gateway {@code account/gateway}
     */
    public void add(String gateway, double value) {
        ProofNumber proof;
        try {
            proof = ProofNumber.of(value);
        } catch (IllegalArgumentException noProof) {
            foreign++;
            return;
        }
        if (proof.run() != run) {
            foreign++;
        } else if (!numbers.computeIfAbsent(gateway, any -> new Ranges()).add(proof.seq())) {
            repeated++;
        }
    }

    Ranges of(String gateway) {
        return numbers.getOrDefault(gateway, new Ranges());
    }

    Iterable<String> gateways() {
        return numbers.keySet();
    }

    /** Different messages. */
    public long messages() {
        return numbers.values().stream().mapToLong(Ranges::size).sum();
    }

    /** Rows whose message had a row before: stored twice. */
    public long repeated() {
        return repeated;
    }

    /** Rows of other runs, or with values that are no proof. */
    public long foreign() {
        return foreign;
    }
}
