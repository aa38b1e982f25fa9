package vn.trangtien.video.pattern;

import java.util.Random;

/** Squares of {@value #CELL} pixels, dark or bright at random: what exists nowhere else and can therefore be searched for. */
public final class Pattern {

    /** Pixels from edge to edge. */
    public static final int SIDE = 24;

    static final int CELL = 2;
    private static final int BRIGHT = 205;
    private static final int DARK = 45;

    private final boolean[] bright = new boolean[(SIDE / CELL) * (SIDE / CELL)];

    Pattern(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < bright.length; i++) {
            bright[i] = random.nextBoolean();
        }
    }

    /** Grey level of a pixel. */
    int at(int x, int y) {
        return bright[y / CELL * (SIDE / CELL) + x / CELL] ? BRIGHT : DARK;
    }
}
