package vn.trangtien.sim.fleet.account;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one gateway sent in one run and what of it was acknowledged. Takes as much room as its numbers have holes. Thread-safe.
 */
public final class GatewayAccount {

    private final String gateway;
    private final String spool;
    private final Ranges acknowledged = new Ranges();
    private final Map<Expectation, Long> sent = new EnumMap<>(Expectation.class);
    private final Map<Expectation, Long> taken = new EnumMap<>(Expectation.class);
    private long highest;
    private long points;

    /**
     * @param gateway {@code account/gateway}
     * @param spool by whose numbers it counts
     */
    public GatewayAccount(String gateway, String spool) {
        this.gateway = gateway;
        this.spool = spool;
    }

    public String gateway() {
        return gateway;
    }

    public String spool() {
        return spool;
    }

    /** @param seq the number of what is to be stored or is a duplicate; anything else has none, and it is not looked at */
    public synchronized void sent(Expectation what, long seq) {
        sent.merge(what, 1L, Long::sum);
        if (what == Expectation.STORED) {
            highest = Math.max(highest, seq);
        }
    }

    /** @param contained points in the message; those of a repetition are not counted again */
    public synchronized void acknowledged(Expectation what, long seq, int contained) {
        taken.merge(what, 1L, Long::sum);
        if (what == Expectation.STORED && acknowledged.add(seq)) {
            points += contained;
        }
    }

    /** As it is now. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(
                gateway, spool, highest, acknowledged.toString(), points, new EnumMap<>(sent), new EnumMap<>(taken));
    }

    /**
     * The account at a moment; one line of the file.
     *
     * @param highest number that was sent, and with it all below
     * @param numbers that were acknowledged, in the text form of {@link Ranges}
     * @param points in the messages with these numbers
     * @param sent transmissions by what was expected of them, repetitions after a lost line among them
     * @param acknowledged acknowledgements likewise
     */
    public record Snapshot(
            String gateway,
            String spool,
            long highest,
            String numbers,
            long points,
            Map<Expectation, Long> sent,
            Map<Expectation, Long> acknowledged) {

        public Snapshot {
            sent = Map.copyOf(sent);
            acknowledged = Map.copyOf(acknowledged);
        }

        public Ranges acknowledgedNumbers() {
            return Ranges.parse(numbers);
        }

        long sent(Expectation what) {
            return sent.getOrDefault(what, 0L);
        }

        long acknowledged(Expectation what) {
            return acknowledged.getOrDefault(what, 0L);
        }
    }
}
