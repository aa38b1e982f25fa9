package vn.trangtien.sim.fleet.load;

/**
 * How the gateways of a fleet behave beside measuring. Shares are 0 to 1.
 *
 * @param jitter by what share of its interval a message comes early or late; 0 is a metronome
 * @param burst messages that come at once, at the same rate on the whole; 1 is steady
 * @param duplicates share of messages that are an acknowledged one again, byte for byte
 * @param poison share of messages that nobody can make sense of: cut short, broken gzip, a topic without a reader, foreign names
 * @param late share of messages whose values are hours to three days old
 * @param sameMillisecond share of messages that were measured in the same millisecond as the one before
 * @param wrongClocks share of gateways whose clock is a year off, half of them ahead
 * @param kura share of gateways that are plain Eclipse Kura
 * @param kuraJson share of gateways that are Eclipse Kura with JSON
 * @param sparkplug share of gateways that speak Sparkplug B
 * @param gzip whether payloads are compressed where that makes them shorter, as our gateway does
 */
public record Habits(
        double jitter,
        int burst,
        double duplicates,
        double poison,
        double late,
        double sameMillisecond,
        double wrongClocks,
        double kura,
        double kuraJson,
        double sparkplug,
        boolean gzip) {

    private static final int MOST_IN_A_BURST = 1_000;

    /** Nothing but good messages of ours, evenly with a little jitter. */
    public static final Habits STEADY = new Habits(0.2, 1, 0, 0, 0, 0, 0, 0, 0, 0, true);

    /** A city on an ordinary bad day: a little of everything. */
    public static final Habits ORDINARY = new Habits(0.5, 3, 0.01, 0.01, 0.01, 0.01, 0.01, 0.1, 0.02, 0, true);

    public Habits {
        share("jitter", jitter);
        share("duplicates", duplicates);
        share("poison", poison);
        share("late", late);
        share("sameMillisecond", sameMillisecond);
        share("wrongClocks", wrongClocks);
        share("kura", kura);
        share("kuraJson", kuraJson);
        share("sparkplug", sparkplug);
        if (burst < 1 || burst > MOST_IN_A_BURST) {
            throw new IllegalArgumentException("burst must be 1 to %d, but was %d".formatted(MOST_IN_A_BURST, burst));
        }
        share("duplicates and poison together", duplicates + poison);
        share("kura, kuraJson and sparkplug together", kura + kuraJson + sparkplug);
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must be 0 to 1, but was %s".formatted(what, value));
        }
    }

    /** The same with or without compression. */
    public Habits withGzip(boolean compressed) {
        return new Habits(
                jitter,
                burst,
                duplicates,
                poison,
                late,
                sameMillisecond,
                wrongClocks,
                kura,
                kuraJson,
                sparkplug,
                compressed);
    }
}
