package vn.trangtien.egov.organisation;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.organisation.people.Appointment;
import vn.trangtien.platform.organisation.people.Decision;
import vn.trangtien.platform.organisation.people.Delegation;
import vn.trangtien.platform.organisation.people.Ending;
import vn.trangtien.platform.organisation.people.Offices;
import vn.trangtien.platform.organisation.people.Person;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.web.FormFields;
import vn.trangtien.platform.web.Notes;

/** Appointing people, letting others sign, and ending both: 403 without the right, 422 with everything that is wrong, else back to the page. */
@Controller
class PeopleForms {

    private static final Pattern COMMA = Pattern.compile("[,;]");
    private static final int LONGEST_NAME = 100;

    private final Organisation organisation;
    private final Offices offices;
    private final OrganisationRights rights;
    private final UnitPage page;
    private final MessageSource messages;
    private final Clock clock;

    PeopleForms(
            Organisation organisation,
            Offices offices,
            OrganisationRights rights,
            UnitPage page,
            MessageSource messages,
            Clock clock) {
        this.organisation = organisation;
        this.offices = offices;
        this.rights = rights;
        this.page = page;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping("/organisation/{code}/appointments")
    ModelAndView appoint(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        allow(rights.mayEdit(user));
        var fields = new FormFields(sent, messages, locale);
        LocalDate today = LocalDate.now(clock);
        String post = fields.text("position");
        String person = fields.text("person", LONGEST_NAME);
        String name = fields.text("name", LONGEST_NAME);
        var standing = fields.oneOf("standing", Appointment.Standing.class, Appointment.Standing.FULL);
        LocalDate from = fields.day("from", today);
        Optional<LocalDate> to = fields.optionalDay("to");
        fields.inOrder(from, "to", to);
        Read decision = decision(fields, today);
        Supplier<List<Sentence>> step = () -> offices.appoint(
                new Appointment(
                        0,
                        code,
                        post,
                        new Person(person, name),
                        standing,
                        from,
                        to.orElse(null),
                        decision.made(),
                        null),
                user.id());
        return finish(
                code, "appointment", fields, step, "organisation.appointment.note", user, locale, model, response);
    }

    @PostMapping("/organisation/{code}/appointments/{id}/end")
    ModelAndView endAppointment(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        allow(rights.mayEdit(user));
        Appointment appointment = offices.book()
                .appointment(id)
                .filter(one -> one.unitCode().equals(code))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var fields = new FormFields(sent, messages, locale);
        ReadEnd end = ending(fields);
        Supplier<List<Sentence>> step = () -> offices.end(appointment, end.made(), user.id());
        return finish(
                code, "end-appointment-" + id, fields, step, "organisation.ended.note", user, locale, model, response);
    }

    @PostMapping("/organisation/{code}/delegations")
    ModelAndView delegate(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        Unit unit = organisation.find(code, today).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        allow(rights.mayDelegate(user, unit, today));
        var fields = new FormFields(sent, messages, locale);
        var kind = fields.oneOf("kind", Delegation.Kind.class, Delegation.Kind.KT);
        long grantor = fields.number("grantor");
        long grantee = fields.number("grantee");
        Optional<Long> through =
                fields.optional("through").isEmpty() ? Optional.empty() : Optional.of(fields.number("through"));
        String scope = fields.text("scope");
        LocalDate from = fields.day("from", today);
        Optional<LocalDate> to = fields.optionalDay("to");
        fields.inOrder(from, "to", to);
        Read decision = decision(fields, today);
        Set<String> types = COMMA.splitAsStream(fields.optional("types"))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .collect(Collectors.toSet());
        // A head gives away what is the head's own; nobody else's post.
        allow(offices.book()
                .appointment(grantor)
                .map(one -> one.unitCode().equals(code) && rights.mayRevoke(user, one))
                .orElse(fields.hasProblems()));
        Supplier<List<Sentence>> step = () -> offices.delegate(
                new Delegation(
                        0,
                        kind,
                        grantor,
                        grantee,
                        through.orElse(null),
                        scope,
                        types,
                        from,
                        to.orElse(null),
                        decision.made(),
                        null),
                user.id());
        return finish(code, "delegation", fields, step, "organisation.delegation.note", user, locale, model, response);
    }

    @PostMapping("/organisation/{code}/delegations/{id}/end")
    ModelAndView revoke(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Delegation delegation =
                offices.book().delegation(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        allow(offices.book()
                .appointment(delegation.grantor())
                .map(one -> rights.mayRevoke(user, one))
                .orElse(false));
        var fields = new FormFields(sent, messages, locale);
        ReadEnd end = ending(fields);
        Supplier<List<Sentence>> step = () -> offices.revoke(delegation, end.made(), user.id());
        return finish(
                code, "end-delegation-" + id, fields, step, "organisation.ended.note", user, locale, model, response);
    }

    /** The fields of a decision, which may still be wrong. */
    private record Read(String number, LocalDate date) {
        Decision made() {
            return new Decision(number, date);
        }
    }

    /** The fields of an end, which may still be wrong. */
    private record ReadEnd(LocalDate lastDay, String reason, Read decision) {
        Ending made() {
            return new Ending(lastDay, reason, decision.made());
        }
    }

    private static Read decision(FormFields fields, LocalDate today) {
        return new Read(fields.text("decision", LONGEST_NAME), fields.day("decisionDate", today));
    }

    private ReadEnd ending(FormFields fields) {
        LocalDate today = LocalDate.now(clock);
        return new ReadEnd(fields.day("lastDay", today), fields.text("reason"), decision(fields, today));
    }

    private ModelAndView finish(
            String code,
            String form,
            FormFields fields,
            Supplier<List<Sentence>> step,
            String note,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        if (!fields.hasProblems()) {
            fields.refuse(step.get());
        }
        if (fields.hasProblems()) {
            page.show(
                    code,
                    LocalDate.now(clock),
                    user,
                    locale,
                    model,
                    Optional.of(new UnitPage.FailedForm(form, fields)));
            return new ModelAndView(UnitPage.VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notes.leave(response, note);
        return new ModelAndView("redirect:/organisation/" + code);
    }

    private static void allow(boolean allowed) {
        if (!allowed) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
