package vn.trangtien.sim.fleet.account;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The account of a whole fleet in one run: for each gateway the numbers that were acknowledged, and for all of them how long an
 * acknowledgement took. Its size depends on the number of gateways and of holes, not of messages. Thread-safe.
 */
public final class MessageAccount {

    private final long run;
    private final ConcurrentMap<String, GatewayAccount> gateways = new ConcurrentHashMap<>();
    private final LatencySample delays;

    /**
     * @param run see {@link ProofNumber}
     * @param seed of the sample of delays
     */
    public MessageAccount(long run, long seed) {
        this.run = run;
        this.delays = new LatencySample(LatencySample.USUAL_ROOM, seed);
    }

    /** Opens the books of a gateway, {@code account/gateway}, in this run. */
    public GatewayAccount open(String gateway, String spool) {
        return gateways.computeIfAbsent(gateway, any -> new GatewayAccount(gateway, spool));
    }

    /** From publishing to acknowledgement. */
    public LatencySample delays() {
        return delays;
    }

    public long run() {
        return run;
    }

    /** As it is now; each gateway at a moment of its own. */
    public Snapshot snapshot() {
        return new Snapshot(
                run,
                gateways.values().stream()
                        .map(GatewayAccount::snapshot)
                        .sorted((one, other) -> one.gateway().compareTo(other.gateway()))
                        .toList());
    }

    /**
     * The account at a moment.
     *
     * @param gateways by name
     */
    public record Snapshot(long run, List<GatewayAccount.Snapshot> gateways) {

        public Snapshot {
            gateways = List.copyOf(gateways);
        }

        /** Transmissions that were to meet this end, repetitions after a lost line among them. */
        public long sent(Expectation what) {
            return gateways.stream().mapToLong(one -> one.sent(what)).sum();
        }

        /** Acknowledgements of such. */
        public long acknowledged(Expectation what) {
            return gateways.stream().mapToLong(one -> one.acknowledged(what)).sum();
        }

        /** All acknowledgements. */
        public long acknowledgements() {
            long all = 0;
            for (Expectation what : Expectation.values()) {
                all += acknowledged(what);
            }
            return all;
        }

        /** All transmissions. */
        public long transmissions() {
            long all = 0;
            for (Expectation what : Expectation.values()) {
                all += sent(what);
            }
            return all;
        }

        /** Different messages that were acknowledged and must be stored. */
        public long promised() {
            return gateways.stream()
                    .mapToLong(one -> one.acknowledgedNumbers().size())
                    .sum();
        }

        /** Different messages that were made to be stored. */
        public long made() {
            return gateways.stream().mapToLong(GatewayAccount.Snapshot::highest).sum();
        }

        /** Points in the promised messages. */
        public long points() {
            return gateways.stream().mapToLong(GatewayAccount.Snapshot::points).sum();
        }
    }
}
