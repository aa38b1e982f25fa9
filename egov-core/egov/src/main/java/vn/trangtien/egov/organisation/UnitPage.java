package vn.trangtien.egov.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.OrganisationChanges;
import vn.trangtien.platform.organisation.Succession;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.web.FormFields;

/** Everything on the page of one unit on one day. */
@Component
class UnitPage {

    static final String VIEW = "egov/unit";

    /** A unit to go to. */
    record Link(String code, String name, LocalDate day) {}

    /** One period of the code. */
    record Period(String name, LocalDate from, @Nullable LocalDate to, String source, boolean shown) {}

    /** Who got a share of the work. */
    record Heir(String code, String name, String share, boolean exists) {}

    /** What stands at the head of the page. */
    record Head(
            String code,
            String name,
            String otherName,
            String abbreviation,
            @Nullable String level,
            String kind,
            LocalDate from,
            @Nullable LocalDate to,
            String source,
            boolean exists,
            boolean split,
            List<Link> path,
            List<String> aliases) {}

    private final Organisation organisation;
    private final OrganisationChanges changes;
    private final OrganisationRights rights;
    private final PeopleView people;
    private final UnitHistory history;
    private final Clock clock;

    UnitPage(
            Organisation organisation,
            OrganisationChanges changes,
            OrganisationRights rights,
            PeopleView people,
            UnitHistory history,
            Clock clock) {
        this.organisation = organisation;
        this.changes = changes;
        this.rights = rights;
        this.people = people;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Fills the model.
     *
     * @param failed the form that was refused, if any
     */
    void show(String code, LocalDate day, CurrentUser user, Locale locale, Model model, Optional<FailedForm> failed) {
        LocalDate today = LocalDate.now(clock);
        Unit unit = organisation.find(code, day).orElseGet(() -> nearest(code, day));
        LocalDate shown = unit.isValidOn(day) ? day : lastDay(unit);
        boolean exists = unit.isValidOn(day);
        Succession succession = organisation.succession(code, day);
        model.addAttribute("day", day);
        model.addAttribute("today", today);
        model.addAttribute("unit", head(unit, shown, exists, succession, locale));
        model.addAttribute("periods", periods(code, unit, locale));
        model.addAttribute("heirs", exists ? List.of() : heirs(unit, day, locale));
        model.addAttribute("predecessors", predecessors(code, locale));
        model.addAttribute("children", links(organisation.below(code, shown), shown, locale));
        model.addAttribute("posts", people.posts(unit, shown, today, user, locale));
        model.addAttribute("signing", people.signing(unit, day, locale));
        model.addAttribute("delegations", people.delegations(unit, shown, today, user, locale));
        model.addAttribute("past", people.past(unit, shown, locale));
        model.addAttribute("history", history.of(changes.journal(code)));
        boolean present = organisation.find(code, today).isPresent();
        model.addAttribute("mayEdit", rights.mayEdit(user));
        model.addAttribute("mayDelegate", present && rights.mayDelegate(user, unit, today));
        model.addAttribute("choices", people.choices(unit, today, locale));
        model.addAttribute("kinds", Unit.Kind.values());
        model.addAttribute("levelChoices", organisation.levels(today));
        model.addAttribute("failed", failed.map(FailedForm::form).orElse(""));
        model.addAttribute(
                "problems", failed.map(one -> one.fields().problems()).orElse(List.of()));
        model.addAttribute("fields", failed.map(FailedForm::fields).orElse(null));
        model.addAttribute("typed", failed.map(one -> one.fields().values()).orElse(Map.of()));
    }

    /** A form that was refused, with what was typed into it. */
    record FailedForm(String form, FormFields fields) {}

    /** The last period before a day, or the first one if the day lies before all. */
    private Unit nearest(String code, LocalDate day) {
        List<Unit> periods = organisation.history(code);
        return periods.stream()
                .filter(period -> period.validFrom().isBefore(day))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> periods.get(0));
    }

    private static LocalDate lastDay(Unit unit) {
        LocalDate last = unit.validTo();
        return last == null ? unit.validFrom() : last;
    }

    private Head head(Unit unit, LocalDate shown, boolean exists, Succession succession, Locale locale) {
        String code = unit.level();
        boolean english = locale.getLanguage().equals("en");
        return new Head(
                unit.code(),
                unit.name(locale),
                english ? unit.nameVi() : unit.nameEn(),
                unit.abbreviation(),
                code == null
                        ? null
                        : organisation
                                .level(code, shown)
                                .map(level -> level.name(locale))
                                .orElse(code),
                unit.kind().name(),
                unit.validFrom(),
                unit.validTo(),
                unit.source(),
                exists,
                succession instanceof Succession.Split,
                links(
                        organisation.pathTo(unit, shown).stream()
                                .filter(above -> !above.code().equals(unit.code()))
                                .toList(),
                        shown,
                        locale),
                unit.aliases().stream().map(alias -> alias.code()).toList());
    }

    private List<Period> periods(String code, Unit shown, Locale locale) {
        return organisation.history(code).stream()
                .map(period -> new Period(
                        period.name(locale),
                        period.validFrom(),
                        period.validTo(),
                        period.source(),
                        period.equals(shown)))
                .toList();
    }

    private List<Heir> heirs(Unit unit, LocalDate day, Locale locale) {
        return unit.successors().stream()
                .map(heir -> {
                    Optional<Unit> now = organisation.responsible(heir.code(), day);
                    return new Heir(
                            now.map(Unit::code).orElse(heir.code()),
                            now.map(one -> one.name(locale)).orElse(heir.code()),
                            heir.share(locale),
                            now.isPresent());
                })
                .toList();
    }

    private List<Link> predecessors(String code, Locale locale) {
        return organisation.predecessors(code).stream()
                .map(unit -> new Link(unit.code(), unit.name(locale), lastDay(unit)))
                .toList();
    }

    private static List<Link> links(List<Unit> units, LocalDate day, Locale locale) {
        return units.stream()
                .map(unit -> new Link(unit.code(), unit.name(locale), day))
                .toList();
    }
}
