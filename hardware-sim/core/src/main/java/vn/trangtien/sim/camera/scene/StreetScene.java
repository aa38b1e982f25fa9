package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import vn.trangtien.sim.camera.truth.TrueLine;
import vn.trangtien.sim.camera.truth.TruePoint;

/**
 * One minute of a street in Huế that repeats without a seam: cars, a bus, motorbikes and people on foot in both directions.
 * Who passes the counting line, when and which way is known, because it is what the picture is drawn from.
 */
public final class StreetScene {

    /** Which way something passes the line. */
    public enum Heading {
        /** Up the picture; for a line drawn from left to right this is from its right to its left. */
        AWAY,
        /** Down the picture; from the line's left to its right. */
        TOWARDS
    }

    /**
     * One true crossing.
     *
     * @param atSecond seconds since the beginning of the loop
     * @param what for people to read, for example {@code motorbike}
     */
    public record TrueCrossing(double atSecond, Heading heading, String what) {}

    /**
     * Where the line lies in the picture, in shares of its width and height.
     *
     * @param startX left end
     * @param startY left end
     * @param endX right end
     * @param endY right end
     */
    public record Line(double startX, double startY, double endX, double endY) {

        TrueLine asTruth(String name) {
            return new TrueLine(name, new TruePoint(startX, startY), new TruePoint(endX, endY));
        }
    }

    static final double LINE_METRES = 18;

    private static final Duration LOOP = Duration.ofSeconds(60);
    private static final long SEED = 1_899;
    private static final double LINE_REACH_METRES = 10.5;

    private static final Color[] PAINTS = {
        new Color(236, 236, 232),
        new Color(28, 30, 34),
        new Color(150, 22, 30),
        new Color(24, 44, 96),
        new Color(214, 176, 40),
        new Color(205, 210, 214),
    };

    private final List<Mover> movers;

    private StreetScene(List<Mover> movers) {
        this.movers = List.copyOf(movers);
    }

    /** The same street for everybody. */
    public static StreetScene usual() {
        var random = new Random(SEED);
        var movers = new ArrayList<Mover>();
        lane(movers, random, 2.3, true, 9.5, 7.5, 1.0, Kind.CAR);
        lane(movers, random, 5.6, true, 8.0, 5.0, 3.0, Kind.MOTORBIKE);
        lane(movers, random, -2.3, false, 9.0, 7.5, 2.5, Kind.CAR);
        lane(movers, random, -5.6, false, 7.5, 5.0, 0.5, Kind.MOTORBIKE);
        lane(movers, random, 9.2, true, 1.9, 20.0, 8.0, Kind.PEDESTRIAN);
        lane(movers, random, -9.2, false, 1.9, 20.0, 15.0, Kind.PEDESTRIAN);
        return new StreetScene(movers);
    }

    /** Fills one lane; everybody in it is equally fast, so nobody drives through anybody. */
    private static void lane(
            List<Mover> movers,
            Random random,
            double laneMetres,
            boolean away,
            double metresPerSecond,
            double spacingSeconds,
            double firstSecond,
            Kind kind) {
        int count = (int) Math.round(LOOP.toSeconds() / spacingSeconds);
        for (int i = 0; i < count; i++) {
            double second = firstSecond + i * spacingSeconds + random.nextDouble() * spacingSeconds * 0.3;
            double aside = (random.nextDouble() - 0.5) * 0.4;
            boolean bus = kind == Kind.CAR && i == count / 2;
            Color paint = PAINTS[random.nextInt(PAINTS.length)];
            movers.add(new Mover(
                    bus ? Kind.BUS : kind,
                    laneMetres + aside,
                    away,
                    metresPerSecond,
                    second % LOOP.toSeconds(),
                    paint));
        }
    }

    public Duration loop() {
        return LOOP;
    }

    List<Mover> movers() {
        return movers;
    }

    /** The same movers, numbered from 1. */
    List<Actor> actors() {
        var actors = new ArrayList<Actor>();
        for (Mover mover : movers) {
            actors.add(new Actor(
                    actors.size() + 1, mover.kind(), mover.paint(), mover.way(LOOP.toNanos() / 1e9, LINE_METRES)));
        }
        return actors;
    }

    /** Every crossing of one loop in the order of time. */
    public List<TrueCrossing> truth() {
        return movers.stream()
                .map(mover -> new TrueCrossing(
                        mover.crossesAtSecond(),
                        mover.away() ? Heading.AWAY : Heading.TOWARDS,
                        mover.kind().name().toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingDouble(TrueCrossing::atSecond))
                .toList();
    }

    /** How many pass that way in each loop. */
    public long count(Heading heading) {
        return truth().stream()
                .filter(crossing -> crossing.heading() == heading)
                .count();
    }

    /** The line from one pavement to the other, at the height of a vehicle's middle. */
    public Line line() {
        Perspective view = Perspective.overRoad(640, 360);
        Point2D left = view.project(-LINE_REACH_METRES, 0.7, LINE_METRES);
        Point2D right = view.project(LINE_REACH_METRES, 0.7, LINE_METRES);
        return new Line(
                Math.max(0, left.getX() / view.width()),
                left.getY() / view.height(),
                Math.min(1, right.getX() / view.width()),
                right.getY() / view.height());
    }
}
