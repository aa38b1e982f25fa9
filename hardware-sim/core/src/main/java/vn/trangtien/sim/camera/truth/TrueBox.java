package vn.trangtien.sim.camera.truth;

/** The smallest upright rectangle around something, in shares of the picture; may reach beyond its edges. */
public record TrueBox(double left, double top, double right, double bottom) {

    public TruePoint centre() {
        return new TruePoint((left + right) / 2, (top + bottom) / 2);
    }

    /** The middle of its lower edge, where things touch the ground. */
    public TruePoint foot() {
        return new TruePoint((left + right) / 2, bottom);
    }

    public double area() {
        return Math.max(0, right - left) * Math.max(0, bottom - top);
    }

    /** What of it lies within the picture; without area if nothing does. */
    public TrueBox clipped() {
        double x = Math.min(1, Math.max(0, left));
        double y = Math.min(1, Math.max(0, top));
        return new TrueBox(x, y, Math.max(x, Math.min(1, right)), Math.max(y, Math.min(1, bottom)));
    }
}
