package vn.trangtien.ingest.rollout;

import java.time.Duration;
import java.util.List;

/**
 * How carefully a rollout goes.
 *
 * @param rings cumulative shares of the targets in percent, ascending, the last one 100
 * @param soak how long a finished ring must stay healthy before the next one begins
 * @param patience within which a gateway must report what it was given
 * @param reconnectGrace for which a gateway may be away and still count as healthy
 * @param healthyShare of the gateways touched so far, above 0 to 1
 */
record Policy(List<Integer> rings, Duration soak, Duration patience, Duration reconnectGrace, double healthyShare) {

    /** Stands before the first instance, which is checked against it. */
    private static final Duration LONGEST = Duration.ofDays(14);

    static final Policy USUAL = new Policy(
            List.of(1, 10, 100), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(5), 0.95);

    Policy {
        rings = List.copyOf(rings);
        int before = 0;
        for (int share : rings) {
            if (share <= before || share > 100) {
                throw new IllegalArgumentException(
                        "rings must be ascending shares from 1 to 100 percent, but were " + rings);
            }
            before = share;
        }
        if (before != 100 || rings.size() > 10) {
            throw new IllegalArgumentException("rings must end with 100 and be 10 at most, but were " + rings);
        }
        require("soakSeconds", soak, Duration.ZERO);
        require("patienceSeconds", patience, Duration.ofSeconds(10));
        require("reconnectGraceSeconds", reconnectGrace, Duration.ZERO);
        if (!(healthyShare > 0 && healthyShare <= 1)) {
            throw new IllegalArgumentException("healthyShare must be above 0 and at most 1, but was " + healthyShare);
        }
    }

    /** How many of the targets lie in the given ring and those before it; at least one. */
    int upTo(int ring, int targets) {
        return Math.max(1, (int) Math.min(targets, ((long) targets * rings.get(ring) + 99) / 100));
    }

    /** The ring of the target at a place from 0. */
    int ringOf(int place, int targets) {
        for (int ring = 0; ring < rings.size(); ring++) {
            if (place < upTo(ring, targets)) {
                return ring;
            }
        }
        return rings.size() - 1;
    }

    /** From so many on, a share of those done in a ring says something; fewer are only held against the whole ring. */
    static final int ENOUGH_TO_JUDGE = 20;

    /** How many of that many may fail. */
    int mayFail(int touched) {
        // A hair is added because 0.05 * 20 is not quite 1 in binary.
        return (int) Math.floor((1 - healthyShare) * touched + 1e-9);
    }

    private static void require(String field, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s must be %d to %d, but was %d"
                    .formatted(field, least.toSeconds(), LONGEST.toSeconds(), value.toSeconds()));
        }
    }
}
