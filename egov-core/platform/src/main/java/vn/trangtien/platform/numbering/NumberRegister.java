package vn.trangtien.platform.numbering;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.numbering.RegisterEntry.Medium;
import vn.trangtien.platform.numbering.RegisterEntry.State;
import vn.trangtien.platform.text.VietnameseText;

/**
 * Gives documents their numbers as Decree 30/2020 wants it: from 01 on 1 January, without gaps, each number and symbol once in an
 * agency and year over paper and electronic documents. Every number that was given stays in the register. Thread-safe.
 *
 * <p>Everything that changes belongs to the caller's transaction: the sequence stays locked until it ends, and a rollback gives
 * the number back. So take numbers late in a transaction, and before writing to the audit log. What is done to a register itself
 * (reserving, cancelling, paper) writes its own audit entry, so nothing that takes a number may follow it.
 */
public final class NumberRegister {

    private final RegisterStore store;
    private final RegisterBooks books;
    private final AuditLog audit;
    private final Clock clock;

    NumberRegister(RegisterStore store, RegisterBooks books, AuditLog audit, Clock clock) {
        this.store = store;
        this.books = books;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The next number, used at once. Its year and day are those of Vietnam at this moment.
     *
     * @throws IllegalArgumentException if no register, or more than one, counts such documents
     * @throws IllegalStateException outside a transaction
     */
    public RegisterEntry issue(NumberRequest request) {
        return take(request, State.USED, Medium.ELECTRONIC, "", Optional.empty());
    }

    /**
     * Keeps the next number for a document that is not ready yet.
     *
     * @param why for whom and what
     * @param until last day on which it can be used, today or later
     */
    public RegisterEntry reserve(NumberRequest request, String why, LocalDate until) {
        String reason = reason("reserve", why);
        if (until.isBefore(today())) {
            throw new NumberRefusedException(
                    "a reservation must end today (%s) or later, but until was %s".formatted(today(), until));
        }
        RegisterEntry entry = take(request, State.RESERVED, Medium.ELECTRONIC, reason, Optional.of(until));
        tell(request.by(), "number.reserved", entry, Map.of("why", reason, "until", until.toString()));
        return entry;
    }

    /**
     * Gives a reserved number to its document.
     *
     * @throws NumberRefusedException if it is not reserved, or its time has passed
     */
    public RegisterEntry use(RegisterEntry reserved, String subject, String by) {
        RegisterEntry now = locked(reserved);
        boolean inTime =
                now.reservedUntil().filter(until -> !until.isBefore(today())).isPresent();
        if (now.state() != State.RESERVED || !inTime) {
            throw new NumberRefusedException(
                    "number %s must be reserved until today or later to be used, but is %s until %s; take another number"
                            .formatted(
                                    now.text(),
                                    now.state(),
                                    now.reservedUntil().map(LocalDate::toString).orElse("-")));
        }
        store.use(now, VietnameseText.nfc(subject.strip()), by, now());
        return locked(reserved);
    }

    /**
     * Cancels a number. It stays in the register and is never given again.
     *
     * @param why stands in the register
     * @throws NumberRefusedException if it is cancelled already
     */
    public RegisterEntry cancel(RegisterEntry entry, String why, String by) {
        String reason = reason("cancel", why);
        RegisterEntry now = locked(entry);
        if (now.state() == State.CANCELLED) {
            throw new NumberRefusedException("number %s is cancelled already: %s"
                    .formatted(
                            now.text(),
                            now.cancelled().map(RegisterEntry.Cancelled::why).orElse("")));
        }
        store.cancel(now, reason, by, now());
        tell(
                by,
                "number.cancelled",
                now,
                Map.of("why", reason, "was", now.state().name()));
        return locked(entry);
    }

    /**
     * Cancels what was reserved and not used in time; for a job that runs every night.
     *
     * @return what was cancelled
     */
    public List<RegisterEntry> lapse() {
        inTransaction();
        List<RegisterEntry> late = store.reservedBefore(today());
        for (RegisterEntry entry : late) {
            String until = entry.reservedUntil().map(LocalDate::toString).orElse("");
            store.cancel(entry, "Hết thời gian giữ số: " + until, "system", now());
            tell("system", "number.lapsed", entry, Map.of("until", until));
        }
        return late;
    }

    /**
     * Goes on where a paper book of this year ends.
     *
     * @param request names the register; its type too where types count apart
     * @param lastOnPaper last number of the paper book, 1 or more
     * @throws NumberRefusedException if the register has numbers of this year already
     */
    public void continuePaperBook(NumberRequest request, long lastOnPaper, String why) {
        inTransaction();
        if (lastOnPaper < 1) {
            throw new NumberRefusedException("the last number on paper must be 1 or more, but was " + lastOnPaper);
        }
        String reason = reason("continue", why);
        int year = today().getYear();
        String book = books.of(request, today()).sequenceOf(request);
        if (!store.begin(book, year, lastOnPaper)) {
            throw new NumberRefusedException(
                    "register %s of %d has numbers already and cannot begin after %d; enter what is on paper one by one"
                            .formatted(book, year, lastOnPaper));
        }
        audit.append(
                request.by(),
                "number.book-continued",
                "register:" + book + "/" + year,
                Map.of("lastOnPaper", Long.toString(lastOnPaper), "why", reason));
    }

    /**
     * Enters a number that was given on paper while this system could not be used.
     *
     * @param number must be the next one, or the register would have a gap
     * @throws NumberRefusedException if it is not
     */
    public RegisterEntry enterPaper(NumberRequest request, long number, String why) {
        inTransaction();
        String reason = reason("paper", why);
        LocalDate day = today();
        String book = books.of(request, day).sequenceOf(request);
        long next =
                store.count(book, day.getYear()).map(count -> count.last() + 1).orElse(1L);
        if (number != next) {
            throw new NumberRefusedException(
                    "the next number of register %s of %d is %d, but paper number was %d; enter numbers in their order, and cancel what was not used"
                            .formatted(book, day.getYear(), next, number));
        }
        RegisterEntry entry = take(request, State.USED, Medium.PAPER, reason, Optional.empty());
        if (entry.number() != number) {
            throw new NumberRefusedException(
                    "somebody else took number %d first; look at the register".formatted(number));
        }
        tell(request.by(), "number.paper", entry, Map.of("why", reason));
        return entry;
    }

    /** An outgoing document by its number and symbol. */
    public Optional<RegisterEntry> find(String agencyCode, int year, String text) {
        return store.find(agencyCode, year, VietnameseText.nfc(text.strip()));
    }

    /** Name of the sequence that would count the request today, for {@link #list} and {@link #gaps}. */
    public String bookOf(NumberRequest request) {
        return books.of(request, today()).sequenceOf(request);
    }

    /** The register in its order, for printing; {@code after} is the last number that was read. */
    public List<RegisterEntry> list(String book, int year, long after, int most) {
        return store.list(book, year, after, most);
    }

    /** Numbers that were counted and are in no row: none, unless somebody tampered with the register. */
    public List<Long> gaps(String book, int year) {
        return store.gaps(book, year);
    }

    private RegisterEntry take(
            NumberRequest request, State state, Medium medium, String reason, Optional<LocalDate> until) {
        inTransaction();
        LocalDate day = today();
        RegisterBook book = books.of(request, day);
        String sequence = book.sequenceOf(request);
        long number = store.next(sequence, day.getYear());
        var entry = new RegisterEntry(
                sequence,
                day.getYear(),
                number,
                request.agencyCode(),
                book.write(number, day.getYear(), request),
                request.type(),
                day,
                state,
                medium,
                request.subject(),
                request.by(),
                now(),
                reason,
                until,
                Optional.empty());
        try {
            store.add(entry, request.direction() == Direction.OUTGOING);
        } catch (DuplicateKeyException e) {
            throw new NumberRefusedException(
                    "number %s of %s in %d is there already, so two registers write alike; give %s another pattern"
                            .formatted(entry.text(), entry.agency(), entry.year(), book.code()));
        }
        return entry;
    }

    private RegisterEntry locked(RegisterEntry entry) {
        inTransaction();
        return store.lock(entry.book(), entry.year(), entry.number())
                .orElseThrow(() -> new NumberRefusedException("number %d of register %s in %d was never given"
                        .formatted(entry.number(), entry.book(), entry.year())));
    }

    private void tell(String by, String action, RegisterEntry entry, Map<String, String> facts) {
        audit.append(by, action, "number:%s/%d/%s".formatted(entry.agency(), entry.year(), entry.text()), facts);
    }

    private static String reason(String what, String why) {
        String reason = VietnameseText.nfc(why.strip());
        if (reason.isEmpty()) {
            throw new NumberRefusedException("%s: a reason must be given, but was empty".formatted(what));
        }
        return reason;
    }

    private static void inTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a register must be changed inside the transaction that uses the number");
        }
    }

    /** The year ends at midnight in Vietnam, wherever the server stands. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), DatabaseAutoConfiguration.ZONE);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
