package vn.trangtien.video;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import vn.trangtien.video.event.ObjectIds;
import vn.trangtien.video.health.ViewHealth;
import vn.trangtien.video.health.ViewTrouble;
import vn.trangtien.video.rules.RuleAlert;

/**
 * Gives alerts an id that nobody uses a second time, the same for beginning and end, and ends what is still open when the
 * camera is switched off or gives no pictures any more. Confined to the thread of its camera.
 */
final class Alerts {

    /** Longer than any rule and any trouble of the view takes to be over once pictures come again. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private static final Words SWITCHED_OFF = new Words("the camera was switched off", "camera đã được tắt");
    private static final Words LOST =
            new Words("the camera gives no pictures any more", "camera không còn cho hình ảnh");

    private final String camera;
    private final ObjectIds ids;
    private final CameraListener listener;
    private final Meter meter;
    private final Map<String, ViewAlert> open = new LinkedHashMap<>();
    private final Map<String, ViewAlert> lapsed = new LinkedHashMap<>();
    private Instant againAt = Instant.EPOCH;

    Alerts(String camera, ObjectIds ids, CameraListener listener, Meter meter) {
        this.camera = camera;
        this.ids = ids;
        this.listener = listener;
        this.meter = meter;
    }

    /** @param objects gives the id in events of a track; empty if it is not believed */
    void tell(RuleAlert alert, Function<Integer, Optional<String>> objects, Instant at) {
        Optional<String> object =
                alert.object().isPresent() ? objects.apply(alert.object().getAsInt()) : Optional.empty();
        tell(
                "rule " + alert.number(),
                ViewAlert.Kind.valueOf(alert.kind().name()),
                alert.state() == RuleAlert.State.BEGAN,
                alert.rule(),
                object,
                alert.value(),
                alert.confidence(),
                new Words(alert.reason(), alert.reasonVietnamese()),
                at);
    }

    /** Something is wrong with the view itself, or no longer. */
    void tell(ViewHealth.Change change, Instant at) {
        ViewTrouble trouble = change.trouble();
        tell(
                trouble.name(),
                ViewAlert.Kind.valueOf(trouble.name()),
                change.began(),
                trouble.name().toLowerCase(Locale.ROOT),
                Optional.empty(),
                OptionalDouble.empty(),
                change.confidence(),
                new Words(trouble.english(), trouble.vietnamese()),
                at);
    }

    /** One sentence in both languages. */
    record Words(String english, String vietnamese) {}

    private void tell(
            String key,
            ViewAlert.Kind kind,
            boolean begins,
            String rule,
            Optional<String> object,
            OptionalDouble value,
            double confidence,
            Words words,
            Instant at) {
        if (!begins && lapsed.remove(key) != null) {
            return;
        }
        ViewAlert began = open.get(key);
        if (begins == (began != null)) {
            return;
        }
        String id = began == null ? ids.next(at) : began.id();
        ViewAlert.State state = begins ? ViewAlert.State.BEGAN : ViewAlert.State.ENDED;
        Optional<String> about = object.or(() -> began == null ? Optional.empty() : began.object());
        var alert = new ViewAlert(
                id, camera, kind, state, rule, about, value, confidence, words.english, words.vietnamese, at);
        if (begins) {
            open.put(key, alert);
            meter.alerted();
        } else {
            open.remove(key);
        }
        listener.alert(alert);
    }

    /** The camera is switched off. */
    void endAll(Instant at) {
        open.values().forEach(alert -> listener.alert(ended(alert, SWITCHED_OFF, at)));
        open.clear();
        lapsed.clear();
    }

    /**
     * The camera gives no pictures any more, so nobody knows what is going on there: what is open ends. Whoever found it does not
     * know that; what it says is over by then is over for good, and the rest is told anew by {@link #watched}.
     */
    void lapse(Instant at) {
        open.values().forEach(alert -> listener.alert(ended(alert, LOST, at)));
        lapsed.putAll(open);
        open.clear();
    }

    /** Pictures come again. */
    void back(Instant at) {
        againAt = at.plus(SETTLED);
    }

    /** At each frame: what lapsed and still holds when it should long be over begins anew. */
    void watched(Instant at) {
        if (lapsed.isEmpty() || at.isBefore(againAt)) {
            return;
        }
        for (Map.Entry<String, ViewAlert> each : lapsed.entrySet()) {
            ViewAlert old = each.getValue();
            // Objects that were followed before the loss have ended.
            ViewAlert again = new ViewAlert(
                    ids.next(at),
                    camera,
                    old.kind(),
                    ViewAlert.State.BEGAN,
                    old.rule(),
                    Optional.empty(),
                    old.value(),
                    old.confidence(),
                    old.reason(),
                    old.reasonVietnamese(),
                    at);
            open.put(each.getKey(), again);
            meter.alerted();
            listener.alert(again);
        }
        lapsed.clear();
    }

    private static ViewAlert ended(ViewAlert alert, Words why, Instant at) {
        return alert.ended(at, why.english, why.vietnamese);
    }
}
