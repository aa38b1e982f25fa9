package vn.trangtien.egov.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.calendar.CalendarDay;
import vn.trangtien.platform.calendar.Closures;
import vn.trangtien.platform.calendar.WorkCalendar;
import vn.trangtien.platform.calendar.YearList;
import vn.trangtien.platform.calendar.YearLists;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.web.FormFields;

/** Everything on the page of one year. */
@Component
class YearPage {

    static final String VIEW = "egov/calendar";

    /** Empty lines below the list, for exchanged days. */
    private static final int MORE_LINES = 4;

    /** One line of the form. */
    record Line(String date, String kind, String nameVi, String nameEn, String source, boolean dropped) {

        static Line of(CalendarDay day) {
            return new Line(day.date().toString(), day.kind().name(), day.nameVi(), day.nameEn(), day.source(), false);
        }
    }

    /** A closure with its unit's name. */
    record ClosureLine(
            long id,
            String code,
            String unit,
            LocalDate from,
            LocalDate to,
            String reason,
            String basis,
            boolean mayEnd) {}

    /** One entry of the log. */
    record Step(long seq, LocalDateTime at, String actor, Map<String, String> facts, String hash) {}

    /** A form that was refused. */
    record FailedForm(String form, FormFields fields, List<Line> lines) {}

    private final YearLists lists;
    private final WorkCalendar calendar;
    private final Closures closures;
    private final CalendarRights rights;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    YearPage(
            YearLists lists,
            WorkCalendar calendar,
            Closures closures,
            CalendarRights rights,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.lists = lists;
        this.calendar = calendar;
        this.closures = closures;
        this.rights = rights;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    void show(int year, CurrentUser user, Locale locale, Model model, @Nullable FailedForm failed) {
        LocalDate today = LocalDate.now(clock);
        List<CalendarDay> days = calendar.specialDays(year);
        List<CalendarDay> proposal = lists.proposal(year);
        Optional<YearList> confirmed = lists.confirmed(year);
        model.addAttribute("year", year);
        model.addAttribute("today", today);
        model.addAttribute("months", YearView.months(year, days, locale));
        model.addAttribute("days", days);
        model.addAttribute("compared", YearView.compare(proposal, days));
        model.addAttribute(
                "state", confirmed.isPresent() ? "confirmed" : calendar.isListed(year) ? "listed" : "proposed");
        model.addAttribute("confirmed", confirmed.orElse(null));
        model.addAttribute(
                "confirmedBy", confirmed.map(list -> name(list.confirmedBy())).orElse(""));
        model.addAttribute(
                "confirmedAt",
                confirmed
                        .map(list -> LocalDateTime.ofInstant(list.confirmedAt(), clock.getZone()))
                        .orElse(null));
        model.addAttribute(
                "doubts",
                lists.doubts(year, days).stream().map(doubt -> doubt.in(locale)).toList());
        model.addAttribute("hours", calendar.officeHours(year));
        model.addAttribute(
                "history", lists.journal(year).stream().map(this::step).toList());
        model.addAttribute(
                "closures",
                closures.of(year).stream().map(one -> line(one, user, locale)).toList());
        model.addAttribute("mayConfirm", rights.mayConfirm(user));
        model.addAttribute(
                "closable",
                organisation.on(today).stream()
                        .filter(unit -> rights.mayClose(user, unit.code()))
                        .map(unit -> Map.of("value", unit.code(), "label", unit.name(locale)))
                        .toList());
        model.addAttribute("kinds", CalendarDay.Kind.values());
        model.addAttribute("lines", failed == null || failed.lines().isEmpty() ? lines(days) : failed.lines());
        model.addAttribute("failed", failed == null ? "" : failed.form());
        model.addAttribute("fields", failed == null ? null : failed.fields());
        model.addAttribute("typed", failed == null ? Map.of() : failed.fields().values());
        model.addAttribute(
                "problems", failed == null ? List.of() : failed.fields().problems());
    }

    private static List<Line> lines(List<CalendarDay> days) {
        var lines = new ArrayList<>(days.stream().map(Line::of).toList());
        for (int i = 0; i < MORE_LINES; i++) {
            lines.add(new Line("", CalendarDay.Kind.COMPENSATORY_OFF.name(), "", "", "", false));
        }
        return lines;
    }

    private ClosureLine line(Closures.Recorded recorded, CurrentUser user, Locale locale) {
        var closure = recorded.closure();
        return new ClosureLine(
                recorded.id(),
                closure.unitCode(),
                organisation
                        .find(closure.unitCode(), closure.from())
                        .map((Unit unit) -> unit.name(locale))
                        .orElse(closure.unitCode()),
                closure.from(),
                closure.to(),
                locale.getLanguage().equals("en") ? closure.reasonEn() : closure.reasonVi(),
                closure.basis(),
                rights.mayClose(user, closure.unitCode()));
    }

    private Step step(AuditEntry entry) {
        return new Step(
                entry.seq(),
                LocalDateTime.ofInstant(entry.at(), clock.getZone()),
                name(entry.actor()),
                AuditLog.facts(entry),
                entry.hash().substring(0, 12));
    }

    private String name(String actor) {
        return accounts.find(actor).map(CurrentUser::displayName).orElse(actor);
    }
}
