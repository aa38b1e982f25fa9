package vn.trangtien.sim.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Draws vehicles and people as shaded boxes with their shadow on the ground. */
final class MoverPainter {

    private static final Color SHADOW = new Color(0, 0, 0, 70);
    private static final Color GLASS = new Color(38, 48, 58);
    private static final Color TYRE = new Color(24, 24, 26);
    private static final Color SKIN = new Color(196, 150, 120);
    private static final double SHADOW_METRES = 0.5;

    private final Graphics2D graphics;
    private final Perspective view;

    MoverPainter(Graphics2D graphics, Perspective view) {
        this.graphics = graphics;
        this.view = view;
    }

    void paint(Mover mover, double along) {
        Mover.Kind kind = mover.kind();
        double x = mover.laneMetres();
        double half = kind.width() / 2;
        double near = along - kind.length() / 2;
        double far = along + kind.length() / 2;
        fill(
                SHADOW,
                view.project(x - half, 0, near),
                view.project(x + half + SHADOW_METRES, 0, near),
                view.project(x + half + SHADOW_METRES, 0, far),
                view.project(x - half, 0, far));
        switch (kind) {
            case CAR -> {
                block(x, half, 0.25, 0.85, near, far, mover.paint());
                block(x, half * 0.85, 0.85, kind.height(), near + 1.0, far - 0.9, mover.paint());
                glass(x, half * 0.78, 0.9, 1.35, near + 1.0);
            }
            case BUS -> {
                block(x, half, 0.3, kind.height(), near, far, mover.paint());
                glass(x, half * 0.85, 1.3, 2.4, near);
            }
            case MOTORBIKE -> {
                block(x, 0.2, 0.05, 0.8, near, far, TYRE);
                block(x, half, 0.7, 1.4, along - 0.35, along + 0.25, mover.paint());
                head(x, 1.62, along, mover.paint());
            }
            case PEDESTRIAN -> {
                block(x, half * 0.7, 0, 0.8, near, far, TYRE);
                block(x, half, 0.8, kind.height(), near, far, mover.paint());
                head(x, 1.6, along, SKIN);
            }
        }
    }

    /** The near face, the side that the camera sees, and the top. */
    private void block(double x, double half, double bottom, double top, double near, double far, Color paint) {
        double side = x > 0 ? x - half : x + half;
        fill(
                SceneRenderer.shaded(paint, 0.65),
                view.project(side, bottom, near),
                view.project(side, top, near),
                view.project(side, top, far),
                view.project(side, bottom, far));
        fill(
                paint,
                view.project(x - half, top, near),
                view.project(x + half, top, near),
                view.project(x + half, top, far),
                view.project(x - half, top, far));
        fill(
                SceneRenderer.shaded(paint, 0.82),
                view.project(x - half, bottom, near),
                view.project(x + half, bottom, near),
                view.project(x + half, top, near),
                view.project(x - half, top, near));
    }

    private void glass(double x, double half, double bottom, double top, double z) {
        fill(
                GLASS,
                view.project(x - half, bottom, z),
                view.project(x + half, bottom, z),
                view.project(x + half, top, z),
                view.project(x - half, top, z));
    }

    private void head(double x, double y, double z, Color paint) {
        Point2D centre = view.project(x, y, z);
        double radius = 0.16 * view.pixelsPerMetre(z);
        graphics.setColor(SceneRenderer.shaded(paint, 0.9));
        graphics.fill(new Ellipse2D.Double(centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius));
    }

    private void fill(Color colour, Point2D... corners) {
        var path = new Path2D.Double();
        path.moveTo(corners[0].getX(), corners[0].getY());
        for (int i = 1; i < corners.length; i++) {
            path.lineTo(corners[i].getX(), corners[i].getY());
        }
        path.closePath();
        graphics.setColor(colour);
        graphics.fill(path);
    }
}
