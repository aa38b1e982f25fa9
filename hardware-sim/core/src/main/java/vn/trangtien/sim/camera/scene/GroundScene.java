package vn.trangtien.sim.camera.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import vn.trangtien.sim.camera.truth.SceneTruth;
import vn.trangtien.sim.camera.truth.TrueLine;
import vn.trangtien.sim.camera.truth.TrueZone;

/**
 * Actors on the ground before a camera.
 *
 * @param loopSeconds length of the film
 * @param camera the view for a width and a height
 * @param lines in shares of the picture
 * @param zones in shares of the picture
 */
record GroundScene(
        String name,
        Weather weather,
        double loopSeconds,
        BiFunction<Integer, Integer, Perspective> camera,
        Backdrop.Ground ground,
        List<Actor> actors,
        List<Effect> effects,
        List<TrueLine> lines,
        List<TrueZone> zones)
        implements Scene {

    @Override
    public SceneTruth truth() {
        return new GroundTruth(this);
    }

    /** Who is there, the far ones first, so that near ones cover them. */
    List<Placed> placed(double second) {
        return actors.stream()
                .flatMap(actor -> actor.way().at(second).map(place -> new Placed(actor, place)).stream())
                .sorted(Comparator.comparingDouble((Placed placed) -> placed.place.z())
                        .reversed())
                .toList();
    }

    record Placed(Actor actor, Place place) {}

    @Override
    public DoubleFunction<BufferedImage> painter(int width, int height) {
        Perspective view = camera.apply(width, height);
        BufferedImage backdrop = Backdrop.paint(view, ground);
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var figures = new FigurePainter(view);
        return at -> {
            double second = at % loopSeconds;
            Graphics2D graphics = canvas.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.drawImage(backdrop, 0, 0, null);
            var brush = new Brush.OnCanvas(graphics);
            List<Placed> placed = placed(second);
            for (Placed one : placed) {
                figures.shadow(brush, one.actor.kind(), one.place);
                figures.paint(brush, one.actor.kind(), one.actor.paint(), one.place);
                one.actor
                        .plate()
                        .ifPresent(
                                plate -> PlatePainter.onVehicle(graphics, figures, one.actor.kind(), one.place, plate));
            }
            effects.forEach(effect -> effect.paint(brush, view, second));
            weather.apply(canvas, second, loopSeconds);
            if (weather.isDark()) {
                placed.forEach(one -> figures.lamps(brush, one.actor.kind(), one.place));
                effects.stream().filter(Effect::shines).forEach(effect -> effect.paint(brush, view, second));
            }
            graphics.dispose();
            return canvas;
        };
    }
}
