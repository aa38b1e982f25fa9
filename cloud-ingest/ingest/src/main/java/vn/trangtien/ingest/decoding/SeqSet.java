package vn.trangtien.ingest.decoding;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of numbers from 1 that stays small when few are missing: it keeps ranges. Not thread-safe.
 *
 * <p>Text form: {@code 1-500,502-510,600}.
 */
public final class SeqSet {

    /** Eighteen digits fit into a long. */
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    private final TreeMap<Long, Long> ends = new TreeMap<>();

    public static SeqSet parse(String text) {
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

    /** The network's door: empty if the text is not ascending ranges of numbers from 1. */
    public static Optional<SeqSet> read(String text) {
        var set = new SeqSet();
        if (text.isEmpty()) {
            return Optional.of(set);
        }
        long before = 0;
        for (String range : text.split(",", -1)) {
            Matcher numbers = RANGE.matcher(range);
            if (!numbers.matches()) {
                return Optional.empty();
            }
            long first = Long.parseLong(numbers.group(1));
            long last = numbers.group(2) == null ? first : Long.parseLong(numbers.group(2));
            if (first <= before || last < first) {
                return Optional.empty();
            }
            set.addAll(first, last);
            before = last;
        }
        return Optional.of(set);
    }

    public boolean contains(long number) {
        Map.Entry<Long, Long> range = ends.floorEntry(number);
        return range != null && number <= range.getValue();
    }

    /**
     * Adds a number.
     *
     * @return false if the number was there already
     */
    public boolean add(long number) {
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

    /** Adds every number of the other set. */
    public void addAll(SeqSet other) {
        other.ends.forEach(this::addAll);
    }

    /** Adds all numbers from the first to the last, both included. */
    private void addAll(long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = ends.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> next = ends.ceilingEntry(from);
        while (next != null && next.getKey() <= to + 1) {
            to = Math.max(to, next.getValue());
            ends.remove(next.getKey());
            next = ends.ceilingEntry(from);
        }
        ends.put(from, to);
    }

    /** How many numbers are in this set and not in the other one, up to the given number. */
    public long without(SeqSet other, long upTo) {
        long count = 0;
        for (Map.Entry<Long, Long> range : ends.headMap(upTo, true).entrySet()) {
            long last = Math.min(range.getValue(), upTo);
            count += last - range.getKey() + 1 - other.countWithin(range.getKey(), last);
        }
        return count;
    }

    /** How many numbers from the first to the last, both included, are in this set. */
    public long countWithin(long first, long last) {
        long count = 0;
        Map.Entry<Long, Long> range = ends.floorEntry(first);
        if (range == null) {
            range = ends.higherEntry(first);
        }
        while (range != null && range.getKey() <= last) {
            count += Math.max(0, Math.min(range.getValue(), last) - Math.max(range.getKey(), first) + 1);
            range = ends.higherEntry(range.getKey());
        }
        return count;
    }

    /** The greatest number; 0 if there is none. */
    public long greatest() {
        return ends.isEmpty() ? 0 : ends.lastEntry().getValue();
    }

    /** Numbers that are missing below the greatest one. */
    public long gaps() {
        long missing = 0;
        long next = 1;
        for (Map.Entry<Long, Long> range : ends.entrySet()) {
            missing += range.getKey() - next;
            next = range.getValue() + 1;
        }
        return missing;
    }

    public int ranges() {
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
