package vn.trangtien.city.alarm;

import java.util.Comparator;

/** One source under one rule. Ordered, so that two transactions lock in the same order. */
record TrackerKey(String source, String rule) implements Comparable<TrackerKey> {

    private static final Comparator<TrackerKey> ORDER =
            Comparator.comparing(TrackerKey::source).thenComparing(TrackerKey::rule);

    @Override
    public int compareTo(TrackerKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code account/gateway}, the first two parts of every source. */
    String gateway() {
        String[] parts = source.split("/", 3);
        return parts.length < 2 ? source : parts[0] + "/" + parts[1];
    }
}
