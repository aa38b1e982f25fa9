package vn.trangtien.sim.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happens in a world. Each curve repeats after its own last knot. Levels are those of the Hương river at Kim Long, where
 * the alarm levels I, II and III are 1.0, 2.0 and 3.5 m.
 *
 * @param start the instant of world time zero
 * @param rainMmPerHour intensity
 * @param river gauged or following the rain
 * @param inversion how firmly a lid of warm air keeps the air of the street down, 0 to 1
 * @param crowd how full of people the place is, 0 to 1
 * @param climate the season
 */
public record WorldProfile(
        Instant start, List<Knot> rainMmPerHour, River river, List<Knot> inversion, List<Knot> crowd, Climate climate) {

    /** 19:00 in Huế, in the season of floods. */
    private static final Instant FLOOD_NIGHT = Instant.parse("2026-10-20T12:00:00Z");

    /** Midnight in Huế before a cold, still morning. */
    private static final Instant SMOG_NIGHT = Instant.parse("2026-01-14T17:00:00Z");

    /** Noon in Huế on a day of the festival. */
    private static final Instant FESTIVAL_NOON = Instant.parse("2026-04-11T05:00:00Z");

    public WorldProfile {
        rainMmPerHour = closed("rain", rainMmPerHour, 0, 300);
        inversion = closed("inversion", inversion, 0, 1);
        crowd = closed("crowd", crowd, 0, 1);
        if (river instanceof River.Gauged gauged) {
            closed("river", gauged.levelMetres(), -5, 15);
            Duration levels = Knot.period(gauged.levelMetres());
            if (!levels.equals(Knot.period(rainMmPerHour))) {
                throw new IllegalArgumentException(
                        "a gauged river and its rain must have one period, but were %s and %s"
                                .formatted(levels, Knot.period(rainMmPerHour)));
            }
        }
    }

    /**
     * A flood of five hours. At sixty times the speed of life the river passes 1.0 m after eight seconds, 2.0 m after
     * 35 seconds and 3.5 m after a minute and a half, and all repeats after five minutes.
     */
    public static WorldProfile floodNight() {
        return new WorldProfile(
                FLOOD_NIGHT,
                List.of(
                        Knot.atMinute(0, 15),
                        Knot.atMinute(15, 45),
                        Knot.atMinute(40, 80),
                        Knot.atMinute(70, 55),
                        Knot.atMinute(100, 25),
                        Knot.atMinute(140, 6),
                        Knot.atMinute(180, 0),
                        Knot.atMinute(280, 0),
                        Knot.atMinute(300, 15)),
                new River.Gauged(List.of(
                        Knot.atMinute(0, 0.85),
                        Knot.atMinute(4, 0.90),
                        Knot.atMinute(8, 1.02),
                        Knot.atMinute(20, 1.45),
                        Knot.atMinute(35, 2.03),
                        Knot.atMinute(60, 2.90),
                        Knot.atMinute(90, 3.53),
                        Knot.atMinute(105, 3.60),
                        Knot.atMinute(125, 3.45),
                        Knot.atMinute(160, 2.70),
                        Knot.atMinute(200, 1.75),
                        Knot.atMinute(240, 1.10),
                        Knot.atMinute(265, 0.90),
                        Knot.atMinute(280, 0.85),
                        Knot.atMinute(300, 0.85))),
                Knot.constant(0),
                Knot.constant(0),
                Climate.rainySeason());
    }

    /** A day in January whose lid of warm air closes at night, is firmest at seven in the morning and breaks up at noon. */
    public static WorldProfile smogMorning() {
        return new WorldProfile(
                SMOG_NIGHT,
                Knot.constant(0),
                River.ordinary(),
                List.of(
                        Knot.atHour(0, 0.45),
                        Knot.atHour(4, 0.8),
                        Knot.atHour(7, 1),
                        Knot.atHour(9.5, 0.85),
                        Knot.atHour(12, 0.1),
                        Knot.atHour(17, 0),
                        Knot.atHour(21, 0.3),
                        Knot.atHour(24, 0.45)),
                Knot.constant(0),
                Climate.coolSeason());
    }

    /** A day of the festival: people gather in the afternoon, are most at nine in the evening, and a shower passes. */
    public static WorldProfile festival() {
        return new WorldProfile(
                FESTIVAL_NOON,
                List.of(
                        Knot.atHour(0, 0),
                        Knot.atHour(4, 0),
                        Knot.atHour(4.3, 18),
                        Knot.atHour(4.8, 0),
                        Knot.atHour(24, 0)),
                River.ordinary(),
                Knot.constant(0),
                List.of(
                        Knot.atHour(0, 0.1),
                        Knot.atHour(4, 0.25),
                        Knot.atHour(7, 0.8),
                        Knot.atHour(9, 1),
                        Knot.atHour(10.5, 0.85),
                        Knot.atHour(12, 0.2),
                        Knot.atHour(14, 0),
                        Knot.atHour(20, 0),
                        Knot.atHour(24, 0.1)),
                Climate.drySeason());
    }

    /** A world in which river and rain never change; it begins at 19:00. */
    public static WorldProfile steady(double riverLevelMetres, double rainMmPerHour) {
        return new WorldProfile(
                FLOOD_NIGHT,
                Knot.constant(rainMmPerHour),
                new River.Gauged(Knot.constant(riverLevelMetres)),
                Knot.constant(0),
                Knot.constant(0),
                Climate.rainySeason());
    }

    public WorldProfile startingAt(Instant start) {
        return new WorldProfile(start, rainMmPerHour, river, inversion, crowd, climate);
    }

    /** Another rain and the river it makes, or the hydrograph gauged with it. */
    public WorldProfile withRain(List<Knot> mmPerHour, River made) {
        return new WorldProfile(start, mmPerHour, made, inversion, crowd, climate);
    }

    public WorldProfile withInversion(List<Knot> knots) {
        return new WorldProfile(start, rainMmPerHour, river, knots, crowd, climate);
    }

    public WorldProfile withCrowd(List<Knot> knots) {
        return new WorldProfile(start, rainMmPerHour, river, inversion, knots, climate);
    }

    public WorldProfile withClimate(Climate season) {
        return new WorldProfile(start, rainMmPerHour, river, inversion, crowd, season);
    }

    private static List<Knot> closed(String what, List<Knot> knots, double min, double max) {
        if (knots.size() < 2 || !knots.get(0).at().isZero()) {
            throw new IllegalArgumentException(
                    "%s needs two knots or more, the first at 0s, but was %s".formatted(what, knots));
        }
        for (int i = 0; i < knots.size(); i++) {
            double value = knots.get(i).value();
            if (!(value >= min && value <= max)) {
                throw new IllegalArgumentException("%s must be %s to %s, but was %s".formatted(what, min, max, value));
            }
            if (i > 0 && knots.get(i).at().compareTo(knots.get(i - 1).at()) <= 0) {
                throw new IllegalArgumentException("%s needs knots in order of time, but %s comes after %s"
                        .formatted(what, knots.get(i).at(), knots.get(i - 1).at()));
            }
        }
        if (knots.get(0).value() != knots.get(knots.size() - 1).value()) {
            throw new IllegalArgumentException(
                    "%s must end as it begins, because it repeats, but was %s".formatted(what, knots));
        }
        return List.copyOf(knots);
    }
}
