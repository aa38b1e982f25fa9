package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.trangtien.sim.camera.scene.CarPark.Outline;
import vn.trangtien.sim.camera.truth.TrueLine;
import vn.trangtien.sim.camera.truth.TrueZone;

/** All scenes by their names; each in every weather, for example {@code square-rain}. */
public final class Scenes {

    /** The names without a weather. */
    public static final List<String> NAMES = List.of(
            "street", "square", "car-park", "gauge", "fire", "queue", "wrong-way", "stopped", "abandoned", "gate");

    private static final Color RED = new Color(170, 30, 36);
    private static final Color BLUE = new Color(30, 52, 110);
    private static final Color SILVER = new Color(200, 204, 208);
    private static final Color YELLOW = new Color(214, 176, 40);
    private static final Color GREEN = new Color(40, 110, 70);
    private static final Color[] PAINTS = {SILVER, BLUE, RED, YELLOW, GREEN, new Color(28, 30, 34)};
    private static final double MINUTE = 60;

    private Scenes() {}

    /**
     * The scene of that name.
     *
     * @throws IllegalArgumentException if there is none, naming what there is
     */
    public static Scene named(String name) {
        for (String base : NAMES) {
            Optional<Weather> weather = Arrays.stream(Weather.values())
                    .filter(one -> name.equals(one == Weather.DAY ? base : base + "-" + one.word()))
                    .findFirst();
            if (weather.isPresent()) {
                return scene(base, name, weather.get());
            }
        }
        throw new IllegalArgumentException(
                "there is no scene '%s'; there are %s, each also with -night, -rain, -fog, -exposure or -sunset"
                        .formatted(name, String.join(", ", NAMES)));
    }

    private static Scene scene(String base, String name, Weather weather) {
        return switch (base) {
            case "gauge" -> new GaugeScene(name, weather);
            case "square" -> square(name, weather, List.of(), crowd());
            case "fire" ->
                square(
                        name,
                        weather,
                        List.of(
                                new Effect.Burning("smoke", 10, 50, -5, 20),
                                new Effect.Burning("fire", 15, 50, -5, 20)),
                        List.of());
            case "abandoned" -> square(name, weather, List.of(), luggage());
            case "car-park" -> carPark(name, weather);
            case "gate" -> gate(name, weather);
            case "queue" -> queue(name, weather);
            case "wrong-way" ->
                withOneMore(
                        name,
                        weather,
                        new Actor(900, Kind.CAR, RED, Way.through(Way.at(20, -2.3, 4, 0), Way.at(31, -2.3, 94, 0))));
            case "stopped" ->
                withOneMore(
                        name,
                        weather,
                        new Actor(
                                900,
                                Kind.CAR,
                                RED,
                                Way.through(
                                        Way.at(10, 6.2, 4, 0),
                                        Way.at(14, 6.2, 20, 0),
                                        Way.at(48, 6.2, 20, 0),
                                        Way.at(58, 6.2, 94, 0))));
            default -> street(name, weather);
        };
    }

    private static Scene street(String name, Weather weather) {
        StreetScene usual = StreetScene.usual();
        return onStreet(name, weather, usual.actors(), List.of(), List.of());
    }

    /** The street without the lanes in which something is wrong, and whoever does it. */
    private static Scene withOneMore(String name, Weather weather, Actor more) {
        var actors = new ArrayList<>(StreetScene.usual().actors());
        double lane = more.way().at(21).map(Place::x).orElse(0.0);
        actors.removeIf(actor -> actor.way()
                .at(0)
                .or(() -> firstPlace(actor))
                .map(place -> Math.abs(place.x() - lane) < 1.5)
                .orElse(false));
        actors.add(more);
        Perspective view = Perspective.overRoad(640, 360);
        return onStreet(
                name, weather, actors, List.of(), List.of(Outline.zone(view, "lane", lane - 1.6, lane + 1.6, 8, 40)));
    }

    private static Optional<Place> firstPlace(Actor actor) {
        for (double second = 0; second < MINUTE; second++) {
            Optional<Place> place = actor.way().at(second);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    /** Five cars come one after another to a red light and start one after another when it turns green. */
    private static Scene queue(String name, Weather weather) {
        var actors = new ArrayList<Actor>();
        double green = 32;
        for (int i = 0; i < 5; i++) {
            double stop = 34 - i * 6;
            double arrives = 4 + i * 5;
            double waits = arrives + (stop - 4) / 8;
            double starts = green + 1 + i * 1.2;
            actors.add(new Actor(
                    i + 1,
                    Kind.CAR,
                    PAINTS[i],
                    Way.through(
                            Way.at(arrives, 2.3, 4, 0),
                            Way.at(waits, 2.3, stop, 0),
                            Way.at(starts, 2.3, stop, 0),
                            Way.at(starts + (94 - stop) / 9, 2.3, 94, 0))));
        }
        Perspective view = Perspective.overRoad(640, 360);
        return onStreet(
                name,
                weather,
                actors,
                List.of(new Effect.TrafficLight(green, 8.5, 38)),
                List.of(Outline.zone(view, "queue", 0.5, 4.1, 6, 36)));
    }

    private static Scene onStreet(
            String name, Weather weather, List<Actor> actors, List<Effect> effects, List<TrueZone> zones) {
        return new GroundScene(
                name,
                weather,
                MINUTE,
                Perspective::overRoad,
                Backdrop.Ground.STREET,
                List.copyOf(actors),
                effects,
                List.of(StreetScene.usual().line().asTruth("street")),
                zones);
    }

    /** Walkers both ways, one who stands, one who goes round and round, a kiosk that hides who passes behind it, and others. */
    private static Scene square(String name, Weather weather, List<Effect> effects, List<Actor> others) {
        var actors = new ArrayList<Actor>();
        double[] depths = {13, 15, 17, 28, 32, 15.8};
        for (int i = 0; i < depths.length; i++) {
            boolean right = i % 2 == 0;
            double from = 1 + i * 6;
            double edge = depths[i] * 0.8 + 3;
            double to = from + 2 * edge / 1.4;
            actors.add(new Actor(
                    i + 1,
                    Kind.PEDESTRIAN,
                    PAINTS[i],
                    Way.through(
                            Way.at(from, right ? -edge : edge, depths[i], right ? Math.PI / 2 : -Math.PI / 2),
                            Way.at(to, right ? edge : -edge, depths[i], right ? Math.PI / 2 : -Math.PI / 2))));
        }
        actors.add(new Actor(
                7,
                Kind.PEDESTRIAN,
                RED,
                Way.through(
                        Way.at(5, -20, 19, 1.57),
                        Way.at(15, -6, 19, 1.57),
                        Way.at(45, -6, 19, 1.57),
                        Way.at(55, -20, 19, 1.57))));
        actors.add(
                new Actor(8, Kind.PEDESTRIAN, BLUE, Way.around(3.5, 22, 1.6, 9).during(4, 52)));
        actors.add(new Actor(9, Kind.KIOSK, new Color(120, 90, 60), Way.standing(4.5, 12, 0)));
        actors.addAll(others);
        Perspective view = Perspective.overSquare(640, 360);
        return new GroundScene(
                name,
                weather,
                MINUTE,
                Perspective::overSquare,
                Backdrop.Ground.SQUARE,
                List.copyOf(actors),
                effects,
                List.of(new TrueLine("middle", Outline.point(view, 0, 9), Outline.point(view, 0, 36))),
                List.of(
                        Outline.zone(view, "loitering", 0.5, 6.5, 19, 25),
                        Outline.zone(view, "crowd", -5, 0, 23, 30),
                        Outline.zone(view, "standing", -8, -4, 17.5, 20.5)));
    }

    /** Eight people who come together from the left, stand about and go to the right. */
    private static List<Actor> crowd() {
        var crowd = new ArrayList<Actor>();
        for (int i = 0; i < 8; i++) {
            double x = -4 + i % 4 * 1.1;
            double z = 25 + (i / 4) * 1.6 + i % 2 * 0.5;
            double start = 12 + i * 0.9;
            crowd.add(new Actor(
                    20 + i,
                    Kind.PEDESTRIAN,
                    PAINTS[i % PAINTS.length],
                    Way.through(
                            Way.at(start, -26, z, 1.57),
                            Way.at(start + 14, x, z, 1.57),
                            Way.at(44 + i * 0.3, x, z, 1.57),
                            Way.at(58 + i * 0.2, 26, z, 1.57))));
        }
        return crowd;
    }

    /** Somebody puts a suitcase down and goes away without it. */
    private static List<Actor> luggage() {
        return List.of(
                new Actor(
                        30,
                        Kind.PEDESTRIAN,
                        GREEN,
                        Way.through(
                                Way.at(2, -16, 21, 1.57),
                                Way.at(11, -2, 21, 1.57),
                                Way.at(13, -2, 21, 1.57),
                                Way.at(22, -16, 24, -1.57))),
                new Actor(
                        31,
                        Kind.BAG,
                        new Color(60, 40, 90),
                        Way.standing(-1.4, 21, 0).during(12, 58)));
    }

    /** Four cars stand there, two come, one goes. */
    private static Scene carPark(String name, Weather weather) {
        double z = CarPark.z();
        var actors = new ArrayList<Actor>();
        actors.add(new Actor(1, Kind.CAR, SILVER, Way.standing(CarPark.x(0), z, 0)));
        actors.add(new Actor(2, Kind.CAR, BLUE, Way.standing(CarPark.x(3), z, Math.PI)));
        actors.add(new Actor(3, Kind.CAR, YELLOW, Way.standing(CarPark.x(1), -z, 0)));
        actors.add(parks(4, RED, 8, 1, 1));
        actors.add(parks(5, GREEN, 20, 4, -1));
        double leaves = 34;
        actors.add(new Actor(
                6,
                Kind.CAR,
                new Color(28, 30, 34),
                Way.through(
                        Way.at(0, CarPark.x(3), -z, 0),
                        Way.at(leaves, CarPark.x(3), -z, 0),
                        Way.at(leaves + 3, CarPark.x(3), -0.2, 0),
                        Way.at(leaves + 4.5, CarPark.x(3) + 1.5, 0, Math.PI / 2),
                        Way.at(leaves + 8, 19, 0, Math.PI / 2))));
        Perspective view = Perspective.straightDown(640, 360);
        return new GroundScene(
                name,
                weather,
                MINUTE,
                Perspective::straightDown,
                Backdrop.Ground.CAR_PARK,
                List.copyOf(actors),
                List.of(),
                List.of(new TrueLine("entrance", Outline.point(view, -11, -3.2), Outline.point(view, -11, 3.2))),
                CarPark.zones(view));
    }

    /** Comes in from the left, turns and drives into a space, where it stays. */
    private static Actor parks(int id, Color paint, double from, int space, int side) {
        double x = CarPark.x(space);
        double reached = from + (x + 17) / 4;
        double heading = side > 0 ? 0 : Math.PI;
        return new Actor(
                id,
                Kind.CAR,
                paint,
                Way.through(
                        Way.at(from, -19, 0, Math.PI / 2),
                        Way.at(reached, x - 1.5, 0, Math.PI / 2),
                        Way.at(reached + 2, x, side * 1.2, heading),
                        Way.at(reached + 4, x, side * CarPark.z(), heading),
                        Way.at(MINUTE + 1, x, side * CarPark.z(), heading)));
    }

    /** Vehicles that come up to a barrier, so near that their plates can be read in a picture of 1280 by 720. */
    private static Scene gate(String name, Weather weather) {
        Plate[] plates = {
            Plate.white("75A-123.45"),
            new Plate(List.of("75B-006.78"), Plate.Colour.YELLOW),
            new Plate(List.of("75A", "456.78"), Plate.Colour.BLUE)
        };
        var actors = new ArrayList<Actor>();
        for (int i = 0; i < plates.length; i++) {
            double from = 2 + i * 18;
            actors.add(new Actor(
                    i + 1,
                    Kind.CAR,
                    PAINTS[i],
                    Way.through(
                            Way.at(from, 0, 40, Math.PI),
                            Way.at(from + 6, 0, 8, Math.PI),
                            Way.at(from + 11, 0, 8, Math.PI),
                            Way.at(from + 13, -3, 3, Math.PI)),
                    Optional.of(plates[i])));
        }
        return new GroundScene(
                name,
                weather,
                MINUTE,
                Perspective::atGate,
                Backdrop.Ground.STREET,
                List.copyOf(actors),
                List.of(),
                List.of(),
                List.of());
    }
}
