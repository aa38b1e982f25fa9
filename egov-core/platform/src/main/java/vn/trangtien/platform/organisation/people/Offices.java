package vn.trangtien.platform.organisation.people;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Revised;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.OrganisationChanges;
import vn.trangtien.platform.text.Sentence;

/**
 * Appoints people to posts, lets heads give others leave to sign, and ends both; each with an audit entry of the unit. Thread-safe. Two people who do it at
 * once are taken one after the other.
 */
public final class Offices {

    private final OfficeStore store;
    private final Revised<OfficeBook> book;
    private final Organisation organisation;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;

    Offices(
            OfficeStore store,
            Revised<OfficeBook> book,
            Organisation organisation,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.book = book;
        this.organisation = organisation;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everything that is known now. */
    public OfficeBook book() {
        return book.get();
    }

    /** Who may sign for what, as it is known now. */
    public Signatories signatories() {
        return new Signatories(organisation, book());
    }

    /**
     * Appoints a person.
     *
     * @param wanted its id and ending are ignored
     * @param actor account id
     * @return why not; empty if it was done
     */
    public List<Sentence> appoint(Appointment wanted, String actor) {
        return oneByOne(now -> {
            List<Sentence> problems = new MandateRules(organisation, now).problems(wanted);
            if (problems.isEmpty()) {
                long id = store.add(wanted, actor, at());
                book.changed();
                Map<String, String> facts = facts(wanted.decision());
                facts.put("appointment", Long.toString(id));
                facts.put("person", wanted.person().id());
                facts.put("name", wanted.person().name());
                facts.put("position", wanted.positionCode());
                facts.put("standing", wanted.standing().name());
                facts.put("from", wanted.validFrom().toString());
                facts.put("to", String.valueOf(wanted.validTo()));
                append(actor, "appointment.made", wanted.unitCode(), facts);
            }
            return problems;
        });
    }

    /** Ends an appointment before its time; the delegations given and held in it end with it. */
    public List<Sentence> end(Appointment appointment, Ending ending, String actor) {
        return oneByOne(now -> {
            Appointment known = now.appointment(appointment.id()).orElse(appointment);
            List<Sentence> problems = MandateRules.problems(known.validFrom(), known.lastDay(), ending);
            if (problems.isEmpty()) {
                if (!store.end(OfficeStore.Mandate.APPOINTMENT, known.id(), ending, actor, at())) {
                    return List.of(say("mandate.problem.ended"));
                }
                book.changed();
                Map<String, String> facts = facts(ending.decision());
                facts.put("appointment", Long.toString(known.id()));
                facts.put("person", known.person().id());
                facts.put("name", known.person().name());
                facts.put("position", known.positionCode());
                facts.put("lastDay", ending.lastDay().toString());
                facts.put("reason", ending.reason());
                append(actor, "appointment.ended", known.unitCode(), facts);
            }
            return problems;
        });
    }

    /**
     * Lets somebody sign.
     *
     * @param wanted its id and ending are ignored
     * @param actor account id
     * @return why not; empty if it was done
     */
    public List<Sentence> delegate(Delegation wanted, String actor) {
        return oneByOne(now -> {
            List<Sentence> problems = new MandateRules(organisation, now).problems(wanted);
            if (problems.isEmpty()) {
                long id = store.add(wanted, actor, at());
                book.changed();
                Map<String, String> facts = facts(wanted.decision());
                facts.put("delegation", Long.toString(id));
                facts.put("capacity", wanted.kind().name());
                now.appointment(wanted.grantee()).ifPresent(to -> {
                    facts.put("person", to.person().id());
                    facts.put("name", to.person().name());
                });
                facts.put("scope", wanted.scope());
                facts.put("types", String.join(", ", wanted.documentTypes()));
                facts.put("from", wanted.validFrom().toString());
                facts.put("to", String.valueOf(wanted.validTo()));
                append(actor, "delegation.given", unitOf(now, wanted), facts);
            }
            return problems;
        });
    }

    /** Takes a delegation back before its time. */
    public List<Sentence> revoke(Delegation delegation, Ending ending, String actor) {
        return oneByOne(now -> {
            Delegation known = now.delegation(delegation.id()).orElse(delegation);
            List<Sentence> problems = MandateRules.problems(known.validFrom(), known.lastDay(), ending);
            if (problems.isEmpty()) {
                if (!store.end(OfficeStore.Mandate.DELEGATION, known.id(), ending, actor, at())) {
                    return List.of(say("mandate.problem.ended"));
                }
                book.changed();
                Map<String, String> facts = facts(ending.decision());
                facts.put("delegation", Long.toString(known.id()));
                facts.put("capacity", known.kind().name());
                facts.put("lastDay", ending.lastDay().toString());
                facts.put("reason", ending.reason());
                append(actor, "delegation.revoked", unitOf(now, known), facts);
            }
            return problems;
        });
    }

    /** Checks and writes against the rows of this moment, not against what is remembered. */
    private List<Sentence> oneByOne(Function<OfficeBook, List<Sentence>> step) {
        return Optional.ofNullable(transactions.execute(status -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtext('platform.offices'))")
                            .query((row, n) -> n)
                            .single();
                    return step.apply(store.load());
                }))
                .orElse(List.of());
    }

    private static String unitOf(OfficeBook now, Delegation delegation) {
        return now.appointment(delegation.grantor()).map(Appointment::unitCode).orElse("");
    }

    private void append(String actor, String action, String unitCode, Map<String, String> facts) {
        audit.append(actor, action, OrganisationChanges.subject(unitCode), facts);
    }

    private static Map<String, String> facts(Decision decision) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("decision", decision.number());
        facts.put("decisionDate", decision.date().toString());
        return facts;
    }

    private OffsetDateTime at() {
        return Timestamps.toDatabase(clock.instant());
    }

    private static Sentence say(String key) {
        return Sentence.of(Signatories.BUNDLE, key);
    }
}
