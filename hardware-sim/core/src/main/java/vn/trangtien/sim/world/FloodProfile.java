package vn.trangtien.sim.world;

import java.time.Duration;
import java.util.List;

/**
 * How river and rain go, over and over. The levels are those of the Hương river at Kim Long, where the alarm levels I, II
 * and III are 1.0, 2.0 and 3.5 m.
 *
 * @param riverLevelMetres level above the zero of the staff gauge; the last knot repeats the first
 * @param rainMmPerHour intensity; the same period
 */
public record FloodProfile(List<Knot> riverLevelMetres, List<Knot> rainMmPerHour) {

    public FloodProfile {
        riverLevelMetres = List.copyOf(riverLevelMetres);
        rainMmPerHour = List.copyOf(rainMmPerHour);
        Duration river = riverLevelMetres.get(riverLevelMetres.size() - 1).at();
        Duration rain = rainMmPerHour.get(rainMmPerHour.size() - 1).at();
        if (!river.equals(rain)) {
            throw new IllegalArgumentException(
                    "river and rain must have one period, but were %s and %s".formatted(river, rain));
        }
    }

    /**
     * A flood of five hours. At sixty times the speed of life the river passes 1.0 m after eight seconds, 2.0 m after
     * 35 seconds and 3.5 m after a minute and a half, and all repeats after five minutes.
     */
    public static FloodProfile night() {
        return new FloodProfile(
                List.of(
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
                        Knot.atMinute(300, 0.85)),
                List.of(
                        Knot.atMinute(0, 15),
                        Knot.atMinute(15, 45),
                        Knot.atMinute(40, 80),
                        Knot.atMinute(70, 55),
                        Knot.atMinute(100, 25),
                        Knot.atMinute(140, 6),
                        Knot.atMinute(180, 0),
                        Knot.atMinute(280, 0),
                        Knot.atMinute(300, 15)));
    }

    /** A world in which river and rain never change. */
    public static FloodProfile steady(double riverLevelMetres, double rainMmPerHour) {
        return new FloodProfile(
                List.of(Knot.atMinute(0, riverLevelMetres), Knot.atMinute(60, riverLevelMetres)),
                List.of(Knot.atMinute(0, rainMmPerHour), Knot.atMinute(60, rainMmPerHour)));
    }
}
