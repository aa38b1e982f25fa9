package vn.trangtien.wire.request;

import java.util.Optional;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/**
 * Progress of work that outlasts its request, on {@code $EDC/account/requester/appId/NOTIFY/client/type}.
 *
 * @param requester whom it is for
 * @param client the gateway that works
 * @param type {@code download} or {@code install} for example
 */
public record Notification(
        String account, String requester, String appId, String client, String type, KuraPayload payload) {

    private static final String NOTIFY = "NOTIFY/";

    public static Notification about(Request request, String type, KuraPayload payload) {
        return new Notification(
                request.account(), request.requester(), request.appId(), request.client(), type, payload);
    }

    public KuraTopic.Control topic() {
        return new KuraTopic.Control(KuraTopic.CONTROL, account, requester, appId, NOTIFY + client + "/" + type);
    }

    /** Reads a message on a control topic; empty if it is no notification. */
    public static Optional<Notification> read(KuraTopic.Control topic, KuraPayload payload) {
        String[] parts = topic.appTopic().split("/", 3);
        if (!topic.prefix().equals(KuraTopic.CONTROL) || parts.length < 3 || !parts[0].equals("NOTIFY")) {
            return Optional.empty();
        }
        return Optional.of(
                new Notification(topic.account(), topic.client(), topic.appId(), parts[1], parts[2], payload));
    }
}
