package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.geom.Point2D;

/** Draws vehicles, people and things as shaded blocks on the ground. */
final class FigurePainter {

    private static final Color SHADOW = new Color(0, 0, 0, 70);
    private static final Color GLASS = new Color(38, 48, 58);
    private static final Color DARK = new Color(24, 24, 26);
    private static final Color SKIN = new Color(196, 150, 120);
    private static final Color LAMP = new Color(255, 250, 225);
    private static final Color REAR_LAMP = new Color(230, 40, 30);
    private static final double SHADOW_METRES = 0.5;
    private static final double HEAD_METRES = 0.16;

    /** How light the four sides of a block are: towards the back, right, front, left. */
    private static final double[] SIDE_LIGHT = {0.82, 0.65, 0.8, 0.65};

    private final Perspective view;

    FigurePainter(Perspective view) {
        this.view = view;
    }

    /** The shadow is no part of the figure. */
    void shadow(Brush brush, Kind kind, Place place) {
        double half = kind.width() / 2;
        double back = -kind.length() / 2;
        brush.polygon(
                SHADOW,
                corner(place, -half, back, 0),
                corner(place, half + SHADOW_METRES, back, 0),
                corner(place, half + SHADOW_METRES, -back, 0),
                corner(place, -half, -back, 0));
    }

    void paint(Brush brush, Kind kind, Color paint, Place place) {
        var block = new Block(brush, place, kind.width() / 2);
        double end = kind.length() / 2;
        switch (kind) {
            case CAR -> {
                block.draw(1, 0.25, 0.85, -end, end, paint, paint);
                block.draw(0.85, 0.85, kind.height(), -1.25, 1.05, GLASS, paint);
            }
            case BUS -> {
                block.draw(1, 0.3, 1.3, -end, end, paint, paint);
                block.draw(1, 1.3, 2.4, -end, end, GLASS, paint);
                block.draw(1, 2.4, kind.height(), -end, end, paint, paint);
            }
            case MOTORBIKE -> {
                block.draw(0.5, 0.05, 0.8, -end, end, DARK, DARK);
                block.draw(1, 0.7, 1.4, -0.35, 0.25, paint, paint);
                head(brush, place, 1.62, paint);
            }
            case PEDESTRIAN -> {
                block.draw(0.7, 0, 0.8, -end, end, DARK, DARK);
                block.draw(1, 0.8, kind.height(), -end, end, paint, paint);
                head(brush, place, 1.6, SKIN);
            }
            case BAG, KIOSK -> block.draw(1, 0, kind.height(), -end, end, paint, paint);
        }
    }

    /** Head lamps to the front and red ones to the back, whichever the camera sees. */
    void lamps(Brush brush, Kind kind, Place place) {
        if (kind != Kind.CAR && kind != Kind.BUS && kind != Kind.MOTORBIKE) {
            return;
        }
        boolean towards = Math.cos(place.heading()) < 0;
        double at = towards ? kind.length() / 2 : -kind.length() / 2;
        double aside = kind == Kind.MOTORBIKE ? 0 : kind.width() * 0.36;
        for (double u = -aside; u <= aside + 0.01; u += Math.max(0.1, 2 * aside)) {
            Point2D centre = corner(place, u, at, 0.65);
            double radius = view.pixelsPerMetre(place.z()) * (towards ? 0.16 : 0.09);
            Color colour = towards ? LAMP : REAR_LAMP;
            if (towards) {
                brush.disc(new Color(255, 250, 225, 50), centre, radius * 3);
            }
            brush.disc(colour, centre, radius);
        }
    }

    /** A point of the figure: to its right, to its front, above the ground. */
    Point2D corner(Place place, double right, double front, double up) {
        double cos = Math.cos(place.heading());
        double sin = Math.sin(place.heading());
        return view.project(place.x() + right * cos + front * sin, up, place.z() - right * sin + front * cos);
    }

    private void head(Brush brush, Place place, double up, Color paint) {
        brush.disc(
                shaded(paint, 0.9),
                view.project(place.x(), up, place.z()),
                HEAD_METRES * view.pixelsPerMetre(place.z()));
    }

    static Color shaded(Color colour, double factor) {
        return new Color(
                (int) Math.min(255, colour.getRed() * factor), (int) Math.min(255, colour.getGreen() * factor), (int)
                        Math.min(255, colour.getBlue() * factor));
    }

    private final class Block {

        private final Brush brush;
        private final Place place;
        private final double half;

        Block(Brush brush, Place place, double half) {
            this.brush = brush;
            this.place = place;
            this.half = half;
        }

        /** The sides that the camera sees, then the top. */
        void draw(double widthShare, double bottom, double top, double back, double front, Color sides, Color roof) {
            double[] right = {-half * widthShare, half * widthShare, half * widthShare, -half * widthShare};
            double[] along = {back, back, front, front};
            var low = new Point2D[4];
            var high = new Point2D[4];
            for (int i = 0; i < 4; i++) {
                low[i] = corner(place, right[i], along[i], bottom);
                high[i] = corner(place, right[i], along[i], top);
            }
            for (int i = 0; i < 4; i++) {
                int next = (i + 1) % 4;
                if (turn(low[i], low[next], high[next]) < 0) {
                    brush.polygon(shaded(sides, SIDE_LIGHT[i]), low[i], low[next], high[next], high[i]);
                }
            }
            brush.polygon(roof, high);
        }

        /** Below 0 if the three points go against the clock as one sees them. */
        private static double turn(Point2D a, Point2D b, Point2D c) {
            return (b.getX() - a.getX()) * (c.getY() - a.getY()) - (b.getY() - a.getY()) * (c.getX() - a.getX());
        }
    }
}
