package vn.trangtien.city.alarm;

import static vn.trangtien.platform.database.Timestamps.toDatabase;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.city.alarm.core.Threshold;
import vn.trangtien.city.ingest.GatewayNames;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseEvent;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.outbox.Outbox;

/** The cases of alarms: what is asked of egov-core, and what is kept of its answers on the alarm's row. */
@Component
class CaseBook {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
    private static final String KEY = "alarm:";

    private final CaseDesk desk;
    private final Alarms alarms;
    private final AlarmReader reader;
    private final AlarmWriter writer;
    private final GatewayNames names;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final String address;

    CaseBook(
            CaseDesk desk,
            Alarms alarms,
            AlarmReader reader,
            AlarmWriter writer,
            GatewayNames names,
            JdbcClient jdbc,
            Outbox outbox,
            Clock clock,
            @Value("${trangtien.links.city:http://127.0.0.1:8080}") String address) {
        this.desk = desk;
        this.alarms = alarms;
        this.reader = reader;
        this.writer = writer;
        this.names = names;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.address = address;
    }

    boolean isOpenedBySomebody(AlarmRow alarm) {
        return alarm.aCase() != null && hasOpeningLine(alarm.id());
    }

    CaseView ask(AlarmRow alarm, CurrentUser by) throws CaseDeskUnavailable {
        return desk.open(request(alarm, by));
    }

    /** Keeps the answer; {@code false} if this opening is on record already. In the caller's transaction. */
    boolean keepOpened(UUID id, CaseView opened, String by) {
        AlarmRow alarm = reader.lock(id).orElseThrow(() -> new NoSuchAlarm(id));
        // What Kafka told first stands: it may be newer than this answer.
        keep(
                id,
                opened.number(),
                opened.state(),
                opened.unitName(),
                opened.dueDate(),
                opened.link(),
                opened.openedAt());
        if (hasOpeningLine(id)) {
            return false;
        }
        Instant now = clock.instant();
        writer.history(id, now, "CASE_OPENED", null, null, by, opened.number());
        tell(alarm, "CASE_OPENED", now);
        return true;
    }

    void keepChange(CaseEvent event) {
        Optional<AlarmRow> alarm = idOf(event.idempotencyKey()).flatMap(reader::lock);
        if (alarm.isEmpty()) {
            return;
        }
        UUID id = alarm.get().id();
        boolean news =
                keep(id, event.number(), event.state(), event.unitName(), event.dueDate(), event.link(), event.at());
        if (news) {
            if (event.state().equals(CaseApi.CLOSED)) {
                writer.history(id, event.at(), "CASE_CLOSED", null, null, event.unitName(), event.number());
            }
            tell(alarm.get(), "CASE_CHANGED", event.at());
        }
    }

    private boolean keep(
            UUID id,
            String number,
            String state,
            String unit,
            java.time.@Nullable LocalDate due,
            @Nullable String link,
            Instant at) {
        return jdbc.sql("""
                                update city.alarm
                                set case_number = :number, case_state = :state, case_unit = :unit, case_due = :due,
                                    case_link = :link, case_changed_at = :at
                                where id = :id and (case_changed_at is null or case_changed_at < :at)""")
                        .param("id", id)
                        .param("number", number)
                        .param("state", state)
                        .param("unit", unit)
                        .param("due", due)
                        .param("link", link)
                        .param("at", toDatabase(at))
                        .update()
                > 0;
    }

    private boolean hasOpeningLine(UUID id) {
        return jdbc.sql("select exists (select 1 from city.alarm_history where alarm = :id and kind = 'CASE_OPENED')")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private void tell(AlarmRow alarm, String kind, Instant at) {
        outbox.publish(
                AlarmChanged.TOPIC,
                alarm.source(),
                new AlarmChanged(alarm.id(), kind, alarm.source(), alarm.gateway(), at));
    }

    /** The request, in Vietnamese: it becomes part of a file of the administration. */
    CaseRequest request(AlarmRow alarm, CurrentUser by) {
        Rule rule = alarms.ruleOf(alarm);
        Threshold threshold = rule.threshold(Math.min(alarm.namingLevel(), rule.levels()));
        String place = names.of(alarm.gateway());
        String title =
                "%s: %s tại %s".formatted(rule.title().vi(), threshold.title().vi(), place);
        String description = """
                %s
                Phát sinh: %s. %s
                Hậu quả: %s
                Việc cần làm: %s
                Căn cứ: %s (%s). %s
                Nguồn: %s%s
                """.formatted(
                title + ".",
                when(alarm.raisedAt()),
                finding(alarm, rule, threshold),
                rule.consequence().vi(),
                rule.action().vi(),
                rule.source().title().vi(),
                rule.source().reference().vi(),
                rule.source().remark().vi(),
                alarm.source(),
                alarm.simulated() ? " (số liệu mô phỏng)" : "").strip();
        return new CaseRequest(
                KEY + alarm.id(),
                rule.caseKind(),
                title,
                description,
                place,
                rule.unitCode(),
                rule.workingDays(),
                address + "/alarms/" + alarm.id(),
                by.id());
    }

    /** What was found: the words of whoever reported it, or the value that was judged. */
    private String finding(AlarmRow alarm, Rule rule, Threshold threshold) {
        Text message = alarm.message();
        if (message != null) {
            return "Nội dung báo: " + message.vi() + ".";
        }
        return "Giá trị gần nhất: %s %s (lúc %s), cao nhất trong đợt: %s %s, ngưỡng %s: %s %s%s."
                .formatted(
                        number(alarm.value()),
                        rule.unit(),
                        when(alarm.valueAt()),
                        number(alarm.peakValue()),
                        rule.unit(),
                        threshold.code(),
                        number(threshold.limit()),
                        rule.unit(),
                        threshold.verified() ? "" : " (chưa đối chiếu văn bản gốc)");
    }

    private static Optional<UUID> idOf(String idempotencyKey) {
        if (!idempotencyKey.startsWith(KEY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(idempotencyKey.substring(KEY.length())));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private String when(Instant at) {
        return WHEN.format(at.atZone(clock.getZone()));
    }

    private static String number(double value) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(VIETNAMESE)).format(value);
    }
}
