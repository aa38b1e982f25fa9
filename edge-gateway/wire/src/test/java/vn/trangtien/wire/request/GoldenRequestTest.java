package vn.trangtien.wire.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.wire.Hex;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** An exchange as a genuine Kura gateway has it. */
class GoldenRequestTest {

    private static final String DEVICE = "$EDC/hue/B8:27:EB:00:00:01/";

    @Test
    void aRequestOfKuraIsReadAndWrittenByteForByte() throws Exception {
        byte[] bytes = Hex.file("vectors/e4.hex");

        Request request = Request.read(topic(DEVICE + "CONF-V1/GET/configurations"), KuraCodec.decode(bytes))
                .orElseThrow();

        assertThat(request.appId()).isEqualTo("CONF-V1");
        assertThat(request.method()).isEqualTo(Method.GET);
        assertThat(request.resource()).containsExactly("configurations");
        assertThat(request.id()).isEqualTo("1700000000000-42");
        assertThat(request.requester()).isEqualTo("city-cloud-1");
        assertThat(request.topic().name()).isEqualTo(DEVICE + "CONF-V1/GET/configurations");
        assertThat(KuraCodec.encode(request.toPayload())).isEqualTo(bytes);
    }

    @Test
    void aReplyOfKuraIsReadAndWrittenByteForByte() throws Exception {
        byte[] bytes = Hex.file("vectors/e5.hex");
        String name = "$EDC/hue/city-cloud-1/CONF-V1/REPLY/1700000000000-42";

        Reply reply = Reply.read(topic(name), KuraCodec.decode(bytes)).orElseThrow();

        assertThat(reply.isOk()).isTrue();
        assertThat(reply.requestId()).isEqualTo("1700000000000-42");
        assertThat(new String(reply.payload().body().orElseThrow(), UTF_8)).contains("<esf:snapshotIds>1700000000000<");
        assertThat(reply.topic().name()).isEqualTo(name);
        assertThat(KuraCodec.encode(reply.toPayload())).isEqualTo(bytes);
    }

    @Test
    void anExchangeOnTheWireFitsTogether() throws Exception {
        Request request = Request.read(topic(DEVICE + "ECHO-V1/GET/a/b"), KuraCodec.decode(Hex.file("vectors/e4.hex")))
                .orElseThrow();
        KuraPayload answered = KuraCodec.decode(
                Hex.of("08889a99a5a034c2b802140a0d726573706f6e73652e636f6465100330c801cab8020b617267733d5b612c20625d"));

        Reply ours = Reply.to(
                request,
                ResponseCode.OK,
                KuraPayload.builder()
                        .timestampMs(answered.timestampMs().orElseThrow())
                        .body(("args=" + request.resource()).getBytes(UTF_8))
                        .build());

        assertThat(ours.topic().name()).isEqualTo("$EDC/hue/city-cloud-1/ECHO-V1/REPLY/1700000000000-42");
        assertThat(ours.toPayload()).isEqualTo(answered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GO/x", "", "get/x", "REPLY/1700000000000-42"})
    void whatIsNoMethodIsNoRequest(String rest) throws Exception {
        var topic = new KuraTopic.Control(KuraTopic.CONTROL, "hue", "gw", "CONF-V1", rest);

        assertThat(Request.read(topic, KuraCodec.decode(Hex.file("vectors/e4.hex"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a+", "#", "a.b", "a\u0000", "a\nb"})
    void whoCannotBeAnsweredIsNotListenedTo(String requester) {
        KuraPayload payload = KuraPayload.builder()
                .metric(RequestMetrics.REQUEST_ID, "1")
                .metric(RequestMetrics.REQUESTER, requester)
                .build();

        assertThat(Request.read(topic(DEVICE + "CONF-V1/GET/x"), payload)).isEmpty();
    }

    private static KuraTopic.Control topic(String name) {
        return (KuraTopic.Control) KuraTopic.parse(name).orElseThrow();
    }
}
