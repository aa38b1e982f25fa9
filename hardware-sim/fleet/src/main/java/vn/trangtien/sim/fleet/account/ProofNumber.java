package vn.trangtien.sim.fleet.account;

/**
 * The number of a message as the value of one of its channels, so that the store of values alone tells which messages it holds,
 * whatever the books beside it say. The run is in it: a gateway that comes back next week counts from 1 again.
 *
 * @param run seconds since 2017-07-14 (1.5e9 in Unix time) at the start of the run
 * @param seq of the message within the run, 1 to 9,999,999
 */
public record ProofNumber(long run, long seq) {

    /** Name of the channel. */
    public static final String CHANNEL = "proof";

    private static final long EPOCH_SECONDS = 1_500_000_000L;
    private static final long NUMBERS = 10_000_000L;

    public ProofNumber {
        if (run < 1 || run >= 900_000_000L) {
            throw new IllegalArgumentException("run must be 1 to 899999999, but was " + run);
        }
        if (seq < 1 || seq >= NUMBERS) {
            throw new IllegalArgumentException("seq must be 1 to %d, but was %d".formatted(NUMBERS - 1, seq));
        }
    }

    /** The run that starts at that time. */
    public static long runAt(long epochMillis) {
        return epochMillis / 1000 - EPOCH_SECONDS;
    }

    /** Below 2 to the power of 53, so a double keeps every one apart. */
    public double value() {
        return (double) (run * NUMBERS + seq);
    }

    /** What a stored value says; run 1 and seq 1 are the least. */
    public static ProofNumber of(double value) {
        long whole = (long) value;
        return new ProofNumber(whole / NUMBERS, whole % NUMBERS);
    }

    /** Lower end of the values of a run, exclusive; the upper one is that of the next run. */
    public static double floorOf(long run) {
        return (double) (run * NUMBERS);
    }
}
