package vn.trangtien.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Name of a topic in one of Kura's two trees. Constructors refuse bad parts; {@link #parse} judges names from the network.
 *
 * <p>A dot is refused in account and client because brokers that use it as their separator would take {@code a.b/c} for
 * {@code a/b/c}, which is another gateway's topic.
 */
public sealed interface KuraTopic {

    /** Root of lifecycle messages, requests and replies. */
    String CONTROL = "$EDC";

    /** Root of events that Kura components publish under a prefix of their own. */
    String EVENTS = "$EVT";

    String account();

    String client();

    String appId();

    /** Everything after the application id; may hold slashes or be empty. */
    String appTopic();

    /** The name as MQTT wants it. */
    String name();

    /** {@code account/client/appId/appTopic}: telemetry and everything else that is stored. */
    record Data(String account, String client, String appId, String appTopic) implements KuraTopic {

        public Data {
            TopicRules.require(account, client, appId, appTopic);
        }

        @Override
        public String name() {
            return TopicRules.join(account, client, appId, appTopic);
        }

        /** Last level of the application's topic, by our convention the device or camera. */
        public String lastLevel() {
            return appTopic.substring(appTopic.lastIndexOf('/') + 1);
        }
    }

    /** {@code prefix/account/client/appId/appTopic}: lifecycle, requests, replies. */
    record Control(String prefix, String account, String client, String appId, String appTopic) implements KuraTopic {

        public Control {
            if (!prefix.equals(CONTROL) && !prefix.equals(EVENTS)) {
                throw new IllegalArgumentException(
                        "prefix of a control topic must be %s or %s, but was '%s'".formatted(CONTROL, EVENTS, prefix));
            }
            TopicRules.require(account, client, appId, appTopic);
        }

        @Override
        public String name() {
            return prefix + "/" + TopicRules.join(account, client, appId, appTopic);
        }
    }

    static Data telemetry(String account, String client, String asset) {
        return new Data(account, client, "W1", "A1/" + TopicRules.level("asset", asset));
    }

    static Data snapshot(String account, String client, String camera) {
        return ofCamera(account, client, "snapshot/", camera);
    }

    static Data event(String account, String client, String camera) {
        return ofCamera(account, client, "event/", camera);
    }

    /** Of {@link CameraObjectMessage}. */
    static Data object(String account, String client, String camera) {
        return ofCamera(account, client, "object/", camera);
    }

    /** Of {@link CameraAlertMessage}. */
    static Data alert(String account, String client, String camera) {
        return ofCamera(account, client, "alert/", camera);
    }

    /** Of {@link ClipMessage}. */
    static Data clip(String account, String client, String camera) {
        return ofCamera(account, client, "clip/", camera);
    }

    private static Data ofCamera(String account, String client, String what, String camera) {
        return new Data(account, client, "CAM-V1", what + TopicRules.level("camera", camera));
    }

    /**
     * Where a gateway says that it came or goes.
     *
     * @param kind BIRTH, DC, LWT or APPS
     */
    static Control lifecycle(String account, String client, MessageKind kind) {
        if (!kind.isLifecycle()) {
            throw new IllegalArgumentException("a lifecycle topic needs BIRTH, DC, LWT or APPS, but was given " + kind);
        }
        return new Control(CONTROL, account, client, "MQTT", kind.name());
    }

    /** Judges a name from the network; empty if it lies in neither tree. */
    static Optional<KuraTopic> parse(String name) {
        if (name.length() > TopicRules.MAX_BYTES
                || name.getBytes(StandardCharsets.UTF_8).length > TopicRules.MAX_BYTES) {
            return Optional.empty();
        }
        boolean control = name.startsWith("$");
        String[] parts = name.split("/", control ? 5 : 4);
        int first = control ? 1 : 0;
        if (parts.length < first + 3 || (control && !parts[0].equals(CONTROL) && !parts[0].equals(EVENTS))) {
            return Optional.empty();
        }
        String account = parts[first];
        String client = parts[first + 1];
        String appId = parts[first + 2];
        String appTopic = parts.length > first + 3 ? parts[first + 3] : "";
        if (TopicRules.problem(account, client, appId, appTopic).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                control
                        ? new Control(parts[0], account, client, appId, appTopic)
                        : new Data(account, client, appId, appTopic));
    }
}
