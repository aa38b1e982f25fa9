package vn.trangtien.city.cameras;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the desired configuration of a camera says about people and about looking, as far as it matters to whoever reads its page.
 *
 * @param image {@code masked}, {@code clear} or {@code none}, as the gateway's handbook names them
 * @param plates {@code off}, {@code hash} or {@code clear}
 * @param clips whether short films are sent
 * @param purpose lawful purpose of what is clear, absent if none was given
 * @param expires last day of that permission, {@code 2026-12-31}; absent if none was given
 * @param detector {@code auto}, {@code blob} (counts by motion only) or a model's name
 * @param ownModel whether that is a customer's model, which alone knows the labels of what it sees
 * @param looksPerSecond how often the picture is asked to be looked at; 0 when the gateway's usual rate holds
 */
public record Posture(
        String image,
        String plates,
        boolean clips,
        @Nullable String purpose,
        @Nullable String expires,
        String detector,
        boolean ownModel,
        double looksPerSecond) {

    /** Detectors whose labels are those of {@link Labels#known}. */
    private static final Set<String> USUAL = Set.of("auto", "ssd", "centernet", "blob");

    /** Of one camera's entry; what is not there is as the gateway takes it: everything masked, plates not read. */
    static Posture of(Map<?, ?> camera) {
        String detector = text(camera.get("detector"), "auto");
        Map<?, ?> privacy = camera.get("privacy") instanceof Map<?, ?> given ? given : Map.of();
        return new Posture(
                text(privacy.get("image"), "masked"),
                text(privacy.get("plates"), "off"),
                Boolean.TRUE.equals(privacy.get("clips")),
                optional(privacy.get("purpose")),
                optional(privacy.get("expires")),
                detector,
                !USUAL.contains(detector),
                camera.get("detectFps") instanceof Number rate ? rate.doubleValue() : 0);
    }

    private static String text(@Nullable Object value, String usual) {
        // An unquoted off is a text in YAML 1.2 and a Boolean for older readers.
        return value == null ? usual : Boolean.FALSE.equals(value) ? "off" : String.valueOf(value);
    }

    private static @Nullable String optional(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }
}
