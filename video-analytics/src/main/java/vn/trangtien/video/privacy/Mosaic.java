package vn.trangtien.video.privacy;

import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;

/** Replaces each hidden tile of a picture by its mean colour. */
public final class Mosaic {

    private Mosaic() {}

    /** Changes the picture itself, so that no readable copy is left behind. */
    public static void apply(PrivacyGrid grid, ColourImage image) {
        for (int row = 0; row < grid.rows(); row++) {
            int top = row * image.height() / grid.rows();
            int bottom = (row + 1) * image.height() / grid.rows();
            for (int column = 0; column < PrivacyGrid.COLUMNS; column++) {
                if (grid.isHidden(column, row)) {
                    int left = column * image.width() / PrivacyGrid.COLUMNS;
                    int right = (column + 1) * image.width() / PrivacyGrid.COLUMNS;
                    flatten(image, left, top, right, bottom);
                }
            }
        }
    }

    /**
     * Covers a part with tiles of its own: so many across, but none smaller than those of a grid with so many columns.
     *
     * @param part in shares of the picture; may reach beyond its edges
     */
    static void coarsen(ColourImage image, Box part, int tilesAcross, int columns) {
        int left = Math.max(0, (int) Math.floor(part.left() * image.width()));
        int right = Math.min(image.width(), (int) Math.ceil(part.right() * image.width()));
        int top = Math.max(0, (int) Math.floor(part.top() * image.height()));
        int bottom = Math.min(image.height(), (int) Math.ceil(part.bottom() * image.height()));
        int smallest = (image.width() + columns - 1) / columns;
        int side = Math.max(smallest, (int) Math.ceil(part.width() * image.width() / tilesAcross));
        for (int y = top; y < bottom; y += side) {
            for (int x = left; x < right; x += side) {
                flatten(image, x, y, Math.min(right, x + side), Math.min(bottom, y + side));
            }
        }
    }

    private static void flatten(ColourImage image, int left, int top, int right, int bottom) {
        int pixels = (right - left) * (bottom - top);
        if (pixels == 0) {
            return;
        }
        byte[] bgr = image.bgr();
        for (int channel = 0; channel < 3; channel++) {
            int sum = 0;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    sum += bgr[(y * image.width() + x) * 3 + channel] & 0xFF;
                }
            }
            byte mean = (byte) (sum / pixels);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    bgr[(y * image.width() + x) * 3 + channel] = mean;
                }
            }
        }
    }
}
