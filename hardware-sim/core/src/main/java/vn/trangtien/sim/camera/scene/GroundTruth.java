package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.camera.scene.GroundScene.Placed;
import vn.trangtien.sim.camera.truth.SceneTruth;
import vn.trangtien.sim.camera.truth.TrueBox;
import vn.trangtien.sim.camera.truth.TrueCrossing;
import vn.trangtien.sim.camera.truth.TrueFrame;
import vn.trangtien.sim.camera.truth.TrueLine;
import vn.trangtien.sim.camera.truth.TrueMark;
import vn.trangtien.sim.camera.truth.TrueObject;
import vn.trangtien.sim.camera.truth.TruePoint;
import vn.trangtien.sim.camera.truth.TrueZone;

/** Measures a scene with the same brush strokes with which it is painted. */
final class GroundTruth implements SceneTruth {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final double STEP_SECONDS = 0.05;
    private static final double STRAIGHT_DOWN_DEGREES = 80;

    /** Effects are numbered behind all actors. */
    private static final int FIRST_EFFECT_ID = 1_000;

    private final GroundScene scene;
    private final Perspective view;
    private final FigurePainter figures;
    private @Nullable List<TrueCrossing> crossings;

    GroundTruth(GroundScene scene) {
        this.scene = scene;
        this.view = scene.camera().apply(WIDTH, HEIGHT);
        this.figures = new FigurePainter(view);
    }

    @Override
    public String scene() {
        return scene.name();
    }

    @Override
    public double loopSeconds() {
        return scene.loopSeconds();
    }

    @Override
    public List<TrueLine> lines() {
        return scene.lines();
    }

    @Override
    public List<TrueZone> zones() {
        return scene.zones();
    }

    @Override
    public List<TrueMark> marks() {
        return List.of();
    }

    @Override
    public TrueFrame at(double at) {
        double second = at % scene.loopSeconds();
        List<Placed> placed = scene.placed(second);
        Map<Integer, Double> visible = visible(placed);
        var objects = new ArrayList<TrueObject>();
        for (Placed one : placed) {
            double share = visible.getOrDefault(one.actor().id(), 0.0);
            if (!one.actor().kind().label().isEmpty() && share > 0) {
                objects.add(new TrueObject(
                        one.actor().id(),
                        one.actor().kind().label(),
                        box(one).clipped(),
                        share,
                        one.place().moving(),
                        one.actor().plate().map(Plate::text).orElse("")));
            }
        }
        addEffects(objects, second);
        return new TrueFrame(second, objects, occupancy(objects), OptionalDouble.empty());
    }

    private void addEffects(List<TrueObject> objects, double second) {
        for (int i = 0; i < scene.effects().size(); i++) {
            Effect effect = scene.effects().get(i);
            var measure = new Brush.Measure();
            effect.paint(measure, view, second);
            Optional<Rectangle2D> bounds = measure.bounds();
            if (!effect.label().isEmpty() && bounds.isPresent()) {
                TrueBox box = shares(bounds.get());
                objects.add(new TrueObject(
                        FIRST_EFFECT_ID + i,
                        effect.label(),
                        box.clipped(),
                        box.clipped().area() / box.area(),
                        true,
                        ""));
            }
        }
    }

    private Map<String, Integer> occupancy(List<TrueObject> objects) {
        var occupancy = new LinkedHashMap<String, Integer>();
        for (TrueZone zone : scene.zones()) {
            long inside = objects.stream()
                    .filter(object -> zone.contains(standing(object.box())))
                    .count();
            occupancy.put(zone.name(), (int) inside);
        }
        return occupancy;
    }

    private TruePoint standing(TrueBox box) {
        return view.tiltDegrees() > STRAIGHT_DOWN_DEGREES ? box.centre() : box.foot();
    }

    private TrueBox box(Placed one) {
        var measure = new Brush.Measure();
        figures.paint(measure, one.actor().kind(), one.actor().paint(), one.place());
        return shares(measure.bounds().orElseThrow());
    }

    private static TrueBox shares(Rectangle2D bounds) {
        return new TrueBox(
                bounds.getMinX() / WIDTH,
                bounds.getMinY() / HEIGHT,
                bounds.getMaxX() / WIDTH,
                bounds.getMaxY() / HEIGHT);
    }

    /** Which share of each one's pixels nobody nearer covers; what lies outside the picture cannot be seen either. */
    private Map<Integer, Double> visible(List<Placed> placed) {
        var all = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var alone = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D allGraphics = all.createGraphics();
        Graphics2D aloneGraphics = alone.createGraphics();
        var whole = new HashMap<Integer, Double>();
        for (Placed one : placed) {
            TrueBox box = box(one);
            TrueBox inside = box.clipped();
            if (inside.area() > 0) {
                paint(allGraphics, one);
                Arrays.fill(pixels(alone), 0);
                paint(aloneGraphics, one);
                double inPicture = count(alone, one.actor().id(), inside);
                whole.put(one.actor().id(), inPicture * box.area() / inside.area());
            }
        }
        allGraphics.dispose();
        aloneGraphics.dispose();
        var shares = new HashMap<Integer, Double>();
        for (Placed one : placed) {
            double own = whole.getOrDefault(one.actor().id(), 0.0);
            if (own > 0) {
                double seen = count(all, one.actor().id(), box(one).clipped());
                shares.put(one.actor().id(), Math.min(1, seen / own));
            }
        }
        return shares;
    }

    private void paint(Graphics2D graphics, Placed one) {
        var brush = new Brush.Silhouette(
                new Brush.OnCanvas(graphics), new Color(one.actor().id()));
        figures.paint(brush, one.actor().kind(), one.actor().paint(), one.place());
    }

    private static long count(BufferedImage image, int id, TrueBox box) {
        int[] pixels = pixels(image);
        long count = 0;
        for (int y = (int) (box.top() * HEIGHT); y < Math.min(HEIGHT, Math.ceil(box.bottom() * HEIGHT) + 1); y++) {
            for (int x = (int) (box.left() * WIDTH); x < Math.min(WIDTH, Math.ceil(box.right() * WIDTH) + 1); x++) {
                count += (pixels[y * WIDTH + x] & 0xFFFFFF) == id ? 1 : 0;
            }
        }
        return count;
    }

    private static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    @Override
    public synchronized List<TrueCrossing> crossings() {
        @Nullable List<TrueCrossing> known = crossings;
        if (known == null) {
            var found = new ArrayList<TrueCrossing>();
            scene.actors().stream()
                    .filter(actor -> !actor.kind().label().isEmpty())
                    .forEach(actor -> scene.lines().forEach(line -> follow(actor, line, found)));
            found.sort(Comparator.comparingDouble(TrueCrossing::second));
            known = List.copyOf(found);
            crossings = known;
        }
        return known;
    }

    private void follow(Actor actor, TrueLine line, List<TrueCrossing> found) {
        Optional<TruePoint> before = Optional.empty();
        for (double second = 0; second < scene.loopSeconds(); second += STEP_SECONDS) {
            Optional<TruePoint> now = actor.way()
                    .at(second)
                    .map(place -> box(new Placed(actor, place)).centre());
            if (before.isPresent() && now.isPresent()) {
                double from = side(line, before.get());
                double to = side(line, now.get());
                TruePoint a = before.get();
                TruePoint b = now.get();
                boolean through =
                        side(new TrueLine("", a, b), line.from()) * side(new TrueLine("", a, b), line.to()) < 0;
                if ((from < 0) != (to < 0) && through) {
                    double share = from / (from - to);
                    found.add(new TrueCrossing(
                            second - STEP_SECONDS + share * STEP_SECONDS,
                            line.name(),
                            actor.id(),
                            actor.kind().label(),
                            to > 0));
                }
            }
            before = now;
        }
    }

    /** More than 0 to the right of the line, for somebody who looks along it. */
    private static double side(TrueLine line, TruePoint point) {
        return (line.to().x() - line.from().x()) * (point.y() - line.from().y())
                - (line.to().y() - line.from().y()) * (point.x() - line.from().x());
    }
}
