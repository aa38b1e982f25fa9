package vn.trangtien.drivers.gps;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Fix data: {@code GGA,time,lat,N,lon,E,fix,satellites,hdop,altitude,M,...}.
 *
 * @param time of the fix as written, empty text if the receiver has none
 * @param fix 0 none, 1 satellites, 2 with corrections, 4 and 5 real-time kinematic, 6 dead reckoning, 7 by hand, 8 simulated
 * @param position empty without a fix
 * @param satellites used
 * @param hdop dilution of precision
 * @param altitude above mean sea level in m; empty without a fix
 */
record Gga(
        String time,
        int fix,
        Optional<Position> position,
        OptionalDouble satellites,
        OptionalDouble hdop,
        OptionalDouble altitude) {

    static Gga of(Sentence sentence) {
        int fix = (int) sentence.number(6).orElse(0);
        boolean has = fix > 0;
        return new Gga(
                sentence.time(1),
                fix,
                has ? sentence.position(2) : Optional.empty(),
                sentence.number(7),
                has ? sentence.number(8) : OptionalDouble.empty(),
                has && sentence.text(10).equals("M") ? sentence.number(9) : OptionalDouble.empty());
    }

    /** Whether the position comes from satellites rather than from reckoning, a keyboard or a simulation. */
    boolean isMeasured() {
        return fix >= 1 && fix <= 5;
    }
}
