package vn.trangtien.egov.signing;

/**
 * Where the seal of an agency goes: in its real size, covering about one third of the person's signature on its left (Decree
 * 30/2020, Annex I). All lengths in PDF points, 72 an inch, from the lower left corner of the page.
 */
public final class SealPlacement {

    /** A seal that covers less of the signature's width than this is not on it. */
    public static final double MIN_COVERED = 0.30;

    /** A seal that covers more hides the signature. */
    public static final double MAX_COVERED = 0.37;

    private static final double THIRD = 1 / 3.0;
    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private SealPlacement() {}

    /**
     * A rectangle on a page.
     *
     * @param x left edge
     * @param y lower edge
     */
    public record Box(double x, double y, double width, double height) {

        public Box {
            if (width <= 0 || height <= 0) {
                throw new IllegalArgumentException(
                        "a place on a page needs width and height above 0, but had %s x %s".formatted(width, height));
            }
        }

        public double right() {
            return x + width;
        }

        public double top() {
            return y + height;
        }
    }

    public static double points(double millimetres) {
        return millimetres * POINTS_PER_MILLIMETRE;
    }

    /**
     * The place of a seal beside and over a signature.
     *
     * @param signature the person's place
     * @param diameterMillimetres of the seal, above 0
     */
    public static Box over(Box signature, double diameterMillimetres) {
        double diameter = points(diameterMillimetres);
        double right = signature.x() + signature.width() * THIRD;
        double middle = signature.y() + signature.height() / 2;
        return new Box(right - diameter, middle - diameter / 2, diameter, diameter);
    }

    /** Which part of the signature's width the seal covers, from 0 to 1, counted from its left; 0 if they do not touch. */
    public static double covered(Box signature, Box seal) {
        boolean apart = seal.top() <= signature.y() || seal.y() >= signature.top() || seal.x() > signature.x();
        if (apart) {
            return 0;
        }
        double overlap = Math.min(seal.right(), signature.right()) - signature.x();
        return Math.max(0, overlap) / signature.width();
    }

    /** Whether that part is what the decree asks for. */
    public static boolean isLegal(Box signature, Box seal) {
        double covered = covered(signature, seal);
        return covered >= MIN_COVERED && covered <= MAX_COVERED;
    }
}
