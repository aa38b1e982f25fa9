package vn.trangtien.platform.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Revised;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.outbox.Outbox;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.VietnameseText;
import vn.trangtien.platform.text.Words;

/** The yearly lists of days off: what the law proposes and what a person confirmed. Thread-safe. */
public final class YearLists {

    private static final int SHORTEST_BASIS = 5;
    private static final int LONGEST_TEXT = 300;

    private final CalendarStore store;
    private final HolidayRules rules;
    private final Revised<DayBook> book;
    private final TransactionOperations transactions;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;
    private final ReckonAnew reckonAnew;

    YearLists(
            CalendarStore store,
            HolidayRules rules,
            Revised<DayBook> book,
            TransactionOperations transactions,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            ReckonAnew reckonAnew) {
        this.store = store;
        this.rules = rules;
        this.book = book;
        this.transactions = transactions;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.reckonAnew = reckonAnew;
    }

    /** What the law gives in that year; nobody has decided it. */
    public List<CalendarDay> proposal(int year) {
        return rules.propose(year);
    }

    /** The list in force, if somebody confirmed one. */
    public Optional<YearList> confirmed(int year) {
        return store.newest(year);
    }

    /** All lists of the year, the newest first. */
    public List<YearList> history(int year) {
        return store.history(year);
    }

    /** Who did what with the lists of the year. */
    public List<AuditEntry> journal(int year) {
        return audit.history(subject(year));
    }

    /** What keeps a list from being confirmed; empty if nothing does. */
    public List<Sentence> problems(int year, List<CalendarDay> days, String basis) {
        var problems = new ArrayList<Sentence>();
        if (basis.strip().length() < SHORTEST_BASIS || basis.length() > LONGEST_TEXT) {
            problems.add(Reasons.say("list.problem.basis", SHORTEST_BASIS, LONGEST_TEXT));
        }
        if (days.isEmpty()) {
            problems.add(Reasons.say("list.problem.empty", year));
        }
        var seen = new HashSet<LocalDate>();
        for (CalendarDay day : days) {
            if (day.date().getYear() != year) {
                problems.add(Reasons.say("list.problem.year", day.date(), year));
            }
            if (!seen.add(day.date())) {
                problems.add(Reasons.say("list.problem.twice", day.date()));
            }
            boolean madeUp = day.kind() == CalendarDay.Kind.MAKEUP_WORKDAY;
            if (madeUp && !HolidayRules.isWeekend(day.date())) {
                problems.add(Reasons.say("list.problem.makeup", day.date()));
            }
            if (day.kind() == CalendarDay.Kind.COMPENSATORY_OFF && HolidayRules.isWeekend(day.date())) {
                problems.add(Reasons.say("list.problem.compensatory", day.date()));
            }
            if (day.nameVi().isBlank() || day.nameEn().isBlank() || day.nameVi().length() > LONGEST_TEXT) {
                problems.add(Reasons.say("list.problem.name", day.date(), LONGEST_TEXT));
            }
        }
        return List.copyOf(problems);
    }

    /** What a person should look at twice: days that the law gives and the list does not, and exchanges that do not balance. */
    public List<Sentence> doubts(int year, List<CalendarDay> days) {
        var doubts = new ArrayList<Sentence>();
        Map<LocalDate, CalendarDay> listed =
                days.stream().collect(Collectors.toMap(CalendarDay::date, day -> day, (one, other) -> one));
        List<CalendarDay> proposed = rules.propose(year);
        for (CalendarDay day : proposed) {
            CalendarDay found = listed.get(day.date());
            boolean worked = found == null
                    ? !HolidayRules.isWeekend(day.date())
                    : found.kind() == CalendarDay.Kind.MAKEUP_WORKDAY;
            if (worked) {
                doubts.add(Reasons.say("list.doubt.missing", day.date(), new Words(day.nameVi(), day.nameEn())));
            }
        }
        long exchanged = days.stream()
                .filter(day -> day.kind() == CalendarDay.Kind.COMPENSATORY_OFF)
                .filter(day -> proposed.stream().noneMatch(one -> one.date().equals(day.date())))
                .count();
        long madeUp = days.stream()
                .filter(day -> day.kind() == CalendarDay.Kind.MAKEUP_WORKDAY)
                .count();
        if (exchanged != madeUp) {
            doubts.add(Reasons.say("list.doubt.exchange", exchanged, madeUp));
        }
        return List.copyOf(doubts);
    }

    /**
     * Confirms the list of a year; earlier lists stay in the history. Tells the outbox and the audit log, and has open deadlines reckoned anew.
     *
     * @param actor account id of who decides
     * @throws IllegalArgumentException if {@link #problems} would name one
     */
    public YearList confirm(int year, List<CalendarDay> days, String basis, String actor) {
        List<Sentence> problems = problems(year, days, basis);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the list of " + year + " cannot be confirmed: "
                    + problems.stream()
                            .map(problem -> problem.in(Locale.ENGLISH))
                            .collect(Collectors.joining(" ")));
        }
        YearList confirmed = Objects.requireNonNull(
                transactions.execute(status -> write(year, days, VietnameseText.nfc(basis.strip()), actor)));
        reckonAnew.round();
        return confirmed;
    }

    private YearList write(int year, List<CalendarDay> days, String basis, String actor) {
        List<LocalDate> changed = changed(year, days);
        Instant now = clock.instant();
        long id = store.add(year, basis, actor, Timestamps.toDatabase(now), days);
        book.changed();
        outbox.publish(
                CalendarConfirmed.TOPIC,
                Integer.toString(year),
                new CalendarConfirmed(UUID.randomUUID().toString(), year, id, basis, changed, now));
        var facts = new LinkedHashMap<String, String>();
        facts.put("basis", basis);
        facts.put("list", Long.toString(id));
        facts.put("days", Integer.toString(days.size()));
        facts.put("changed", changed.toString());
        audit.append(actor, "calendar.confirmed", subject(year), facts);
        return new YearList(id, year, basis, actor, now, store.daysOf(id));
    }

    private List<LocalDate> changed(int year, List<CalendarDay> days) {
        var after = new DayBook(days, Set.of(year), LocalTime.NOON, true, List.of(), List.of(), null);
        DayBook before = book.get();
        LocalDate first = LocalDate.of(year, 1, 1);
        return first.datesUntil(first.plusYears(1))
                .filter(day -> before.isWorkingDay(day, List.of()) != after.isWorkingDay(day, List.of()))
                .toList();
    }

    private static String subject(int year) {
        return "calendar:" + year;
    }
}
