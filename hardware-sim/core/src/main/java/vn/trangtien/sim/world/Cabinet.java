package vn.trangtien.sim.world;

import java.time.Duration;

/**
 * The door of a cabinet at the roadside. Somebody comes in about one working hour of seven and stays for two to eight minutes;
 * at night somebody who should not comes in about one hour of fifty, for less than a minute.
 */
final class Cabinet {

    private static final double VISITS_PER_WORKING_HOUR = 1 / 7.0;
    private static final double VISITS_PER_NIGHT_HOUR = 1 / 50.0;

    private final Calendar calendar;
    private final RandomStream visits;

    Cabinet(long seed, Calendar calendar) {
        this.calendar = calendar;
        this.visits = new RandomStream(seed, "cabinet");
    }

    boolean open(Duration at) {
        double seconds = Calendar.seconds(at);
        long hour = calendar.hourIndex(seconds);
        double second = calendar.hourOfDay(seconds) % 1 * 3600;
        boolean working = Math.floorMod(hour, 24) >= 8 && Math.floorMod(hour, 24) < 17;
        if (draw(hour, 0) >= (working ? VISITS_PER_WORKING_HOUR : VISITS_PER_NIGHT_HOUR)) {
            return false;
        }
        double from = 3000 * draw(hour, 1);
        double length = working ? 120 + 360 * draw(hour, 2) : 10 + 40 * draw(hour, 2);
        return second >= from && second < from + length;
    }

    /** Evenly distributed from 0 to 1. */
    private double draw(long hour, int which) {
        return (visits.white(3 * hour + which) + 1) / 2;
    }
}
