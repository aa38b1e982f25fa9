package vn.trangtien.video.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.Picture;

/**
 * Who is served next: of all places with a waiting picture the one whose urgency times waiting time is largest. Waiting time
 * grows without limit, so nobody starves: when more is asked than can be done, each gets turns in proportion to its urgency.
 *
 * <p>Knows no clock and no thread; not thread-safe.
 *
 * @param <K> who is waiting
 */
final class Turns<K> {

    /** Less urgent than this would be no urgency at all. */
    static final double LEAST_URGENCY = 0.02;

    /** One place in the queue: room for one picture. */
    static final class Place<K> {

        private final K owner;
        private @Nullable Waiting waiting;
        private boolean served;
        private long servedNanos;
        private long dropped;

        private Place(K owner, long nowNanos) {
            this.owner = owner;
            this.servedNanos = nowNanos;
        }

        K owner() {
            return owner;
        }

        long dropped() {
            return dropped;
        }

        boolean isServed() {
            return served;
        }
    }

    /**
     * @param urgency above 0, at most 1
     * @param sinceNanos when the picture was offered
     */
    record Waiting(Picture picture, double urgency, long sinceNanos) {}

    /** A picture that is to be looked at now, by whoever took it. */
    record Turn<K>(Place<K> place, Waiting work) {}

    private final List<Place<K>> places = new ArrayList<>();

    Place<K> join(K owner, long nowNanos) {
        var place = new Place<>(owner, nowNanos);
        places.add(place);
        return place;
    }

    /** Gives up the place and the picture that waits in it. */
    void leave(Place<K> place) {
        places.remove(place);
        if (place.waiting != null) {
            place.waiting.picture.close();
            place.waiting = null;
        }
    }

    /** Puts a picture into the place; the one that waited there is closed and counted. Closes the picture of who has left. */
    void offer(Place<K> place, Picture picture, double urgency, long nowNanos) {
        if (!places.contains(place)) {
            picture.close();
            return;
        }
        if (place.waiting != null) {
            place.waiting.picture.close();
            place.dropped++;
        }
        place.waiting = new Waiting(picture, Math.max(LEAST_URGENCY, Math.min(1, urgency)), nowNanos);
    }

    /** Takes the next picture, if one waits; its place is served until {@link #done}. */
    Optional<Turn<K>> next(long nowNanos) {
        Place<K> best = null;
        double bestScore = -1;
        for (Place<K> place : places) {
            if (place.waiting != null && !place.served) {
                double score = place.waiting.urgency * Math.max(1, nowNanos - place.servedNanos);
                if (score > bestScore) {
                    best = place;
                    bestScore = score;
                }
            }
        }
        if (best == null || best.waiting == null) {
            return Optional.empty();
        }
        var turn = new Turn<>(best, best.waiting);
        best.waiting = null;
        best.served = true;
        best.servedNanos = nowNanos;
        return Optional.of(turn);
    }

    void done(Place<K> place) {
        place.served = false;
    }

    int size() {
        return places.size();
    }
}
