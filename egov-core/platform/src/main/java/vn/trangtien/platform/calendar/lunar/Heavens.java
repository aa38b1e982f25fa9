package vn.trangtien.platform.calendar.lunar;

import static java.lang.Math.floorMod;
import static java.lang.Math.sin;
import static java.lang.Math.toRadians;

/**
 * When the moon is new and where the sun stands, as days of UTC+7.
 *
 * <p>Source of the series: J. Meeus, Astronomical Algorithms, chapters 25 (sun, 0.01°) and 49 (new moons, some seconds);
 * the difference of dynamical and universal time up to 2016 after F. Espenak and J. Meeus. Days are Julian day numbers.
 */
final class Heavens {

    /** Mean time between two new moons, days. */
    static final double MONTH = 29.530588861;

    private static final double FIRST_NEW_MOON_OF_2000 = 2_451_550.09766;
    private static final double JANUARY_2000 = 2_451_545.0;
    private static final double CENTURY = 36_525.0;
    private static final double ZONE = 7 / 24.0;
    private static final double SECONDS_OF_A_DAY = 86_400;

    /**
     * The clock of the law is UTC. The last leap second was that of 2016, and the metre convention's conference of 2022 wants none after 2035, so
     * the difference to dynamical time stays what it is (32.184 s + 37 s), however the earth turns.
     */
    private static final double LEAP_SECONDS_UNTIL = 2017;

    private static final double SINCE_2017 = 69.184;

    /**
     * Terms of a new moon: amplitude in days, then how often the sun's anomaly, the moon's anomaly and the moon's argument of
     * latitude go into the angle. Each time that the sun's anomaly goes in, the eccentricity of the earth's orbit does too.
     */
    private static final double[][] TERMS = {
        {-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0}, {0.01608, 0, 2, 0}, {0.01039, 0, 0, 2}, {0.00739, -1, 1, 0},
        {-0.00514, 1, 1, 0}, {0.00208, 2, 0, 0}, {-0.00111, 0, 1, -2}, {-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0},
        {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2}, {0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0}, {-0.00007, 2, 1, 0},
        {0.00004, 0, 2, -2}, {0.00004, 3, 0, 0}, {0.00003, 1, 1, -2}, {0.00003, 0, 2, 2}, {-0.00003, 1, 1, 2},
        {0.00003, -1, 1, 2}, {-0.00002, -1, 1, -2}, {-0.00002, 1, 3, 0}, {0.00002, 0, 4, 0}
    };

    /** Pull of the planets: amplitude in millionths of a day, angle at the first new moon of 2000, degrees each month. */
    private static final double[][] PLANETS = {
        {325, 299.77, 0.107408}, {165, 251.88, 0.016321}, {164, 251.83, 26.651886}, {126, 349.42, 36.412478},
        {110, 84.66, 18.206239}, {62, 141.74, 53.303771}, {60, 207.14, 2.453732}, {56, 154.84, 7.306860},
        {47, 34.52, 27.261239}, {42, 207.19, 0.121824}, {40, 291.34, 1.844379}, {37, 161.72, 24.198154},
        {35, 239.56, 25.513099}, {23, 331.55, 3.592518}
    };

    private Heavens() {}

    /** Number of the new moon nearest before or after a day; 0 is the first one of 2000. */
    static int monthNear(long julianDay) {
        return (int) Math.round((julianDay - FIRST_NEW_MOON_OF_2000) / MONTH);
    }

    /** The day on which the new moon of that number falls. */
    static long newMoon(int number) {
        double t = number / 1236.85;
        double t2 = t * t;
        double t3 = t2 * t;
        double eccentricity = 1 - 0.002516 * t - 0.0000074 * t2;
        double sun = 2.5534 + 29.10535670 * number - 0.0000014 * t2 - 0.00000011 * t3;
        double moon = 201.5643 + 385.81693528 * number + 0.0107582 * t2 + 0.00001238 * t3;
        double latitude = 160.7108 + 390.67050284 * number - 0.0016118 * t2 - 0.00000227 * t3;
        double node = 124.7746 - 1.56375588 * number + 0.0020672 * t2 + 0.00000215 * t3;
        double moment = FIRST_NEW_MOON_OF_2000 + MONTH * number + 0.00015437 * t2 - 0.000000150 * t3;
        for (double[] term : TERMS) {
            double angle = term[1] * sun + term[2] * moon + term[3] * latitude;
            moment += term[0] * Math.pow(eccentricity, Math.abs(term[1])) * sin(toRadians(angle));
        }
        moment -= 0.00017 * sin(toRadians(node));
        for (double[] planet : PLANETS) {
            double bend = planet[0] == 325 ? -0.009173 * t2 : 0;
            moment += planet[0] * 1e-6 * sin(toRadians(planet[1] + planet[2] * number + bend));
        }
        return (long) Math.floor(moment - lag(moment) + ZONE + 0.5);
    }

    /** Which twelfth of its way from the spring equinox the sun is on when the day begins, 0 to 11; 9 begins with the winter solstice. */
    static int twelfth(long julianDay) {
        double midnight = julianDay - 0.5 - ZONE;
        double t = (midnight + lag(midnight) - JANUARY_2000) / CENTURY;
        double mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
        double anomaly = toRadians(357.52911 + 35_999.05029 * t - 0.0001537 * t * t);
        double centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
                + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
                + 0.000289 * sin(3 * anomaly);
        double apparent = mean + centre - 0.00569 - 0.00478 * sin(toRadians(125.04 - 1934.136 * t));
        return (int) floorMod((long) Math.floor(apparent / 30), 12L);
    }

    /** By how many days dynamical time, in which the heavens move, is ahead of universal time, in which we count days. */
    private static double lag(double julianDay) {
        double year = 2000 + (julianDay - JANUARY_2000) / 365.25;
        return seconds(year) / SECONDS_OF_A_DAY;
    }

    private static double seconds(double year) {
        double t = year - 2000;
        if (year < 1986) {
            double u = year - 1975;
            return 45.45 + 1.067 * u - u * u / 260 - u * u * u / 718;
        }
        if (year < 2005) {
            return 63.86 + t * (0.3345 + t * (-0.060374 + t * (0.0017275 + t * (0.000651814 + t * 0.00002373599))));
        }
        return year < LEAP_SECONDS_UNTIL ? 62.92 + 0.32217 * t + 0.005589 * t * t : SINCE_2017;
    }
}
