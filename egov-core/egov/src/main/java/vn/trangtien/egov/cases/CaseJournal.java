package vn.trangtien.egov.cases;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseEvent;
import vn.trangtien.platform.outbox.Outbox;

/** Announces what happened to a case to other services and writes it into the audit log, in the caller's transaction. */
@Component
class CaseJournal {

    static final String OPENED = "case.opened";
    static final String CLOSED = "case.closed";
    static final String DUE_MOVED = "case.due.moved";
    private static final String SYSTEM = "system";

    private final Outbox outbox;
    private final AuditLog audit;
    private final CaseLinks links;

    CaseJournal(Outbox outbox, AuditLog audit, CaseLinks links) {
        this.outbox = outbox;
        this.audit = audit;
        this.links = links;
    }

    /** The outbox first and the audit log last, whose head everybody waits for. */
    void write(Case changed) {
        for (CaseHappening happening : changed.takeHappenings()) {
            announce(changed, happening.at());
            if (happening instanceof CaseHappening.Opened opened) {
                audit.append(opened.requestedBy(), OPENED, subject(changed.number()), openingFacts(changed));
            } else if (happening instanceof CaseHappening.Closed closed) {
                audit.append(
                        closed.closedBy(),
                        CLOSED,
                        subject(changed.number()),
                        Map.of("result", closed.result(), "late", Boolean.toString(closed.late())));
            } else if (happening instanceof CaseHappening.DeadlineMoved moved) {
                audit.append(
                        SYSTEM,
                        DUE_MOVED,
                        subject(changed.number()),
                        Map.of(
                                "before",
                                moved.before().toString(),
                                "after",
                                moved.after().toString(),
                                "basis",
                                moved.basis()));
            }
        }
    }

    List<AuditEntry> history(String number) {
        return audit.history(subject(number));
    }

    private void announce(Case changed, Instant at) {
        outbox.publish(
                CaseApi.TOPIC,
                changed.number(),
                new CaseEvent(
                        UUID.randomUUID().toString(),
                        changed.number(),
                        changed.brief().idempotencyKey(),
                        changed.state().name(),
                        changed.unit().nameVi(),
                        changed.deadline().date(),
                        links.absolute(changed.number()),
                        at));
    }

    private static Map<String, String> openingFacts(Case opened) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("title", opened.brief().title());
        facts.put("kind", opened.brief().kind());
        facts.put("unit", opened.unit().code());
        facts.put("unitName", opened.unit().nameVi());
        facts.put("due", opened.deadline().date().toString());
        facts.put("source", opened.brief().sourceLink());
        facts.put("key", opened.brief().idempotencyKey());
        return facts;
    }

    private static String subject(String number) {
        return "case:" + number;
    }
}
