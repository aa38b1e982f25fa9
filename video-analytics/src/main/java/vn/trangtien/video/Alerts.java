package vn.trangtien.video;

import java.time.Instant;
import java.util.HashMap;
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
 * camera is switched off. Confined to the thread of its camera.
 */
final class Alerts {

    private final String camera;
    private final ObjectIds ids;
    private final CameraListener listener;
    private final Meter meter;
    private final Map<String, ViewAlert> open = new HashMap<>();

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
        for (ViewAlert alert : open.values()) {
            listener.alert(new ViewAlert(
                    alert.id(),
                    camera,
                    alert.kind(),
                    ViewAlert.State.ENDED,
                    alert.rule(),
                    alert.object(),
                    alert.value(),
                    alert.confidence(),
                    "the camera was switched off",
                    "camera đã được tắt",
                    at));
        }
        open.clear();
    }
}
