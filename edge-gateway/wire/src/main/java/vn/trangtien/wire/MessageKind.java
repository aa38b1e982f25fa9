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
    LINE_CROSSED(false);

    private final boolean lifecycle;

    MessageKind(boolean lifecycle) {
        this.lifecycle = lifecycle;
    }

    public boolean isLifecycle() {
        return lifecycle;
    }

    /**
     * The kind of a topic. Applications of foreign gateways have any name, so every data topic that is not one of our cameras'
     * counts as telemetry; empty for requests, replies and what we do not know.
     */
    public static Optional<MessageKind> of(KuraTopic topic) {
        if (topic instanceof KuraTopic.Control control) {
            return ofControl(control);
        }
        if (!topic.appId().equals("CAM-V1")) {
            return Optional.of(TELEMETRY);
        }
        if (topic.appTopic().startsWith("snapshot/")) {
            return Optional.of(SNAPSHOT);
        }
        return topic.appTopic().startsWith("event/") ? Optional.of(LINE_CROSSED) : Optional.empty();
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
