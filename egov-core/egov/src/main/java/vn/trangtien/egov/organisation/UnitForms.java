package vn.trangtien.egov.organisation;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
import vn.trangtien.platform.organisation.Alias;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.OrganisationChanges;
import vn.trangtien.platform.organisation.Successor;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.organisation.UnitChange;
import vn.trangtien.platform.web.FormFields;
import vn.trangtien.platform.web.Notes;

/** Changes of the tree by an administrator, each with its legal basis: 403 without the right, 422 with everything that is wrong. */
@Controller
class UnitForms {

    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern CODE = Pattern.compile("[A-Z][0-9A-Za-zĐ]{1,2}(\\.[0-9A-Za-zĐ]{1,10})*");
    private static final int LONGEST_ABBREVIATION = 20;

    /** A form that was understood: the change, or nothing if a field was wrong. */
    @FunctionalInterface
    private interface Reading {
        UnitChange of(FormFields fields);
    }

    private final Organisation organisation;
    private final OrganisationChanges changes;
    private final OrganisationRights rights;
    private final UnitPage page;
    private final MessageSource messages;
    private final Clock clock;

    UnitForms(
            Organisation organisation,
            OrganisationChanges changes,
            OrganisationRights rights,
            UnitPage page,
            MessageSource messages,
            Clock clock) {
        this.organisation = organisation;
        this.changes = changes;
        this.rights = rights;
        this.page = page;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param form {@code alter}, {@code close}, {@code open} (a unit below), {@code alias} or {@code decide} */
    @PostMapping("/organisation/{code}/changes/{form}")
    ModelAndView change(
            @PathVariable String code,
            @PathVariable String form,
            @RequestParam MultiValueMap<String, String> sent,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        if (!rights.mayEdit(user)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (organisation.history(code).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Reading reading = switch (form) {
            case "alter" -> fields -> alter(code, fields);
            case "close" -> fields -> close(code, fields);
            case "open" -> fields -> open(code, fields);
            case "alias" -> fields -> alias(code, fields);
            case "decide" -> fields -> new UnitChange.Decide(code, LocalDate.now(clock), fields.text("successor"));
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
        var fields = new FormFields(sent, messages, locale);
        UnitChange change = reading.of(fields);
        String basis = fields.text("basis");
        if (!fields.hasProblems()) {
            fields.refuse(changes.record(change, basis, user.id()).stream().toList());
        }
        if (fields.hasProblems()) {
            LocalDate today = LocalDate.now(clock);
            page.show(code, today, user, locale, model, Optional.of(new UnitPage.FailedForm(form, fields)));
            return new ModelAndView(UnitPage.VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notes.leave(response, "organisation.changed.note");
        return new ModelAndView("redirect:/organisation/" + change.code());
    }

    private UnitChange alter(String code, FormFields fields) {
        return new UnitChange.Alter(
                code,
                fields.day("day", LocalDate.now(clock)),
                fields.text("nameVi"),
                fields.text("nameEn"),
                fields.text("abbreviation", LONGEST_ABBREVIATION),
                parent(fields));
    }

    private @Nullable String parent(FormFields fields) {
        String parent = fields.optional("parent");
        return parent.isEmpty() ? null : parent;
    }

    /** One successor a line: its code, and after a colon what it gets in Vietnamese and, after a bar, in English. */
    private UnitChange close(String code, FormFields fields) {
        var heirs = new ArrayList<Successor>();
        for (String line : LINE.split(fields.optional("successors"))) {
            if (!line.isBlank()) {
                int colon = line.indexOf(':');
                String share = colon < 0 ? "" : line.substring(colon + 1).strip();
                int bar = share.indexOf('|');
                heirs.add(new Successor(
                        (colon < 0 ? line : line.substring(0, colon)).strip(),
                        (bar < 0 ? share : share.substring(0, bar)).strip(),
                        (bar < 0 ? share : share.substring(bar + 1)).strip()));
            }
        }
        return new UnitChange.Close(code, fields.day("day", LocalDate.now(clock)), heirs);
    }

    private UnitChange open(String parent, FormFields fields) {
        String code = fields.text("code", 13);
        if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            fields.refuseField("code", "organisation.problem.code");
        }
        LocalDate day = fields.day("day", LocalDate.now(clock));
        String level = fields.optional("level");
        return new UnitChange.Open(new Unit(
                fields.hasProblems() ? "?" : code,
                fields.text("nameVi"),
                fields.text("nameEn"),
                fields.text("abbreviation", LONGEST_ABBREVIATION),
                fields.oneOf("unit-kind", Unit.Kind.class, Unit.Kind.OFFICE),
                level.isEmpty() ? null : level,
                parent,
                day,
                null,
                List.of(),
                List.of(),
                fields.text("basis")));
    }

    private UnitChange alias(String code, FormFields fields) {
        return new UnitChange.AddAlias(
                code,
                fields.day("day", LocalDate.now(clock)),
                new Alias(
                        fields.text("alias", 40),
                        fields.oneOf("scheme", Alias.Scheme.class, Alias.Scheme.OTHER),
                        fields.text("basis")));
    }
}
