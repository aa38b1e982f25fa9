package vn.trangtien.box.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vn.trangtien.drivers.Quality;

/**
 * What a run of a scenario came to.
 *
 * @param length virtual time
 * @param wallMillis real time
 * @param counters reads, failures, values, sent, held, repeated, lost, waiting, restarts, clockJumps
 * @param qualities how many values had each
 * @param digest SHA-256 of the rows that left: the same seed gives the same
 */
public record RunReport(
        String scenario,
        long seed,
        Duration length,
        long wallMillis,
        Map<String, Long> counters,
        Map<Quality, Long> qualities,
        String digest,
        List<Verdict> verdicts) {

    /** What became of one expectation. */
    public record Verdict(String expectation, int line, Kind kind) {

        /** Kinds of results. */
        public enum Kind {
            MET,
            MISSED,
            /** The run ended before it could be met. */
            NOT_REACHED
        }
    }

    public boolean isInOrder() {
        return verdicts.stream().noneMatch(verdict -> verdict.kind() == Verdict.Kind.MISSED);
    }
}
