package vn.trangtien.sim.fleet.account;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of numbers from 1 that takes as much room as it has holes, not members. Text form: {@code 1-500,502-510,600}. Not
 * thread-safe.
 */
public final class Ranges {

    /** Eighteen digits fit into a long. */
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    private final TreeMap<Long, Long> lastOf = new TreeMap<>();
    private long size;

    /** An empty set. */
    public Ranges() {}

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not ascending ranges of numbers from 1
     */
    public static Ranges parse(String text) {
        var ranges = new Ranges();
        if (text.isEmpty()) {
            return ranges;
        }
        long before = 0;
        for (String range : text.split(",", -1)) {
            Matcher numbers = RANGE.matcher(range);
            long first = numbers.matches() ? Long.parseLong(numbers.group(1)) : 0;
            long last = first > 0 && numbers.group(2) != null ? Long.parseLong(numbers.group(2)) : first;
            if (first <= before || last < first) {
                throw new IllegalArgumentException(
                        "ranges must ascend from 1, as in 1-500,502, but '%s' follows %d".formatted(range, before));
            }
            ranges.put(first, last);
            before = last;
        }
        return ranges;
    }

    /** All numbers from 1 to the given one; none if that is 0. */
    public static Ranges upTo(long last) {
        var ranges = new Ranges();
        if (last > 0) {
            ranges.put(1, last);
        }
        return ranges;
    }

    /**
     * Adds a number.
     *
     * @return false if it was there already
     */
    public boolean add(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("numbers start at 1, but was " + number);
        }
        Map.Entry<Long, Long> below = lastOf.floorEntry(number);
        if (below != null && number <= below.getValue()) {
            return false;
        }
        long first = below != null && below.getValue() == number - 1 ? below.getKey() : number;
        Long joined = lastOf.remove(number + 1);
        lastOf.put(first, joined == null ? number : joined);
        size++;
        return true;
    }

    /** Whether the number is a member. */
    public boolean contains(long number) {
        Map.Entry<Long, Long> below = lastOf.floorEntry(number);
        return below != null && number <= below.getValue();
    }

    /** The members of this set that the other one lacks. */
    public Ranges without(Ranges other) {
        var left = new Ranges();
        lastOf.forEach((first, last) -> {
            long next = first;
            Map.Entry<Long, Long> hole = other.lastOf.floorEntry(next);
            if (hole == null) {
                hole = other.lastOf.higherEntry(next);
            }
            while (hole != null && hole.getKey() <= last) {
                if (hole.getKey() > next) {
                    left.put(next, hole.getKey() - 1);
                }
                next = Math.max(next, hole.getValue() + 1);
                hole = other.lastOf.higherEntry(hole.getKey());
            }
            if (next <= last) {
                left.put(next, last);
            }
        });
        return left;
    }

    /** How many numbers are in the set. */
    public long size() {
        return size;
    }

    /** How many stretches without a hole; the room that the set takes. */
    public int stretches() {
        return lastOf.size();
    }

    /** The greatest number; 0 if there is none. */
    public long greatest() {
        return lastOf.isEmpty() ? 0 : lastOf.lastEntry().getValue();
    }

    private void put(long first, long last) {
        lastOf.put(first, last);
        size += last - first + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranges ranges && lastOf.equals(ranges.lastOf);
    }

    @Override
    public int hashCode() {
        return lastOf.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        lastOf.forEach((first, last) -> {
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (!first.equals(last)) {
                text.append('-').append(last);
            }
        });
        return text.toString();
    }
}
