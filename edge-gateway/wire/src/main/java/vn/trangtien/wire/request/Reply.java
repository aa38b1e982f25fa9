package vn.trangtien.wire.request;

import java.util.Optional;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MetricValue;

/**
 * A gateway's answer, on {@code $EDC/account/requester/appId/REPLY/requestId}.
 *
 * @param code the number, since foreign gateways may say others than {@link ResponseCode}
 * @param payload metrics and body; the metric of the code is added by {@link #toPayload}
 */
public record Reply(String account, String requester, String appId, String requestId, int code, KuraPayload payload) {

    private static final String REPLY = "REPLY/";

    public static Reply to(Request request, ResponseCode code, KuraPayload payload) {
        return new Reply(request.account(), request.requester(), request.appId(), request.id(), code.code(), payload);
    }

    /** An answer that says why there is none. */
    public static Reply refusal(Request request, ResponseCode code, String message) {
        return to(
                request,
                code,
                KuraPayload.builder()
                        .metric(RequestMetrics.EXCEPTION_MESSAGE, message)
                        .build());
    }

    public KuraTopic.Control topic() {
        return new KuraTopic.Control(KuraTopic.CONTROL, account, requester, appId, REPLY + requestId);
    }

    public KuraPayload toPayload() {
        return payload.toBuilder().metric(RequestMetrics.RESPONSE_CODE, code).build();
    }

    public boolean isOk() {
        return code == ResponseCode.OK.code();
    }

    /** Why it failed, if the gateway says so. */
    public Optional<String> message() {
        return payload.text(RequestMetrics.EXCEPTION_MESSAGE);
    }

    /** Reads a message on a control topic; empty if it is no reply. A reply without a code counts as an error. */
    public static Optional<Reply> read(KuraTopic.Control topic, KuraPayload payload) {
        String rest = topic.appTopic();
        if (!topic.prefix().equals(KuraTopic.CONTROL) || !rest.startsWith(REPLY)) {
            return Optional.empty();
        }
        int code = payload.metrics().get(RequestMetrics.RESPONSE_CODE) instanceof MetricValue.Int32Value number
                ? number.value()
                : ResponseCode.ERROR.code();
        return Optional.of(new Reply(
                topic.account(), topic.client(), topic.appId(), rest.substring(REPLY.length()), code, payload));
    }
}
