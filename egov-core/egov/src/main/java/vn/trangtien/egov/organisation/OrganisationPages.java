package vn.trangtien.egov.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.UnitLookup;

/** The tree with its search, and the page of one unit, as they were on any day. */
@Controller
class OrganisationPages {

    private final Organisation organisation;
    private final TreeView tree;
    private final UnitPage page;
    private final Clock clock;

    OrganisationPages(Organisation organisation, TreeView tree, UnitPage page, Clock clock) {
        this.organisation = organisation;
        this.tree = tree;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping("/organisation")
    String tree(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String q,
            Locale locale,
            Model model) {
        LocalDate shown = Optional.ofNullable(day).orElseGet(() -> LocalDate.now(clock));
        model.addAttribute("day", shown);
        model.addAttribute("q", q);
        model.addAttribute(
                "levels",
                organisation.levels(shown).stream()
                        .map(level -> level.name(locale))
                        .toList());
        model.addAttribute("count", organisation.on(shown).size());
        model.addAttribute("roots", q.isBlank() ? tree.of(shown, locale) : List.of());
        model.addAttribute("found", tree.found(q, shown, locale));
        model.addAttribute("otherCode", otherCode(q, shown, locale).orElse(null));
        return "egov/organisation";
    }

    @GetMapping("/organisation/{code}")
    String unit(
            @PathVariable String code,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            CurrentUser user,
            Locale locale,
            Model model) {
        if (organisation.history(code).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        LocalDate shown = Optional.ofNullable(day).orElseGet(() -> LocalDate.now(clock));
        page.show(code, shown, user, locale, model, Optional.empty());
        return UnitPage.VIEW;
    }

    /** An older or other code leads on, but says that it is one. */
    private Optional<TreeView.OtherCode> otherCode(String text, LocalDate day, Locale locale) {
        UnitLookup found = organisation.lookUp(text, day);
        if (found instanceof UnitLookup.ByAlias alias) {
            return Optional.of(new TreeView.OtherCode(
                    alias.alias().code(), alias.unit().code(), alias.unit().name(locale), true));
        }
        if (found instanceof UnitLookup.Perhaps perhaps) {
            return Optional.of(new TreeView.OtherCode(
                    text.strip(),
                    perhaps.suggested().code(),
                    perhaps.suggested().name(locale),
                    false));
        }
        return Optional.empty();
    }
}
