package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the stores count them: in microseconds since 1970. */
final class Micros {

    private Micros() {}

    static long of(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
