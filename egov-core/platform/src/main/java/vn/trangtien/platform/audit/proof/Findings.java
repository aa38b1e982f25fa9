package vn.trangtien.platform.audit.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found so far, one finding for each place, the most telling one. Not thread-safe. */
final class Findings {

    /** More would tell a reader nothing new; the first ones are kept. */
    static final int MOST = 100;

    private final TreeMap<Long, Finding> byPlace = new TreeMap<>();

    /** Keeps the finding unless its place has one already. */
    void add(Finding finding) {
        if (byPlace.size() < MOST) {
            byPlace.putIfAbsent(finding.fromSeq(), finding);
        }
    }

    /** Keeps the finding instead of what its place has. */
    void replace(Finding finding) {
        byPlace.put(finding.fromSeq(), finding);
    }

    void remove(long place) {
        byPlace.remove(place);
    }

    boolean isEmpty() {
        return byPlace.isEmpty();
    }

    boolean isFull() {
        return byPlace.size() >= MOST;
    }

    Optional<Finding> at(long place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    /** The finding that covers the place, if any. */
    Optional<Finding> covering(long place) {
        return Optional.ofNullable(byPlace.floorEntry(place))
                .map(Map.Entry::getValue)
                .filter(found -> found.toSeq() >= place);
    }

    boolean within(long from, long to) {
        return byPlace.values().stream().anyMatch(found -> found.fromSeq() <= to && found.toSeq() >= from);
    }

    List<Finding> all() {
        return List.copyOf(byPlace.values());
    }
}
