package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What figures are drawn with, so that a box around a figure is measured on exactly what is painted. */
interface Brush {

    void polygon(Color colour, Point2D... corners);

    void disc(Color colour, Point2D centre, double radius);

    /** Paints. */
    record OnCanvas(Graphics2D graphics) implements Brush {

        @Override
        public void polygon(Color colour, Point2D... corners) {
            graphics.setColor(colour);
            graphics.fill(path(corners));
        }

        @Override
        public void disc(Color colour, Point2D centre, double radius) {
            graphics.setColor(colour);
            graphics.fill(new Ellipse2D.Double(centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius));
        }

        static Path2D path(Point2D... corners) {
            var path = new Path2D.Double();
            path.moveTo(corners[0].getX(), corners[0].getY());
            for (int i = 1; i < corners.length; i++) {
                path.lineTo(corners[i].getX(), corners[i].getY());
            }
            path.closePath();
            return path;
        }
    }

    /** Paints everything in one colour. */
    record Silhouette(Brush brush, Color only) implements Brush {

        @Override
        public void polygon(Color colour, Point2D... corners) {
            brush.polygon(only, corners);
        }

        @Override
        public void disc(Color colour, Point2D centre, double radius) {
            brush.disc(only, centre, radius);
        }
    }

    /** Measures and paints nothing. */
    final class Measure implements Brush {

        private @Nullable Rectangle2D bounds;

        @Override
        public void polygon(Color colour, Point2D... corners) {
            for (Point2D corner : corners) {
                add(corner.getX(), corner.getY());
            }
        }

        @Override
        public void disc(Color colour, Point2D centre, double radius) {
            add(centre.getX() - radius, centre.getY() - radius);
            add(centre.getX() + radius, centre.getY() + radius);
        }

        private void add(double x, double y) {
            if (bounds == null) {
                bounds = new Rectangle2D.Double(x, y, 0, 0);
            } else {
                bounds.add(x, y);
            }
        }

        /** Around everything; empty if nothing was drawn. */
        Optional<Rectangle2D> bounds() {
            return Optional.ofNullable(bounds);
        }
    }
}
