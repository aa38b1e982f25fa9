package vn.trangtien.city.alarm;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.RuleBook;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.events.CameraAlert;

/**
 * What cameras report becomes alarms: one for each camera, kind and rule, however many objects it is about, and it holds until the
 * last of them is over. Thread-safe.
 */
@Service
class CameraAlarms {

    private static final String OTHER = "OTHER";
    private static final double HOLDS = 1;
    private static final double OVER = 0;

    private final RuleBook rules;
    private final ReportedAlarms reported;
    private final AlarmEngine engine;
    private final OpenCameraAlerts open;
    private final Clock clock;

    CameraAlarms(RuleBook rules, ReportedAlarms reported, AlarmEngine engine, OpenCameraAlerts open, Clock clock) {
        this.rules = rules;
        this.reported = reported;
        this.engine = engine;
        this.open = open;
        this.clock = clock;
    }

    /** Takes reports, of each camera in the order given, in one transaction; taking them twice changes nothing. */
    @Transactional
    void reported(List<CameraAlert> alerts) {
        var candidates = new TreeMap<TrackerKey, List<Candidate>>();
        var last = new HashMap<String, Instant>();
        for (CameraAlert alert : alerts) {
            String source = source(alert);
            boolean over = alert.state().equals("ENDED");
            if (over) {
                open.ended(source, alert.id());
            } else {
                open.began(source, alert.id(), alert.at());
            }
            boolean holds = open.holds(source);
            reported.collect(
                    candidates,
                    Measure.CAMERA,
                    source,
                    holds ? HOLDS : OVER,
                    last.merge(source, alert.at(), CameraAlarms::after),
                    alert.simulated(),
                    over ? null : words(alert));
        }
        candidates.forEach(engine::judge);
    }

    /**
     * Ends what nobody has ended: a gateway that was switched off in the middle never says that it is over.
     *
     * @return how many reports were given up
     */
    @Transactional
    int giveUp() {
        var candidates = new TreeMap<TrackerKey, List<Candidate>>();
        List<String> sources = open.forget();
        for (String source : sources) {
            if (!open.holds(source)) {
                reported.collect(candidates, Measure.CAMERA, source, OVER, clock.instant(), false, null);
            }
        }
        candidates.forEach(engine::judge);
        return sources.size();
    }

    /** One frame may end one report and begin another; what came later counts. */
    private static Instant after(Instant before, Instant at) {
        return at.isAfter(before.plusMillis(1)) ? at : before.plusMillis(1);
    }

    private String source(CameraAlert alert) {
        String own = part(alert.account()) + "/" + part(alert.gateway()) + "/" + part(alert.camera()) + "/";
        String named = own + part(alert.kind()) + "/" + part(alert.rule());
        boolean isKnown = rules.watching(Measure.CAMERA, named, LocalDate.now(clock))
                .findAny()
                .isPresent();
        return isKnown ? named : own + OTHER + "/" + part(alert.kind());
    }

    /** Names come from a gateway's configuration: a slash in one would make another source of it. */
    private static String part(String name) {
        return name.isBlank() ? "-" : name.replace('/', '-');
    }

    private static @Nullable Text words(CameraAlert alert) {
        String english = alert.reason().isBlank() ? alert.kind() : alert.reason();
        String vietnamese = alert.reasonVietnamese().isBlank() ? english : alert.reasonVietnamese();
        return ReportedAlarms.text(
                "%s: %s (độ tin cậy %s)"
                        .formatted(alert.camera(), vietnamese, share(alert, Locale.forLanguageTag("vi-VN"))),
                "%s: %s (confidence %s)".formatted(alert.camera(), english, share(alert, Locale.UK)));
    }

    private static String share(CameraAlert alert, Locale locale) {
        return new DecimalFormat("0 %", DecimalFormatSymbols.getInstance(locale)).format(alert.confidence());
    }
}
