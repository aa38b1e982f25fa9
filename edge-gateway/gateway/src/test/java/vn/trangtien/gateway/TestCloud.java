package vn.trangtien.gateway;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.RequestSeal;

/** The cloud's side of remote management, over a real broker. */
public final class TestCloud {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestBroker broker;
    private final TestAuthority.Signer signer;
    private final String gateway;

    public TestCloud(TestBroker broker, TestAuthority.Signer signer, String gateway) {
        this.broker = broker;
        this.signer = signer;
        this.gateway = gateway;
    }

    /** Not sealed. */
    public Request request(String appId, Method method, String resource, KuraPayload payload) {
        return new Request(
                "hue",
                gateway,
                appId,
                method,
                resource.isEmpty() ? List.of() : Arrays.asList(resource.split("/")),
                "%s~%032x".formatted(gateway, NUMBER.incrementAndGet()),
                "city-cloud",
                payload);
    }

    public Request sealed(Request request) {
        try {
            return RequestSeal.seal(
                    request, Clock.systemUTC().instant(), Duration.ofMinutes(5), signer.key(), signer.certificate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public void send(Request request) {
        broker.publish(request.topic().name(), KuraCodec.encode(request.toPayload()));
    }

    /** Seals, sends and waits for the answer. */
    public Reply ask(String appId, Method method, String resource, String body) {
        KuraPayload.Builder payload = KuraPayload.builder();
        if (!body.isEmpty()) {
            payload.body(body.getBytes(StandardCharsets.UTF_8));
        }
        return ask(sealed(request(appId, method, resource, payload.build())));
    }

    /** Sends as it is and waits for the answer. */
    public Reply ask(Request request) {
        int before = replies(request).size();
        send(request);
        await().atMost(PATIENCE).until(() -> replies(request).size() > before);
        return replies(request).get(before);
    }

    public List<Reply> replies(Request request) {
        return broker.heard("/REPLY/" + request.id()).stream()
                .map(heard -> Reply.read(control(heard), heard.decoded()).orElseThrow())
                .toList();
    }

    public List<Notification> notifications(String appId, String type) {
        return broker.heard(appId + "/NOTIFY/" + gateway + "/" + type).stream()
                .map(heard -> Notification.read(control(heard), heard.decoded()).orElseThrow())
                .toList();
    }

    private static KuraTopic.Control control(Heard heard) {
        return (KuraTopic.Control) KuraTopic.parse(heard.topic()).orElseThrow();
    }

    public static String body(Reply reply) {
        return new String(reply.payload().body().orElse(new byte[0]), StandardCharsets.UTF_8);
    }
}
