package vn.trangtien.video.hint;

import java.util.Arrays;
import java.util.Optional;

/**
 * Smoke takes the edges and the colours away from a part of the view, goes on moving and spreads for a while. Fog does so to
 * the whole view at once, a parked van at one stroke and then keeps still, dusk takes brightness and edges alike everywhere.
 */
final class SmokeSign {

    private static final double NOW_SECONDS = 1.5;
    private static final double PLACE_SECONDS = 120;
    private static final double LEARN_SECONDS = 10;
    /** Grey levels; flatter cells have nothing that smoke could hide. */
    private static final double RICH = 3;

    private static final double LOST = 0.55;
    private static final double KEPT_ELSEWHERE = 0.8;
    private static final double PALE = 45;
    /** Grey levels by which the cell's brightness goes on changing from picture to picture. */
    private static final double DRIFTING = 0.6;

    private static final double SMALLEST_SHARE = 0.01;
    private static final double LARGEST_SHARE = 0.5;
    private static final double STEP_SECONDS = 2;
    private static final int STEPS = 6;
    private static final int STEPS_OF_GROWTH = 4;

    private final int columns;
    private final double[] now;
    private final double[] place;
    private final double[] brightness;
    private final double[] drift;
    private final double[] areas = new double[STEPS + 1];
    private double seconds;
    private double sinceStep;
    private boolean hinting;
    private boolean started;

    SmokeSign(int columns, int cells) {
        this.columns = columns;
        this.now = new double[cells];
        this.place = new double[cells];
        this.brightness = new double[cells];
        this.drift = new double[cells];
    }

    Optional<Hint> look(Cells cells, double elapsed) {
        seconds += elapsed;
        boolean[] veiled = learn(cells, elapsed);
        double area = connectedShare(veiled);
        sinceStep += elapsed;
        if (sinceStep >= STEP_SECONDS && seconds > LEARN_SECONDS) {
            sinceStep = 0;
            System.arraycopy(areas, 1, areas, 0, STEPS);
            areas[STEPS] = area;
        }
        boolean plausible = area >= SMALLEST_SHARE && area <= LARGEST_SHARE && restIsClear(veiled);
        hinting = plausible && (hinting || spreads());
        return hinting
                ? Optional.of(new Hint(HintKind.SMOKE, area, Math.min(Hint.MOST, 0.25 + area)))
                : Optional.empty();
    }

    private boolean[] learn(Cells cells, double elapsed) {
        boolean[] veiled = new boolean[now.length];
        boolean learning = seconds < LEARN_SECONDS;
        double weight = started ? 1 - Math.exp(-elapsed / NOW_SECONDS) : 1;
        double placeWeight = started ? 1 - Math.exp(-elapsed / (learning ? LEARN_SECONDS / 3 : PLACE_SECONDS)) : 1;
        for (int cell = 0; cell < now.length; cell++) {
            now[cell] += weight * (cells.edges(cell) - now[cell]);
            double change = started ? Math.abs(cells.brightness(cell) - brightness[cell]) : 0;
            brightness[cell] = cells.brightness(cell);
            drift[cell] += weight * (change - drift[cell]);
            boolean lost = place[cell] > RICH && now[cell] < LOST * place[cell];
            veiled[cell] = !learning && lost && cells.saturation(cell) < PALE && drift[cell] > DRIFTING;
            // What is hidden now is not forgotten as fast as what is seen now is learned.
            place[cell] += (lost && !learning ? placeWeight / 10 : placeWeight) * (cells.edges(cell) - place[cell]);
        }
        started = true;
        return veiled;
    }

    private boolean spreads() {
        int growing = 0;
        for (int i = 1; i <= STEPS; i++) {
            growing += areas[i] > areas[i - 1] ? 1 : 0;
        }
        return growing >= STEPS_OF_GROWTH && areas[STEPS] > 2 * areas[0];
    }

    /** Whether most of what is not veiled looks as sharp as ever; in fog and at dusk it does not. */
    private boolean restIsClear(boolean[] veiled) {
        double[] kept = new double[now.length];
        int count = 0;
        for (int cell = 0; cell < now.length; cell++) {
            if (!veiled[cell] && place[cell] > RICH) {
                kept[count++] = now[cell] / place[cell];
            }
        }
        if (count == 0) {
            return false;
        }
        Arrays.sort(kept, 0, count);
        return kept[count / 2] > KEPT_ELSEWHERE;
    }

    /** Share of the picture of the largest group of veiled neighbours. */
    private double connectedShare(boolean[] veiled) {
        boolean[] open = veiled.clone();
        int[] stack = new int[open.length];
        int largest = 0;
        for (int start = 0; start < open.length; start++) {
            int top = 0;
            int size = 0;
            if (open[start]) {
                open[start] = false;
                stack[top++] = start;
            }
            while (top > 0) {
                int cell = stack[--top];
                size++;
                int column = cell % columns;
                int[] around = {
                    column > 0 ? cell - 1 : -1, column < columns - 1 ? cell + 1 : -1, cell - columns, cell + columns
                };
                for (int next : around) {
                    if (next >= 0 && next < open.length && open[next]) {
                        open[next] = false;
                        stack[top++] = next;
                    }
                }
            }
            largest = Math.max(largest, size);
        }
        return largest / (double) open.length;
    }
}
