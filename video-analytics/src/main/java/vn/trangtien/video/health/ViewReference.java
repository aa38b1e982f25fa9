package vn.trangtien.video.health;

/**
 * What the view usually looks like: a slow average, so that dusk, weather and a parked car become part of it and a sudden
 * change does not.
 */
final class ViewReference {

    private static final double FOLLOW_SECONDS = 300;
    private static final int FIRST_LOOKS = 5;

    final double[] mean = new double[CellGrid.CELLS];
    final double[] wide = new double[CellGrid.CELLS];
    private double sharpness;
    private double edges;
    private int looks;

    boolean isKnown() {
        return looks >= FIRST_LOOKS;
    }

    void forget() {
        looks = 0;
    }

    /** @param seconds since the look before */
    void learn(ViewSample sample, double seconds) {
        looks = Math.min(looks + 1, FIRST_LOOKS + 1);
        double weight = Math.max(looks <= FIRST_LOOKS ? 1.0 / looks : 0, 1 - Math.exp(-seconds / FOLLOW_SECONDS));
        for (int cell = 0; cell < CellGrid.CELLS; cell++) {
            mean[cell] += (sample.mean[cell] - mean[cell]) * weight;
            wide[cell] += (sample.wide[cell] - wide[cell]) * weight;
        }
        sharpness += (sample.sharpness() - sharpness) * weight;
        edges += (sample.edges() - edges) * weight;
    }

    double sharpness() {
        return sharpness;
    }

    /** Usual number of cells with an edge. */
    double edges() {
        return edges;
    }
}
