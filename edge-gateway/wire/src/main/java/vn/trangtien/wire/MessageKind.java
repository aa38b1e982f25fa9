package vn.trangtien.wire;

import java.util.Optional;

/** What a message is, by its topic alone. */
public enum MessageKind {
    /** A gateway came; sent on every connect. */
    BIRTH(true),
    /** A gateway leaves in good order. */
    DC(true),
    /** The broker lost a gateway; the body is plain text, not a payload. */
    LWT(true),
    /** Same content as BIRTH, after an application came or went. */
    APPS(true),
    /** Values of one device. */
    TELEMETRY(false),
    /** A camera's picture. */
    SNAPSHOT(false),
    /** An object passed a counting line. */
    LINE_CROSSED(false),
    /** The state of an object in front of a camera, see {@link CameraObjectMessage}. */
    CAMERA_OBJECT(false),
    /** Something in a camera's view began or is over, see {@link CameraAlertMessage}. */
    CAMERA_ALERT(false),
    /** A film of an object, see {@link ClipMessage}. */
    CLIP(false),
    /** What one of our gateways tells of its own work, see {@link GatewayReport}. */
    REPORT(false),
    /** A rule on one of our gateways began or ceased to hold, see {@link RuleEvent}. */
    RULE_EVENT(false);

    private final boolean lifecycle;

    MessageKind(boolean lifecycle) {
        this.lifecycle = lifecycle;
    }

    public boolean isLifecycle() {
        return lifecycle;
    }

    /**
     * The kind of a topic. Applications of foreign gateways have any name, so every data topic that is not of one of our own
     * applications counts as telemetry; empty for requests, replies and what we do not know.
     */
    public static Optional<MessageKind> of(KuraTopic topic) {
        if (topic instanceof KuraTopic.Control control) {
            return ofControl(control);
        }
        return ofData((KuraTopic.Data) topic);
    }

    private static Optional<MessageKind> ofData(KuraTopic.Data topic) {
        return switch (topic.appId()) {
            case "CAM-V1" -> ofCamera(topic);
            case GatewayReport.APP_ID ->
                topic.appTopic().equals(GatewayReport.APP_TOPIC) ? Optional.of(REPORT) : Optional.empty();
            case RuleEvent.APP_ID -> RuleEvent.isOn(topic) ? Optional.of(RULE_EVENT) : Optional.empty();
            default -> Optional.of(TELEMETRY);
        };
    }

    private static Optional<MessageKind> ofCamera(KuraTopic.Data topic) {
        int slash = topic.appTopic().indexOf('/');
        return switch (slash < 0 ? "" : topic.appTopic().substring(0, slash)) {
            case "snapshot" -> Optional.of(SNAPSHOT);
            case "event" -> Optional.of(LINE_CROSSED);
            case "object" -> Optional.of(CAMERA_OBJECT);
            case "alert" -> Optional.of(CAMERA_ALERT);
            case "clip" -> Optional.of(CLIP);
            default -> Optional.empty();
        };
    }

    private static Optional<MessageKind> ofControl(KuraTopic.Control topic) {
        if (topic.prefix().equals(KuraTopic.CONTROL) && topic.appId().equals("MQTT")) {
            for (MessageKind kind : values()) {
                if (kind.lifecycle && kind.name().equals(topic.appTopic())) {
                    return Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }
}
