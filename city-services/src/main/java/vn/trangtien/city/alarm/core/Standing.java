package vn.trangtien.city.alarm.core;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The level on which a source stands, with the delays that are running.
 *
 * <p>Each level has its own delay: a value that passes level I, and level II a little later, is announced at I when I has
 * lasted and at II when II has lasted. A single timer would start anew at each crossing and keep a fast flood silent.
 *
 * @param level announced level, 0 for none
 * @param turning for each level that is about to change (a higher one reached, a standing one left): since when
 * @param watermark time of the newest value judged; an older or equal one changes nothing
 */
record Standing(
        int level,
        SortedMap<Integer, Instant> turning,
        @Nullable Instant watermark) {

    static final Standing CLEAR = new Standing(0, new TreeMap<>(), null);

    Standing {
        if (level < 0) {
            throw new IllegalArgumentException("level must be 0 or more, but was " + level);
        }
        turning = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(turning));
    }

    /** Whether a value of this time is news. */
    boolean isNews(Instant at) {
        return watermark == null || at.isAfter(watermark);
    }

    /** Judges a finite value of a time that is news. */
    Standing judge(Rule rule, double value, Instant at) {
        int standing = Math.min(level, rule.levels());
        var next = new TreeMap<Integer, Instant>();
        for (int i = 1; i <= rule.levels(); i++) {
            boolean turns = i <= standing ? !rule.keeps(value, i) : rule.reaches(value, i);
            if (turns) {
                next.put(i, turning.getOrDefault(i, at));
            }
        }
        int reached = reachedLevel(rule, standing, next, at);
        // A level that has just turned starts from scratch in the other direction.
        next.subMap(Math.min(standing, reached) + 1, Math.max(standing, reached) + 1)
                .clear();
        return new Standing(reached, next, at);
    }

    private static int reachedLevel(Rule rule, int standing, Map<Integer, Instant> turning, Instant at) {
        for (int i = rule.levels(); i > standing; i--) {
            if (hasLasted(turning.get(i), at, rule.onDelay())) {
                return i;
            }
        }
        int level = standing;
        while (level > 0 && hasLasted(turning.get(level), at, rule.offDelay())) {
            level--;
        }
        return level;
    }

    private static boolean hasLasted(@Nullable Instant since, Instant at, java.time.Duration delay) {
        return since != null && !since.plus(delay).isAfter(at);
    }
}
