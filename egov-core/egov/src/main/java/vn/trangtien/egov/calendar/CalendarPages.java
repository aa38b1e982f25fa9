package vn.trangtien.egov.calendar;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.calendar.CalendarDay;
import vn.trangtien.platform.calendar.Closure;
import vn.trangtien.platform.calendar.Closures;
import vn.trangtien.platform.calendar.YearLists;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.text.VietnameseText;
import vn.trangtien.platform.web.FormFields;
import vn.trangtien.platform.web.Notes;

/** The year with its days off, the form that confirms them, and closures of units. */
@Controller
class CalendarPages {

    private static final int FIRST = 2007;
    private static final int LAST = 2100;
    private static final int LONGEST_CLOSURE = 366;

    private final YearLists lists;
    private final Closures closures;
    private final CalendarRights rights;
    private final YearPage page;
    private final MessageSource messages;
    private final Clock clock;

    CalendarPages(
            YearLists lists,
            Closures closures,
            CalendarRights rights,
            YearPage page,
            MessageSource messages,
            Clock clock) {
        this.lists = lists;
        this.closures = closures;
        this.rights = rights;
        this.page = page;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/calendar")
    String year(@RequestParam(required = false) @Nullable Integer year, CurrentUser user, Locale locale, Model model) {
        page.show(
                known(Optional.ofNullable(year)
                        .orElseGet(() -> LocalDate.now(clock).getYear())),
                user,
                locale,
                model,
                null);
        return YearPage.VIEW;
    }

    /** Confirms the list of a year: 403 for officials of other units, 422 with everything that is wrong. */
    @PostMapping("/calendar/{year}")
    ModelAndView confirm(
            @PathVariable int year,
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        known(year);
        allow(rights.mayConfirm(user));
        var fields = new FormFields(sent, messages, locale);
        List<YearPage.Line> lines = lines(sent);
        String basis = fields.text("basis");
        List<CalendarDay> days = days(lines, fields);
        if (!fields.hasProblems()) {
            fields.refuse(lists.problems(year, days, basis));
        }
        if (fields.hasProblems()) {
            page.show(year, user, locale, model, new YearPage.FailedForm("confirm", fields, lines));
            return new ModelAndView(YearPage.VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        lists.confirm(year, days, basis, user.id());
        Notes.leave(response, "calendar.confirmed.note");
        return new ModelAndView("redirect:/calendar?year=" + year);
    }

    @PostMapping("/calendar/closures")
    ModelAndView close(
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        var fields = new FormFields(sent, messages, locale);
        String unit = fields.text("unit", 13);
        allow(unit.isEmpty() || rights.mayClose(user, unit));
        LocalDate today = LocalDate.now(clock);
        LocalDate from = fields.day("from", today);
        LocalDate to = fields.day("to", from);
        fields.inOrder(from, "to", Optional.of(to));
        if (to.isAfter(from.plusDays(LONGEST_CLOSURE))) {
            fields.refuseField("to", "calendar.problem.long");
        }
        String reasonVi = fields.text("reasonVi");
        String reasonEn = fields.text("reasonEn");
        String basis = fields.text("basis");
        if (fields.hasProblems()) {
            page.show(from.getYear(), user, locale, model, new YearPage.FailedForm("closure", fields, List.of()));
            return new ModelAndView(YearPage.VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        closures.record(new Closure(unit, from, to, reasonVi, reasonEn, basis), user.id());
        Notes.leave(response, "calendar.closure.note");
        return new ModelAndView("redirect:/calendar?year=" + from.getYear());
    }

    @PostMapping("/calendar/{year}/closures/{id}/end")
    String withdraw(
            @PathVariable int year,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            CurrentUser user,
            HttpServletResponse response) {
        Closures.Recorded closure = closures.of(known(year)).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        allow(rights.mayClose(user, closure.closure().unitCode()));
        closures.withdraw(closure, VietnameseText.nfc(reason.strip()), user.id());
        Notes.leave(response, "calendar.closure.ended.note");
        return "redirect:/calendar?year=" + year;
    }

    private static List<YearPage.Line> lines(MultiValueMap<String, String> sent) {
        var lines = new ArrayList<YearPage.Line>();
        List<String> dates = sent.getOrDefault("date", List.of());
        for (int i = 0; i < dates.size(); i++) {
            lines.add(new YearPage.Line(
                    dates.get(i).strip(),
                    at(sent, "kind", i),
                    at(sent, "nameVi", i),
                    at(sent, "nameEn", i),
                    at(sent, "source", i),
                    sent.getOrDefault("drop", List.of()).contains(Integer.toString(i))));
        }
        return lines;
    }

    private static String at(MultiValueMap<String, String> sent, String name, int index) {
        List<String> values = sent.getOrDefault(name, List.of());
        return index < values.size() ? VietnameseText.nfc(values.get(index).strip()) : "";
    }

    /** The lines that are kept and have a date; what is no date or no kind is a problem of its field. */
    private static List<CalendarDay> days(List<YearPage.Line> lines, FormFields fields) {
        var days = new ArrayList<CalendarDay>();
        for (YearPage.Line line : lines) {
            if (line.dropped() || line.date().isEmpty()) {
                continue;
            }
            try {
                days.add(new CalendarDay(
                        LocalDate.parse(line.date()),
                        CalendarDay.Kind.valueOf(line.kind()),
                        line.nameVi(),
                        line.nameEn(),
                        line.source(),
                        true));
            } catch (DateTimeException e) {
                fields.refuseField("date", "form.problem.day");
            } catch (IllegalArgumentException e) {
                fields.refuseField("kind", "form.problem.choice");
            }
        }
        return days;
    }

    private static int known(int year) {
        if (year < FIRST || year > LAST) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return year;
    }

    private static void allow(boolean allowed) {
        if (!allowed) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
