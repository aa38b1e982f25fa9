package vn.trangtien.ingest.deadletters;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.wording.Bilingual;
import vn.trangtien.ingest.wording.Printable;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;

/** What people may ask of and do with dead letters; deeds are written into the audit log. Thread-safe. */
@Service
public class DeadLetters {

    /**
     * A part of the list, newest letters first.
     *
     * @param before id with which to ask for the next part; absent at the end
     */
    public record Page(List<DeadLetter> letters, @Nullable Long before) {

        public Page {
            letters = List.copyOf(letters);
        }
    }

    /** The longest part of a list. */
    public static final int MOST = 500;

    private static final int MAX_WHY = 500;

    private final LetterBooks books;
    private final ReplayBooks replayBooks;
    private final Replays replays;
    private final Originals originals;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    DeadLetters(
            LetterBooks books,
            ReplayBooks replayBooks,
            Replays replays,
            Originals originals,
            JdbcClient jdbc,
            AuditLog audit,
            Clock clock) {
        this.books = books;
        this.replayBooks = replayBooks;
        this.replays = replays;
        this.originals = originals;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param before only letters with a smaller id; null begins with the newest */
    public Page list(LetterFilter filter, @Nullable Long before, int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        List<DeadLetter> found = books.list(filter, before == null ? Long.MAX_VALUE : before, size + 1);
        boolean more = found.size() > size;
        List<DeadLetter> shown = more ? found.subList(0, size) : found;
        return new Page(shown, more ? (Long) shown.get(size - 1).id() : null);
    }

    public long count(LetterFilter filter) {
        return books.count(filter);
    }

    public LetterCounts counts() {
        return books.counts();
    }

    /** @throws UnknownLetter if there is none */
    public DeadLetter get(long id) {
        return books.find(id).orElseThrow(() -> new UnknownLetter(id));
    }

    /** The letter of the message from which this one was replayed. */
    public Optional<Long> before(DeadLetter letter) {
        return letter.replayOf() == null ? Optional.empty() : books.idOf(letter.replayOf(), letter.receivedAt());
    }

    /** The letter that its replay became, if it was refused again and that is known. */
    public Optional<Long> after(DeadLetter letter) {
        return letter.replayedAs() == null ? Optional.empty() : books.idOf(letter.replayedAs(), letter.receivedAt());
    }

    /**
     * The bytes and headers, taken apart as far as they can be.
     *
     * @throws OriginalGone if Kafka does not have them, or does not answer
     */
    public LetterContent content(long id) throws OriginalGone {
        return LetterContent.of(get(id), originals.one(place(id)));
    }

    /** The payload as it was received; that somebody took it is written down. */
    @Transactional
    public byte[] payload(long id, String actor) throws OriginalGone {
        byte[] payload = originals.one(place(id)).payload();
        DeadLetter letter = get(id);
        audit.append(actor, "dead-letter.taken", subject(letter), facts(letter));
        return payload;
    }

    /**
     * Has the message judged anew. A second press finds the letter replayed and changes nothing.
     *
     * @throws LetterConflict if the letter was dismissed
     */
    @Transactional(rollbackFor = OriginalGone.class)
    public DeadLetter replay(long id, String actor) throws OriginalGone {
        boolean done = replays.one(id, actor);
        DeadLetter letter = get(id);
        if (done) {
            audit.append(actor, "dead-letter.replayed", subject(letter), facts(letter));
        } else if (letter.state() == LetterState.DISMISSED) {
            throw new LetterConflict(Bilingual.text(
                    "tin đã bị bỏ, không phát lại được", "the message was dismissed and is not replayed"));
        }
        return letter;
    }

    /** Queues every open letter that the filter finds; letters that are queued already stay in their replay. */
    @Transactional
    public ReplayJob replayAll(LetterFilter filter, String actor) {
        ReplayJob job = job(replayBooks.queue(filter, actor, clock.instant()));
        audit.append(
                actor,
                "dead-letters.replayed",
                "dead-letters:" + job.id(),
                Map.of("filter", filter.inWords(), "letters", Long.toString(job.letters())));
        return job;
    }

    /** Takes what is not yet replayed out of the replay. */
    @Transactional
    public ReplayJob stop(long job, String actor) {
        job(job);
        int left = replayBooks.takeOut(job);
        audit.append(actor, "dead-letters.stopped", "dead-letters:" + job, Map.of("letters", Integer.toString(left)));
        return job(job);
    }

    /** @throws UnknownLetter if there is none */
    public ReplayJob job(long id) {
        return replayBooks.find(id).orElseThrow(() -> new UnknownLetter(id));
    }

    /** The newest ones and those that are not done, newest first. */
    public List<ReplayJob> jobs() {
        return replayBooks.newest();
    }

    /**
     * A person decides that open letters are not wanted. They stay where they are, with the reason.
     *
     * @return how many there were
     * @throws IllegalArgumentException if no reason is given
     */
    @Transactional
    public int dismiss(LetterFilter filter, String why, String actor) {
        String reason = why.strip();
        if (reason.length() < 3 || reason.length() > MAX_WHY) {
            throw new IllegalArgumentException(Bilingual.text(
                    "lý do phải có 3 đến %d ký tự, nhưng có %d",
                    "why must have 3 to %d characters, but has %d", MAX_WHY, reason.length()));
        }
        LetterFilter.Where where = filter.inState(LetterState.OPEN).where();
        int letters = jdbc.sql("update ingest.dead_letter l set state = 'DISMISSED', state_why = :why, state_by = :by,"
                        + " state_at = :at where not l.queued and " + where.condition())
                .param("why", Printable.text(reason, MAX_WHY))
                .param("by", actor)
                .param("at", Timestamps.toDatabase(clock.instant()))
                .params(where.parameters())
                .update();
        audit.append(
                actor,
                "dead-letters.dismissed",
                "dead-letters",
                Map.of("filter", filter.inWords(), "letters", Integer.toString(letters), "why", reason));
        return letters;
    }

    /** Writes down that somebody takes the letters with them. */
    @Transactional
    public void noteExport(LetterFilter filter, String format, String actor) {
        audit.append(
                actor,
                "dead-letters.exported",
                "dead-letters",
                Map.of("filter", filter.inWords(), "format", format, "letters", Long.toString(books.count(filter))));
    }

    private Place place(long id) {
        Place place = books.places(List.of(id)).get(id);
        if (place == null) {
            throw new UnknownLetter(id);
        }
        return place;
    }

    private static String subject(DeadLetter letter) {
        return "dead-letter:" + letter.id();
    }

    private static Map<String, String> facts(DeadLetter letter) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("rawPosition", letter.rawPosition());
        facts.put("gateway", letter.sender());
        facts.put("reason", letter.reason());
        return facts;
    }
}
