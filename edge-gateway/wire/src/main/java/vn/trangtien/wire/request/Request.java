package vn.trangtien.wire.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/**
 * Something the cloud wants of a gateway: {@code $EDC/account/client/appId/METHOD/resource…}.
 *
 * @param client the gateway that is asked
 * @param appId which of its applications, {@code CONF-V2} for example
 * @param resource levels after the method; may be empty
 * @param id unique; the reply goes to a topic that ends with it
 * @param requester client id under which the reply is awaited
 * @param payload metrics and body; the metrics of id and requester are added by {@link #toPayload}
 */
public record Request(
        String account,
        String client,
        String appId,
        Method method,
        List<String> resource,
        String id,
        String requester,
        KuraPayload payload) {

    public Request {
        resource = List.copyOf(resource);
        if (id.isEmpty() || requester.isEmpty()) {
            throw new IllegalArgumentException(
                    "a request needs an id and a requester, but they were '%s' and '%s'".formatted(id, requester));
        }
    }

    /** Levels of the resource with slashes between them; empty if there are none. */
    public String path() {
        return String.join("/", resource);
    }

    public KuraTopic.Control topic() {
        return new KuraTopic.Control(
                KuraTopic.CONTROL, account, client, appId, method + (resource.isEmpty() ? "" : "/" + path()));
    }

    /** The payload with id and requester in it. */
    public KuraPayload toPayload() {
        return payload.toBuilder()
                .metric(RequestMetrics.REQUEST_ID, id)
                .metric(RequestMetrics.REQUESTER, requester)
                .build();
    }

    /** The same request with another payload. */
    public Request with(KuraPayload other) {
        return new Request(account, client, appId, method, resource, id, requester, other);
    }

    /**
     * Reads a message on a control topic.
     *
     * @return empty if it is no request: no method, or nobody to answer, since Kura stays silent then as well
     */
    public static Optional<Request> read(KuraTopic.Control topic, KuraPayload payload) {
        List<String> levels = new ArrayList<>(Arrays.asList(topic.appTopic().split("/", -1)));
        Optional<Method> method = Method.of(levels.remove(0));
        Optional<String> id = payload.text(RequestMetrics.REQUEST_ID).filter(text -> isLevel(text, "/+#"));
        Optional<String> requester = payload.text(RequestMetrics.REQUESTER).filter(text -> isLevel(text, "/+#."));
        if (!topic.prefix().equals(KuraTopic.CONTROL) || method.isEmpty() || id.isEmpty() || requester.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Request(
                topic.account(),
                topic.client(),
                topic.appId(),
                method.get(),
                levels,
                id.get(),
                requester.get(),
                payload));
    }

    /**
     * Both become a level of the reply's topic, so they may hold nothing that would break out of it. A requester with a dot could
     * not be answered: {@link KuraTopic} says why.
     */
    private static boolean isLevel(String text, String forbidden) {
        return !text.isEmpty()
                && text.length() <= 256
                && text.chars().noneMatch(c -> forbidden.indexOf(c) >= 0 || Character.isISOControl(c));
    }
}
