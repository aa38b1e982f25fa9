package vn.trangtien.video.health;

import java.util.ArrayDeque;

/**
 * Compares one look with the reference. Holds no state but the buffers of the comparison and the last seconds of lost detail.
 */
final class ViewLook {

    /** A cloth is thrown within seconds; fog and dusk need minutes. */
    private static final long SUDDEN_MICROS = 10_000_000;

    private static final double SUDDEN_RISE = 0.4;
    private static final double DETAIL_LEFT = 0.3;
    private static final double DETAIL_LIMIT = 24;
    private static final int FEWEST_EDGES = 12;
    private static final double DARK_LEVEL = 32;
    private static final double STRUCTURE_KEPT = 0.6;
    private static final double STRUCTURE_LOST = 0.5;
    private static final double EDGES_LEFT = 0.25;

    private record Lost(long micros, double share) {}

    private final double[] detailNow = new double[CellGrid.CELLS];
    private final double[] detailBefore = new double[CellGrid.CELLS];
    private final ArrayDeque<Lost> recently = new ArrayDeque<>();

    /** Share of the cells with detail that have lost it together with their brightness pattern. */
    double lostDetail;

    /** Whether the detail was there a few seconds ago. */
    boolean suddenly;

    /** The larger of the correlations of brightness and of edges with the reference; 1 if there is nothing to compare. */
    double likeness;

    /** Share of the usual sharpness; 1 if there is nothing to compare. */
    double sharpness;

    boolean isDark;

    void compare(ViewSample now, ViewReference before, CellGrid grid, long micros) {
        isDark = now.level(0.5) < DARK_LEVEL;
        boolean[] watched = grid.watched();
        double structure = Likeness.of(now.mean, before.mean, cell -> watched[cell]);
        likeness = likeness(now, before, watched);
        if (now.edges() < EDGES_LEFT * before.edges() && structure >= STRUCTURE_KEPT) {
            // So far out of focus that nothing else is left to compare; a camera that was turned would show other
            // edges.
            likeness = Math.max(likeness, structure);
        }
        lostDetail = lostDetail(now, before, watched);
        sharpness = sharpness(now, before, structure);
        judgeSuddenness(micros);
    }

    void forget() {
        recently.clear();
    }

    private double likeness(ViewSample now, ViewReference before, boolean[] watched) {
        if (before.edges() < FEWEST_EDGES) {
            return 1;
        }
        Likeness.detail(now.mean, detailNow, DETAIL_LIMIT);
        Likeness.detail(before.mean, detailBefore, DETAIL_LIMIT);
        double brightness = Likeness.of(detailNow, detailBefore, cell -> watched[cell]);
        double edges = Likeness.of(now.wide, before.wide, cell -> watched[cell]);
        // Light that changes moves brightness but leaves the edges of houses where they are; a turn moves both.
        return Math.max(orOther(brightness), orOther(edges));
    }

    /** A view without any structure is not the known one. */
    private static double orOther(double correlation) {
        return Double.isNaN(correlation) ? 0 : correlation;
    }

    private double lostDetail(ViewSample now, ViewReference before, boolean[] watched) {
        int detailed = 0;
        int lost = 0;
        for (int cell = 0; cell < CellGrid.CELLS; cell++) {
            if (watched[cell] && before.wide[cell] >= ViewSample.EDGE) {
                detailed++;
                lost += isEven(now, before, cell) ? 1 : 0;
            }
        }
        if (detailed < FEWEST_EDGES) {
            return 0;
        }
        double pattern = Likeness.of(
                now.mean,
                before.mean,
                cell -> watched[cell] && before.wide[cell] >= ViewSample.EDGE && isEven(now, before, cell));
        // Out of focus: the edges are gone, light and dark are where they were.
        return pattern >= STRUCTURE_LOST ? 0 : lost / (double) detailed;
    }

    private static boolean isEven(ViewSample now, ViewReference before, int cell) {
        return now.wide[cell] < ViewSample.EDGE && now.wide[cell] < DETAIL_LEFT * before.wide[cell];
    }

    private double sharpness(ViewSample now, ViewReference before, double structure) {
        if (before.edges() < FEWEST_EDGES || isDark || Double.isNaN(structure) || structure < STRUCTURE_KEPT) {
            return 1;
        }
        if (now.edges() < EDGES_LEFT * before.edges()) {
            // So far out of focus that no edge is left, while the large light and dark areas are still there.
            return Math.min(1, spread(now.mean) / Math.max(1, spread(before.mean))) >= STRUCTURE_KEPT ? 0 : 1;
        }
        return before.sharpness() == 0 ? 1 : now.sharpness() / before.sharpness();
    }

    private static double spread(double[] map) {
        double sum = 0;
        double squares = 0;
        for (double each : map) {
            sum += each;
            squares += each * each;
        }
        double mean = sum / map.length;
        return Math.sqrt(Math.max(0, squares / map.length - mean * mean));
    }

    private void judgeSuddenness(long micros) {
        while (!recently.isEmpty() && micros - recently.getFirst().micros > SUDDEN_MICROS) {
            recently.removeFirst();
        }
        double least = lostDetail;
        for (Lost each : recently) {
            least = Math.min(least, each.share);
        }
        suddenly = lostDetail - least >= SUDDEN_RISE;
        recently.add(new Lost(micros, lostDetail));
    }
}
