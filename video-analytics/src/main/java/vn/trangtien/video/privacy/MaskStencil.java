package vn.trangtien.video.privacy;

import java.util.BitSet;
import java.util.List;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;

/**
 * Makes drawn areas black. A rim of {@value #RIM} pixels goes with them, because a picture that was made smaller has mixed
 * the pixels on both sides of an edge.
 */
final class MaskStencil {

    private static final int RIM = 2;

    private final List<Polygon> areas;
    private BitSet black = new BitSet();
    private int width;
    private int height;

    MaskStencil(List<Polygon> areas) {
        this.areas = List.copyOf(areas);
    }

    void burn(ColourImage image) {
        if (areas.isEmpty()) {
            return;
        }
        if (image.width() != width || image.height() != height) {
            draw(image.width(), image.height());
        }
        byte[] bgr = image.bgr();
        for (int at = black.nextSetBit(0); at >= 0; at = black.nextSetBit(at + 1)) {
            bgr[at * 3] = 0;
            bgr[at * 3 + 1] = 0;
            bgr[at * 3 + 2] = 0;
        }
    }

    private void draw(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        black = new BitSet(width * height);
        for (Polygon area : areas) {
            fill(area);
            outline(area);
        }
    }

    private void fill(Polygon area) {
        Box bounds = area.bounds();
        int bottom = Math.min(height - 1, (int) (bounds.bottom() * height));
        int right = Math.min(width - 1, (int) (bounds.right() * width));
        for (int y = (int) (bounds.top() * height); y <= bottom; y++) {
            for (int x = (int) (bounds.left() * width); x <= right; x++) {
                if (area.contains(new Point((x + 0.5) / width, (y + 0.5) / height))) {
                    black.set(y * width + x);
                }
            }
        }
    }

    /** Areas thinner than a pixel have no pixel's centre inside, but an edge they have. */
    private void outline(Polygon area) {
        List<Point> points = area.points();
        for (int i = 0; i < points.size(); i++) {
            Point from = points.get(i);
            Point to = points.get((i + 1) % points.size());
            int steps = 1
                    + (int) Math.ceil(
                            Math.max(Math.abs(to.x() - from.x()) * width, Math.abs(to.y() - from.y()) * height));
            for (int step = 0; step <= steps; step++) {
                double share = step / (double) steps;
                dot((int) ((from.x() + (to.x() - from.x()) * share) * width), (int)
                        ((from.y() + (to.y() - from.y()) * share) * height));
            }
        }
    }

    private void dot(int centreX, int centreY) {
        for (int y = Math.max(0, centreY - RIM); y <= Math.min(height - 1, centreY + RIM); y++) {
            black.set(y * width + Math.max(0, centreX - RIM), y * width + Math.min(width - 1, centreX + RIM) + 1);
        }
    }
}
