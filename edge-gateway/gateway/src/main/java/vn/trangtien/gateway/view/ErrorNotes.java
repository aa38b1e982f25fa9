package vn.trangtien.gateway.view;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last errors, for who stands before the gateway and has no log at hand. Thread-safe. */
public final class ErrorNotes {

    private static final int KEPT = 50;

    private final Clock clock;
    private final Deque<ErrorNote> notes = new ArrayDeque<>();

    public ErrorNotes(Clock clock) {
        this.clock = clock;
    }

    /** Notes an error; the same one again only counts. */
    public synchronized void add(String source, String message) {
        Instant now = clock.instant();
        ErrorNote note = new ErrorNote(source, message, now, now, 1);
        for (Iterator<ErrorNote> latestFirst = notes.descendingIterator(); latestFirst.hasNext(); ) {
            ErrorNote before = latestFirst.next();
            if (before.source().equals(source)) {
                if (before.message().equals(message)) {
                    latestFirst.remove();
                    note = new ErrorNote(source, message, before.first(), now, before.times() + 1);
                }
                break;
            }
        }
        notes.addLast(note);
        if (notes.size() > KEPT) {
            notes.removeFirst();
        }
    }

    /** The newest first, at most 50. */
    public synchronized List<ErrorNote> latest() {
        List<ErrorNote> newestFirst = new ArrayList<>(notes);
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }
}
