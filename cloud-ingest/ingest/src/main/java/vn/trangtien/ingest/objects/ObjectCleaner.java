package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes objects that nobody needs any more. Not thread-safe. */
@Component
class ObjectCleaner {

    /**
     * What became of one round.
     *
     * @param deleted objects
     * @param failed objects that the store did not delete; they are tried again in the next round
     * @param overdue objects that should have gone long ago
     * @param reason of the first failure, with what to do about it
     */
    record Round(int deleted, int failed, int overdue, Optional<String> reason) {}

    /** A deletion that takes longer is worth telling people about. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ObjectCleaner.class);
    private static final int MOST = 10_000;
    /** So many failures in a row mean that the store is out of order; what was not tried comes first in the next round. */
    private static final int GIVE_UP = 20;

    private static final Duration FOUND = Duration.ofDays(1);
    private static final int PAGE = 1_000;

    private final ObjectStore store;
    private final ObjectBooks books;
    private final Clock clock;

    ObjectCleaner(ObjectStore store, ObjectBooks books, Clock clock) {
        this.store = store;
        this.books = books;
        this.clock = clock;
    }

    /** Tries to delete everything that is due; one failure does not keep it from the rest. */
    Round clean() {
        int deleted = 0;
        int failed = 0;
        int inARow = 0;
        Optional<String> reason = Optional.empty();
        for (String name : books.due(MOST)) {
            try {
                deleted += books.delete(name, store) ? 1 : 0;
                inARow = 0;
            } catch (IOException notDeleted) {
                LOG.debug("event=object-not-deleted object={}", name, notDeleted);
                failed++;
                inARow++;
                if (reason.isEmpty()) {
                    reason = Optional.of(String.valueOf(notDeleted.getMessage()));
                }
            }
            if (inARow == GIVE_UP || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        int overdue = books.overdue(clock.instant().minus(PATIENCE));
        if (failed > 0) {
            LOG.warn(
                    "event=objects-not-deleted count={} overdue={} retry=next-minute reason=\"{}\"",
                    failed,
                    overdue,
                    reason.orElse(""));
        }
        return new Round(deleted, failed, overdue, reason);
    }

    /**
     * Compares the store with the books: for objects from before there were books, or from after the backup that a database
     * was restored from. Without their row nobody can see them or knows how long they may be kept, so they go after a day, in
     * which an operator may notice that it is the wrong database.
     */
    void census() throws IOException {
        int unfinished = store.deleteUnfinished(clock.instant().minus(ObjectBooks.UNBOOKED));
        var page = new ArrayList<String>(PAGE);
        int[] unknown = {0};
        store.names(name -> {
            page.add(name);
            if (page.size() == PAGE) {
                unknown[0] += found(page);
            }
        });
        unknown[0] += found(page);
        if (unknown[0] > 0 || unfinished > 0) {
            LOG.warn(
                    "event=objects-without-row count={} deletedAfter={} unfinishedDeleted={}",
                    unknown[0],
                    FOUND,
                    unfinished);
        }
    }

    private int found(List<String> page) {
        int unknown = page.isEmpty() ? 0 : books.found(page, clock.instant().plus(FOUND));
        page.clear();
        return unknown;
    }
}
