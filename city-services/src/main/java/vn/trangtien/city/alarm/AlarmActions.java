package vn.trangtien.city.alarm;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.city.alarm.core.Tracker;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.cases.CaseEvent;
import vn.trangtien.platform.cases.CaseView;
import vn.trangtien.platform.identity.CurrentUser;

/**
 * What people do to alarms. Each deed, its history and its audit entry are one transaction; each may be repeated without
 * harm, because a button is pressed twice and an answer gets lost.
 */
@Service
public class AlarmActions {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmActions.class);

    /** What came of taking notice. */
    public enum Outcome {
        DONE,
        /** Somebody had done it already, or the alarm has ended. */
        NOTHING_TO_DO,
        /** The alarm has become graver than the person saw; nothing was changed. */
        GRAVER_THAN_SEEN
    }

    private final AlarmReader reader;
    private final TrackerStore trackers;
    private final AlarmEngine engine;
    private final CaseBook cases;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    AlarmActions(
            AlarmReader reader,
            TrackerStore trackers,
            AlarmEngine engine,
            CaseBook cases,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.reader = reader;
        this.trackers = trackers;
        this.engine = engine;
        this.cases = cases;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes notice of an alarm.
     *
     * @param note what the person wants to add
     * @param seenLevel the level on the person's screen; if the alarm stands on a graver one meanwhile nothing is done
     * @throws NoSuchAlarm if there is none
     */
    public Outcome acknowledge(UUID id, CurrentUser by, @Nullable String note, @Nullable Integer seenLevel) {
        return transactions.execute(status -> {
            TrackerKey key =
                    reader.find(id).orElseThrow(() -> new NoSuchAlarm(id)).key();
            Tracker tracker = trackers.lock(key);
            if (!id.equals(tracker.alarm())) {
                return Outcome.NOTHING_TO_DO;
            }
            if (seenLevel != null && tracker.level() > seenLevel) {
                return Outcome.GRAVER_THAN_SEEN;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Tracker.Step step = tracker.acknowledge(now, by.displayName(), note);
            if (step.events().isEmpty()) {
                return Outcome.NOTHING_TO_DO;
            }
            trackers.save(key, step.tracker());
            engine.record(key, step, false);
            audit.append(
                    by.id(),
                    "alarm.acknowledged",
                    subject(id),
                    Map.of(
                            "source", key.source(),
                            "rule", key.rule(),
                            "level", String.valueOf(tracker.level()),
                            "note", note == null ? "" : note));
            return Outcome.DONE;
        });
    }

    /**
     * Opens a case for the responsible unit, or finds the one that was opened before.
     *
     * @throws NoSuchAlarm if there is no such alarm
     * @throws CaseDeskUnavailable if egov-core did not say that there is a case; it may be asked again
     */
    public void openCase(UUID id, CurrentUser by) throws CaseDeskUnavailable {
        AlarmRow alarm = reader.find(id).orElseThrow(() -> new NoSuchAlarm(id));
        if (cases.isOpenedBySomebody(alarm)) {
            return;
        }
        CaseView opened = cases.ask(alarm, by);
        transactions.executeWithoutResult(status -> {
            if (cases.keepOpened(id, opened, by.displayName())) {
                audit.append(
                        by.id(),
                        "alarm.case-opened",
                        subject(id),
                        Map.of(
                                "case",
                                opened.number(),
                                "unit",
                                opened.unitCode(),
                                "due",
                                opened.dueDate().toString()));
            }
        });
        LOG.info("alarm={} case={} unit={}", id, opened.number(), opened.unitCode());
    }

    /** A case that was opened for an alarm has changed; an older or repeated event changes nothing. */
    public void caseChanged(CaseEvent event) {
        transactions.executeWithoutResult(status -> cases.keepChange(event));
    }

    private static String subject(UUID id) {
        return "alarm:" + id;
    }
}
