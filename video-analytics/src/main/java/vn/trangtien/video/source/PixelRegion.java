package vn.trangtien.video.source;

import vn.trangtien.video.picture.Box;

/**
 * Whole pixels of a picture. Left and top are even, because two rows and two columns share their colour in most formats.
 *
 * @param left first column
 * @param top first row
 * @param width at least 1
 * @param height at least 1
 */
record PixelRegion(int left, int top, int width, int height) {

    /**
     * The part of a box that lies in the picture.
     *
     * @throws IllegalArgumentException if there is none
     */
    static PixelRegion of(Box box, int pictureWidth, int pictureHeight) {
        if (box.left() >= 1 || box.top() >= 1 || box.right() <= 0 || box.bottom() <= 0) {
            throw new IllegalArgumentException(
                    "a part must share something with the picture, but %s is beside it".formatted(box));
        }
        int left = evenBelow(box.left(), pictureWidth);
        int top = evenBelow(box.top(), pictureHeight);
        int right = (int) Math.round(Math.min(1, box.right()) * pictureWidth);
        int bottom = (int) Math.round(Math.min(1, box.bottom()) * pictureHeight);
        return new PixelRegion(
                left,
                top,
                Math.min(pictureWidth - left, Math.max(2, right - left)),
                Math.min(pictureHeight - top, Math.max(2, bottom - top)));
    }

    private static int evenBelow(double share, int pixels) {
        int at = (int) Math.round(Math.max(0, share) * pixels);
        return Math.max(0, Math.min(at, pixels - 2)) & ~1;
    }
}
