package vn.trangtien.ingest.remote;

import java.time.Duration;
import java.util.List;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;

/**
 * What is wanted of a gateway.
 *
 * @param app application id, {@code CONF-V2} for example
 * @param resource levels after the method; may be empty
 * @param payload metrics and body, without those that make it a request
 * @param timeout for one attempt, 1 to 30 seconds
 */
public record Ask(String app, Method method, List<String> resource, KuraPayload payload, Duration timeout) {

    /** Kapua's, and ours. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_LEVELS = 8;
    private static final int MAX_RESOURCE = 200;

    public Ask {
        resource = List.copyOf(resource);
        requireLevel("app", app);
        resource.forEach(level -> requireLevel("resource", level));
        if (resource.size() > MAX_LEVELS || String.join("/", resource).length() > MAX_RESOURCE) {
            throw new IllegalArgumentException("resource must have at most %d levels and %d characters, but was '%s'"
                    .formatted(MAX_LEVELS, MAX_RESOURCE, String.join("/", resource)));
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeoutSeconds must be 1 to %d, but was %s".formatted(TIMEOUT.toSeconds(), timeout.toSeconds()));
        }
    }

    public static Ask of(String app, Method method, String resource, KuraPayload payload) {
        return new Ask(app, method, levels(resource), payload, TIMEOUT);
    }

    /** A path as levels; an empty path has none. */
    public static List<String> levels(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }

    String path() {
        return String.join("/", resource);
    }

    boolean mayBeRepeated() {
        return method == Method.GET;
    }

    private static void requireLevel(String field, String level) {
        boolean isLevel = !level.isEmpty()
                && level.chars().noneMatch(c -> c == '/' || c == '+' || c == '#' || Character.isISOControl(c));
        if (!isLevel) {
            throw new IllegalArgumentException(
                    "%s must be levels of a topic, without + # and control characters, but was '%s'"
                            .formatted(field, level));
        }
    }
}
