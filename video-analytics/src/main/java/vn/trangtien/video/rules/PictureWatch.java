package vn.trangtien.video.rules;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.gauge.GaugeReader;
import vn.trangtien.video.gauge.GaugeReading;
import vn.trangtien.video.hint.Hint;
import vn.trangtien.video.hint.HintFinder;
import vn.trangtien.video.hint.HintKind;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.rules.Findings.Ticket;
import vn.trangtien.video.rules.RuleAlert.Kind;

/** The rules that look at pixels instead of objects: gauges and hints. */
final class PictureWatch {

    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final long HOLDS_MICROS = 2_000_000;
    private static final long CLEAR_MICROS = 10_000_000;
    private static final long OUTDATED_MICROS = 60_000_000;

    private final List<GaugeReader> gauges;
    private final boolean hinting;
    private final HintFinder finder;
    private final Map<String, GaugeReading> readings = new LinkedHashMap<>();
    private final Map<HintKind, Open> hints = new EnumMap<>(HintKind.class);

    private static final class Open {
        private final Hysteresis hysteresis = new Hysteresis(0, CLEAR_MICROS);
        private @Nullable Ticket ticket;
        private @Nullable Hint last;
        private long lastMicros;
    }

    PictureWatch(ViewRules rules) {
        this.gauges = rules.gauges().stream().map(GaugeReader::new).toList();
        this.hinting = !rules.hints().isEmpty();
        this.finder = new HintFinder(rules.hints());
        rules.hints().forEach(kind -> hints.put(kind, new Open()));
    }

    boolean needsPictures() {
        return hinting || !gauges.isEmpty();
    }

    void look(Picture picture) {
        long now = picture.presentationMicros();
        for (GaugeReader gauge : gauges) {
            gauge.look(picture).ifPresent(reading -> readings.put(reading.name(), reading));
        }
        if (hinting) {
            for (Hint hint : finder.look(picture.part(WHOLE, HintFinder.WIDTH, HintFinder.HEIGHT), now)) {
                Open open = hints.get(hint.kind());
                if (open != null) {
                    open.last = hint;
                    open.lastMicros = now;
                }
            }
        }
    }

    void tell(Findings findings) {
        hints.forEach((kind, open) -> {
            Hint hint = open.last;
            if (hint == null) {
                return;
            }
            boolean seen = Math.abs(findings.now() - open.lastMicros) <= HOLDS_MICROS;
            Kind alert = kind == HintKind.FIRE ? Kind.FIRE_HINT : Kind.SMOKE_HINT;
            switch (open.hysteresis.update(seen, findings.now())) {
                case BEGINS ->
                    open.ticket = findings.began(
                            alert, name(kind), OptionalInt.empty(), hint.share(), hint.confidence(), reason(kind));
                case ENDS -> {
                    if (open.ticket != null) {
                        findings.ended(open.ticket, hint.share(), hint.confidence(), reason(kind));
                    }
                }
                case NONE -> {}
            }
        });
    }

    private static String name(HintKind kind) {
        return kind == HintKind.FIRE ? "fire_hint" : "smoke_hint";
    }

    private static Reason reason(HintKind kind) {
        return kind == HintKind.FIRE
                ? new Reason(
                        "this may be fire; a hint for a person to look, not an alarm",
                        "có thể là lửa; chỉ là gợi ý để người trực kiểm tra, không phải báo động")
                : new Reason(
                        "this may be smoke; a hint for a person to look, not an alarm",
                        "có thể là khói; chỉ là gợi ý để người trực kiểm tra, không phải báo động");
    }

    void measure(long now, List<RuleMeasure> measures) {
        readings.forEach((name, reading) -> {
            if (now - reading.presentationMicros() <= OUTDATED_MICROS) {
                String measure = "gauge." + name;
                measures.add(new RuleMeasure(measure + ".level", reading.metres(), "m", reading.confidence()));
                measures.add(new RuleMeasure(measure + ".error", reading.errorMetres(), "m", reading.confidence()));
            }
        });
    }
}
