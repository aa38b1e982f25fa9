package vn.trangtien.ingest.processing;

import java.util.Map;
import java.util.TreeMap;

/**
 * A set of numbers from 1 that stays small when few are missing: it keeps ranges. Not thread-safe.
 *
 * <p>Text form: {@code 1-500,502-510,600}.
 */
final class SeqSet {

    private final TreeMap<Long, Long> ends = new TreeMap<>();

    static SeqSet parse(String text) {
        var set = new SeqSet();
        if (!text.isEmpty()) {
            for (String range : text.split(",", -1)) {
                int dash = range.indexOf('-');
                long first = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
                set.ends.put(first, dash < 0 ? first : Long.parseLong(range.substring(dash + 1)));
            }
        }
        return set;
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = ends.floorEntry(number);
        return range != null && number <= range.getValue();
    }

    /**
     * Adds a number.
     *
     * @return false if the number was there already
     */
    boolean add(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("numbers start at 1, but was " + number);
        }
        if (contains(number)) {
            return false;
        }
        Map.Entry<Long, Long> before = ends.lowerEntry(number);
        boolean joinsBefore = before != null && before.getValue() == number - 1;
        Long endAfter = number == Long.MAX_VALUE ? null : ends.remove(number + 1);
        ends.put(joinsBefore ? before.getKey() : number, endAfter == null ? number : endAfter);
        return true;
    }

    /** Numbers that are missing below the greatest one. */
    long gaps() {
        long missing = 0;
        long next = 1;
        for (Map.Entry<Long, Long> range : ends.entrySet()) {
            missing += range.getKey() - next;
            next = range.getValue() + 1;
        }
        return missing;
    }

    int ranges() {
        return ends.size();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        ends.forEach((first, last) -> {
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (!first.equals(last)) {
                text.append('-').append(last);
            }
        });
        return text.toString();
    }
}
