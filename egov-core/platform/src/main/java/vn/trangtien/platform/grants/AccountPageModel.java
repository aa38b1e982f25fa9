package vn.trangtien.platform.grants;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.Account;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.text.VietnameseText;

/** Accounts and grants as the templates show them: names of units, local times, the reader's language. */
final class AccountPageModel {

    /** One account of the list. */
    record Line(Account account, @Nullable String unitName, long grants) {}

    /**
     * One grant.
     *
     * @param state {@code counts}, {@code later}, {@code waits} for a confirmation, or {@code over}
     * @param successor name of the unit at which it can be confirmed
     */
    record Row(
            Grant grant,
            String displayName,
            String unitName,
            String state,
            @Nullable String successor) {

        /** Colour of the state. */
        public String level() {
            return switch (state) {
                case "counts" -> "ok";
                case "waits" -> "high";
                default -> "info";
            };
        }
    }

    /** One line of the history. */
    record Step(LocalDateTime at, String actor, String action, Map<String, String> facts) {}

    /** One row of what a role allows. */
    record Allowance(RoleBook.Period period, List<RoleBook.Permission> permissions) {}

    private final Accounts accounts;
    private final Grants grants;
    private final RoleBook book;
    private final Organisation organisation;
    private final AuditLog audit;
    private final Clock clock;

    AccountPageModel(
            Accounts accounts, Grants grants, RoleBook book, Organisation organisation, AuditLog audit, Clock clock) {
        this.accounts = accounts;
        this.grants = grants;
        this.book = book;
        this.organisation = organisation;
        this.audit = audit;
        this.clock = clock;
    }

    void list(String search, Locale locale, Model model) {
        String wanted = VietnameseText.fold(search.strip());
        List<Grant> current = grants.current(Optional.empty());
        model.addAttribute("q", search);
        model.addAttribute(
                "lines",
                accounts.all().stream()
                        .filter(account -> VietnameseText.fold(account.id() + " " + account.displayName())
                                .contains(wanted))
                        .map(account -> new Line(
                                account,
                                unitName(account.unitCode(), locale),
                                current.stream()
                                        .filter(grant -> grant.accountId().equals(account.id()))
                                        .count()))
                        .toList());
        choices(locale, model);
    }

    void one(Account before, Locale locale, Model model) {
        Account account = accounts.get(before.id()).orElse(before);
        model.addAttribute("account", account);
        model.addAttribute("unitName", unitName(account.unitCode(), locale));
        model.addAttribute("rows", rows(grants.of(account.id()), locale));
        model.addAttribute(
                "history",
                audit.history(Accounts.subject(account.id())).stream()
                        .map(this::step)
                        .toList());
        model.addAttribute("today", LocalDate.now(clock));
        choices(locale, model);
    }

    List<Row> rows(List<Grant> some, Locale locale) {
        return some.stream().map(grant -> row(grant, locale)).toList();
    }

    /** What forms choose from: roles, units in the order of the tree, and what each role allows. */
    void choices(Locale locale, Model model) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute(
                "ownRoles",
                Arrays.stream(Role.values())
                        .filter(role -> role != Role.SERVICE)
                        .toList());
        model.addAttribute("grantableRoles", book.grantable(today));
        model.addAttribute("units", organisation.on(today));
        model.addAttribute(
                "allowances",
                Arrays.stream(Role.values())
                        .flatMap(role -> book.period(role, today).stream())
                        .map(this::allowance)
                        .toList());
        model.addAttribute("locale", locale);
    }

    private Allowance allowance(RoleBook.Period period) {
        return new Allowance(
                period,
                book.permissions().stream()
                        .filter(permission -> period.permissions().contains(permission.name()))
                        .toList());
    }

    private Row row(Grant grant, Locale locale) {
        LocalDate today = LocalDate.now(clock);
        String state = grants.waits(grant)
                ? "waits"
                : grant.isOver(today) ? "over" : grant.isValidOn(today) ? "counts" : "later";
        return new Row(
                grant,
                accounts.get(grant.accountId()).map(Account::displayName).orElse(grant.accountId()),
                Optional.ofNullable(unitName(grant.unitCode(), locale)).orElse(grant.unitCode()),
                state,
                grants.successor(grant).map(unit -> unit.name(locale)).orElse(null));
    }

    /** The name of today; the bare code of a unit that is gone. */
    private @Nullable String unitName(@Nullable String code, Locale locale) {
        if (code == null) {
            return null;
        }
        return organisation
                .find(code, LocalDate.now(clock))
                .map(unit -> unit.name(locale))
                .orElse(code);
    }

    private Step step(AuditEntry entry) {
        return new Step(local(entry.at()), entry.actor(), entry.action(), AuditLog.facts(entry));
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, clock.getZone());
    }
}
