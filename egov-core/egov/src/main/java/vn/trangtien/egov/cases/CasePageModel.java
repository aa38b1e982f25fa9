package vn.trangtien.egov.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;

/** Cases as the templates show them: local times, names instead of ids, the reader's language. */
@Component
class CasePageModel {

    /** One line of the list. */
    record Row(
            String number,
            String path,
            String title,
            String place,
            String unitName,
            LocalDate due,
            String urgency,
            String level,
            int daysLeft,
            String state) {}

    /** Everything on the page of a case. */
    record Page(
            Row row,
            String kind,
            String description,
            String sourceLink,
            String requestedBy,
            LocalDateTime openedAt,
            int workingDays,
            String dueExplanation,
            @Nullable String result,
            @Nullable String closedBy,
            @Nullable LocalDateTime closedAt,
            List<Step> history) {}

    /** One line of the history. */
    record Step(long seq, LocalDateTime at, String actor, String action, Map<String, String> facts, String hash) {}

    private final CaseList list;
    private final CaseLinks links;
    private final CaseJournal journal;
    private final Accounts accounts;
    private final Organisation organisation;
    private final MessageSource messages;
    private final Clock clock;

    CasePageModel(
            CaseList list,
            CaseLinks links,
            CaseJournal journal,
            Accounts accounts,
            Organisation organisation,
            MessageSource messages,
            Clock clock) {
        this.list = list;
        this.links = links;
        this.journal = journal;
        this.accounts = accounts;
        this.organisation = organisation;
        this.messages = messages;
        this.clock = clock;
    }

    String path(Case file) {
        return links.path(file.number());
    }

    /** Name of the unit whose cases the list shows; null when it shows the whole city. */
    @Nullable String scope(CurrentUser user, Locale locale) {
        if (!user.is(Role.OFFICIAL) || user.unitCode() == null) {
            return null;
        }
        return organisation
                .find(user.unitCode(), LocalDate.now(clock))
                .map(unit -> unit.name(locale))
                .orElse(null);
    }

    Row row(Case file, Locale locale) {
        Urgency urgency = list.urgency(file);
        return new Row(
                file.number(),
                links.path(file.number()),
                file.brief().title(),
                file.brief().place(),
                file.unit().name(locale),
                file.deadline().date(),
                urgency.name(),
                urgency.level(),
                list.daysLeft(file),
                file.state().name());
    }

    Page page(Case file, Locale locale) {
        Closure closure = file.closure().orElse(null);
        return new Page(
                row(file, locale),
                kind(file.brief().kind(), locale),
                file.brief().description(),
                file.brief().sourceLink(),
                name(file.brief().requestedBy()),
                local(file.openedAt()),
                file.deadline().workingDays(),
                file.deadline().explanation(locale),
                closure == null ? null : closure.result(),
                closure == null ? null : name(closure.closedBy()),
                closure == null ? null : local(closure.at()),
                journal.history(file.number()).stream().map(this::step).toList());
    }

    private Step step(AuditEntry entry) {
        return new Step(
                entry.seq(),
                local(entry.at()),
                name(entry.actor()),
                entry.action(),
                AuditLog.facts(entry),
                entry.hash().substring(0, 12));
    }

    /** The name of a kind that we have a text for; the bare code of any other, since callers choose their kinds. */
    private String kind(String code, Locale locale) {
        String name = messages.getMessage("case.kind." + code, null, code, locale);
        return name == null ? code : name;
    }

    private String name(String actor) {
        return accounts.find(actor).map(CurrentUser::displayName).orElse(actor);
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, clock.getZone());
    }
}
