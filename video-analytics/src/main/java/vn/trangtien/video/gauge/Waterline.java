package vn.trangtien.video.gauge;

import java.util.Arrays;

/**
 * Where along the strip the staff ends and the water begins. Three kinds of evidence are learned over some seconds: water
 * moves and the staff does not; the staff keeps sharp marks when frames are averaged and water does not; and their colours
 * differ. The line is put where the rows on both sides differ most from each other in all of them together.
 */
final class Waterline {

    private static final double LEARN_SECONDS = 6;
    private static final int FEWEST_FRAMES = 8;
    private static final double FEWEST_SECONDS = 4;
    /** Grey levels; rain drops and insects differ by more, but only for one frame. */
    private static final double LARGEST_STEP = 24;
    /** Grey levels; below this a camera's own noise hides everything. */
    private static final double NOISE = 1.5;
    /** Share of the strip that must be left on each side. */
    private static final double RIM = 0.03;
    /** Share of the strip over which marks of the scale are looked for. */
    private static final double MARKS = 0.06;

    private static final double EDGE_WEIGHT = 1.2;
    private static final double COLOUR_SCALE = 20;
    private static final double DARK = 35;
    private static final double BLINDING = 250;

    /**
     * One reading.
     *
     * @param row rows from the dry end
     * @param confidence 0 to 1, of this reading alone
     */
    record Found(double row, double confidence) {}

    private final int rows;
    private final double[] mean;
    private final double[] unrest;
    private final double[] colour;
    private int frames;
    private double seconds;

    Waterline(int rows) {
        this.rows = rows;
        this.mean = new double[rows * StaffStrip.COLUMNS];
        this.unrest = new double[rows * StaffStrip.COLUMNS];
        this.colour = new double[rows];
    }

    void learn(StaffStrip strip, double elapsedSeconds) {
        frames++;
        seconds += elapsedSeconds;
        double weight = Math.max(1.0 / frames, 1 - Math.exp(-elapsedSeconds / LEARN_SECONDS));
        for (int row = 0; row < rows; row++) {
            double saturation = 0;
            for (int column = 0; column < StaffStrip.COLUMNS; column++) {
                int at = row * StaffStrip.COLUMNS + column;
                double difference = strip.luma(row, column) - mean[at];
                double step = Math.min(Math.abs(difference), LARGEST_STEP);
                mean[at] += weight * difference;
                unrest[at] += frames == 1 ? 0 : weight * (step - unrest[at]);
                saturation += strip.saturation(row, column) / StaffStrip.COLUMNS;
            }
            colour[row] += weight * (saturation - colour[row]);
        }
    }

    boolean isReady() {
        return frames >= FEWEST_FRAMES && seconds >= FEWEST_SECONDS;
    }

    Found find() {
        double[] moves = perRow(unrest);
        double[] motion = new double[rows];
        for (int row = 0; row < rows; row++) {
            motion[row] = Math.log(NOISE + moves[row]);
        }
        double[] marks = smooth(edges(), (int) Math.max(1, MARKS * rows / 2));
        double[] colours = new double[rows];
        for (int row = 0; row < rows; row++) {
            marks[row] = EDGE_WEIGHT * Math.log(2 + marks[row]);
            colours[row] = colour[row] / COLOUR_SCALE;
        }
        int best = split(motion, marks, colours);
        double moreMotion = mean(motion, best, rows) - mean(motion, 0, best);
        double fewerMarks = mean(marks, 0, best) - mean(marks, best, rows);
        double otherColour = Math.abs(mean(colours, 0, best) - mean(colours, best, rows));
        double evidence = Math.max(0, moreMotion) + Math.max(0, fewerMarks) + 0.5 * otherColour;
        double contradiction = Math.max(0, -moreMotion) + Math.max(0, -fewerMarks);
        double sure = Math.max(0, Math.min(1, (evidence - 2 * contradiction - 0.5) / 1.0)) * light(best);
        return new Found(still(moves, best), sure);
    }

    /** The split that leaves the least difference within the two parts. */
    private int split(double[]... features) {
        int rim = (int) Math.max(2, RIM * rows);
        int best = rim;
        double most = -1;
        for (int row = rim; row <= rows - rim; row++) {
            double between = 0;
            for (double[] feature : features) {
                double apart = mean(feature, 0, row) - mean(feature, row, rows);
                between += apart * apart;
            }
            // What two-class separation gains: n1 n2 / n times the squared distance of the means.
            double gain = between * row * (rows - row);
            if (gain > most) {
                most = gain;
                best = row;
            }
        }
        return best;
    }

    /**
     * Waves wet and bare the rows around the still level by turns, so these are the most restless of all, and the still level
     * is in their middle. Without such a crest the split itself is the level.
     */
    private double still(double[] moves, int split) {
        int reach = (int) Math.max(3, 0.12 * rows);
        double[] smooth = smooth(moves, 1);
        int from = Math.max(0, split - reach);
        int to = Math.min(rows, split + reach);
        double plain = median(smooth, Math.min(rows - 1, split + reach / 2), rows);
        double sum = 0;
        double weighted = 0;
        for (int row = from; row < to; row++) {
            double excess = Math.max(0, smooth[row] - 1.6 * plain - NOISE);
            sum += excess;
            weighted += excess * (row + 0.5);
        }
        return sum > 2 * NOISE ? weighted / sum : calm(moves, from, to);
    }

    /** On calm water the ripples begin at the line, row by row; marks, which are looked for over several rows, are too coarse. */
    private static double calm(double[] moves, int from, int to) {
        double[] motion = new double[to - from];
        for (int i = 0; i < motion.length; i++) {
            motion[i] = Math.log(NOISE + moves[from + i]);
        }
        int best = 1;
        double most = -1;
        for (int row = 1; row < motion.length; row++) {
            double apart = mean(motion, row, motion.length) - mean(motion, 0, row);
            double gain = apart * apart * row * (motion.length - row);
            if (gain > most) {
                most = gain;
                best = row;
            }
        }
        return from + best;
    }

    /** Night, glare and a dirty lens leave nothing to see: 0; a lit staff with visible marks: 1. */
    private double light(int dryRows) {
        double[] brightness = perRow(mean);
        double level = mean(brightness, 0, dryRows);
        double blinded = Arrays.stream(mean).filter(value -> value > BLINDING).count() / (double) mean.length;
        double variance = 0;
        for (int row = 0; row < dryRows; row++) {
            variance += (brightness[row] - level) * (brightness[row] - level) / dryRows;
        }
        double bright = Math.max(0, Math.min(1, (level - DARK / 2) / DARK));
        double contrast = Math.max(0, Math.min(1, (Math.sqrt(variance) - 3) / 8));
        return bright * contrast * Math.max(0, 1 - 3 * blinded);
    }

    private double[] edges() {
        double[] edges = new double[rows];
        for (int row = 1; row < rows; row++) {
            for (int column = 0; column < StaffStrip.COLUMNS; column++) {
                int at = row * StaffStrip.COLUMNS + column;
                edges[row] += Math.abs(mean[at] - mean[at - StaffStrip.COLUMNS]) / StaffStrip.COLUMNS;
            }
        }
        return edges;
    }

    private double[] perRow(double[] pixels) {
        double[] values = new double[rows];
        for (int at = 0; at < pixels.length; at++) {
            values[at / StaffStrip.COLUMNS] += pixels[at] / StaffStrip.COLUMNS;
        }
        return values;
    }

    private static double[] smooth(double[] values, int reach) {
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - reach);
            int to = Math.min(values.length, i + reach + 1);
            smooth[i] = mean(values, from, to);
        }
        return smooth;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / Math.max(1, to - from);
    }

    private static double median(double[] values, int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
