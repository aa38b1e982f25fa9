package vn.trangtien.box.video;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Processor time of the thread that calls it, by what it was used for. Confined to that thread. */
public final class StageCpu {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos = new long[Stage.values().length];
    private long lap = now();

    /** In the order in which a frame goes through them. The names stand in the result; they may not change. */
    public enum Stage {
        /** Reading packets and decoding the picture. */
        DECODE,
        /** The brightness in the size that is analysed. */
        SCALE,
        MOTION,
        /** The model, with the conversion of its picture. */
        DETECT,
        /** Following objects and applying the rules. */
        TRACK,
        /** Films and files that were asked for. */
        OUTPUT
    }

    /** What happened since the last call belonged to nothing. */
    public void skip() {
        lap = now();
    }

    /** What happened since the last call belonged to this stage. */
    public void spentOn(Stage stage) {
        long now = now();
        nanos[stage.ordinal()] += now - lap;
        lap = now;
    }

    /** Starts again from nothing, for what is measured after a warm-up. */
    public void reset() {
        Arrays.fill(nanos, 0);
        lap = now();
    }

    /** Milliseconds of all stages. */
    public double millis() {
        return Arrays.stream(nanos).sum() / NANOS_PER_MILLI;
    }

    /** Milliseconds of one stage. */
    public double millis(Stage stage) {
        return nanos[stage.ordinal()] / NANOS_PER_MILLI;
    }

    /** Milliseconds of each frame by name of the stage. */
    Map<String, Double> perFrame(long frames) {
        var each = new LinkedHashMap<String, Double>();
        for (Stage stage : Stage.values()) {
            each.put(stage.name().toLowerCase(Locale.ROOT), rounded(millis(stage) / Math.max(1, frames)));
        }
        return each;
    }

    static double rounded(double millis) {
        return Math.round(millis * 1000) / 1000.0;
    }

    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
