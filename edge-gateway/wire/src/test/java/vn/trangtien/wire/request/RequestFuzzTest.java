package vn.trangtien.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MetricValue;

/** Whatever the network brings is read or not read, and what was read can be answered. Seeded. */
class RequestFuzzTest {

    private static final int ROUNDS = 50_000;
    private static final List<String> PIECES = List.of(
            "$EDC", "$EVT", "/", "/", "/", "hue", "gw", "GET", "PUT", "EXEC", "REPLY", "NOTIFY", "a.b", "+", "#", "",
            "\0", "ệ", "𠀀", "~", "-42", "CONF-V2", ".");

    private final Random random = new Random(20_261_123);

    @Test
    void nothingFromTheNetworkBreaksTheReaders() throws Exception {
        int requests = 0;
        int others = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Optional<KuraTopic> parsed = KuraTopic.parse(topic());
            if (!(parsed.orElse(null) instanceof KuraTopic.Control topic)) {
                continue;
            }
            KuraPayload payload = KuraCodec.decode(KuraCodec.encode(payload()));
            Optional<Request> request = Request.read(topic, payload);
            if (request.isPresent()) {
                requests++;
                assertThat(request.get().topic().name()).isEqualTo(topic.name());
                Reply reply = Reply.refusal(request.get(), ResponseCode.ERROR, "x");
                assertThat(KuraTopic.parse(reply.topic().name())).isPresent();
                assertThat(Reply.read(reply.topic(), reply.toPayload()))
                        .hasValueSatisfying(back -> assertThat(back.requestId())
                                .isEqualTo(request.get().id()));
                assertThat(RequestSeal.content(request.get())).isNotEmpty();
            }
            if (Reply.read(topic, payload).isPresent()
                    | Notification.read(topic, payload).isPresent()) {
                others++;
            }
        }
        assertThat(requests).isGreaterThan(100);
        assertThat(others).isGreaterThan(100);
    }

    private String topic() {
        return switch (random.nextInt(3)) {
            case 0 -> pieces();
            case 1 -> "$EDC/hue/gw/CONF-V2/" + pieces();
            default ->
                "$EDC/hue/gw/CONF-V2/"
                        + List.of("GET", "EXEC", "REPLY", "NOTIFY").get(random.nextInt(4)) + "/" + pieces();
        };
    }

    private String pieces() {
        var text = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private KuraPayload payload() {
        var payload = KuraPayload.builder();
        for (String name : List.of(
                RequestMetrics.REQUEST_ID,
                RequestMetrics.REQUESTER,
                RequestMetrics.RESPONSE_CODE,
                RequestMetrics.SIGNER,
                RequestMetrics.EXPIRES_AT)) {
            switch (random.nextInt(6)) {
                case 0 -> payload.metric(name, random.nextInt());
                case 1 -> payload.metric(name, MetricValue.of(new byte[random.nextInt(5)]));
                case 2 -> payload.metric(name, Double.longBitsToDouble(random.nextLong()));
                default -> payload.metric(name, pieces().replace("/", ""));
            }
        }
        return payload.build();
    }
}
