package vn.trangtien.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.RequestSeal;

class DispatcherTest {

    private static TestAuthority authority;
    private static TestAuthority.Signer signer;

    private final Instant now = Instant.now(Clock.systemUTC());
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @TempDir
    Path directory;

    private Dispatcher dispatcher;
    private boolean clockTrusted = true;
    private boolean enabled = true;
    private int number;

    @BeforeAll
    static void trust() {
        authority = new TestAuthority("city");
        signer = authority.signer("city-commands");
    }

    @BeforeEach
    void open() throws Exception {
        dispatcher = Dispatcher.open(
                new RemoteParts(
                        "hue",
                        "gw",
                        directory,
                        List.of(authority.certificate()),
                        () -> enabled,
                        () -> clockTrusted,
                        Clock.fixed(now, ZoneOffset.UTC),
                        new Postman() {
                            @Override
                            public void reply(Reply reply) {
                                replies.add(reply);
                            }

                            @Override
                            public void notify(Notification notification) {
                                throw new AssertionError(notification);
                            }
                        },
                        () -> {}),
                List.of(new Echo()));
    }

    @AfterEach
    void close() {
        release.countDown();
        dispatcher.close();
    }

    /** Fails in the way that its resource names. */
    private final class Echo implements RequestHandler {

        @Override
        public String appId() {
            return "ECHO-V1";
        }

        @Override
        public Answer handle(Request request) throws RequestFailed, InterruptedException {
            handled.incrementAndGet();
            switch (request.path()) {
                case "bad" -> throw RequestFailed.bad("no good");
                case "missing" -> throw RequestFailed.notFound("nowhere");
                case "busy" -> throw RequestFailed.conflict("later");
                case "failing" -> throw RequestFailed.error("broken");
                case "illegal" -> throw new IllegalArgumentException("not so");
                case "bug" -> throw new IllegalStateException("secret detail");
                case "wait" -> release.await(30, TimeUnit.SECONDS);
                default -> {}
            }
            return Answer.ok("args=" + request.resource());
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "a/b, 200,",
        "bad, 400, no good",
        "missing, 404, nowhere",
        "busy, 409, later",
        "failing, 500, broken",
        "illegal, 400, not so",
        "bug, 500,",
    })
    void failuresBecomeTheCodesOfKura(String resource, int code, String message) throws Exception {
        arrive(sealed(resource));

        Reply reply = onlyReply();
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.message().orElse(null)).isEqualTo(message);
        assertThat(reply.payload().timestampMs()).hasValue(now.toEpochMilli());
        assertThat(reply.topic().name()).startsWith("$EDC/hue/city-cloud/ECHO-V1/REPLY/gw~");
    }

    @Test
    void anUnknownMethodIsABadRequest() {
        Request request = request("x");
        dispatcher.arrived("$EDC/hue/gw/ECHO-V1/GO/x", KuraCodec.encode(request.toPayload()));

        assertThat(onlyReply().code()).isEqualTo(400);
        assertThat(handled).hasValue(0);
    }

    @Test
    void silenceWhereKuraIsSilent() throws Exception {
        Request request = sealed("x");
        byte[] bytes = KuraCodec.encode(request.toPayload());
        dispatcher.arrived("$EDC/hue/gw/NOBODY-V1/GET/x", bytes);
        dispatcher.arrived("$EDC/hue/other/ECHO-V1/GET/x", bytes);
        dispatcher.arrived("$EDC/hoi-an/gw/ECHO-V1/GET/x", bytes);
        dispatcher.arrived("hue/gw/ECHO-V1/GET/x", bytes);
        dispatcher.arrived("$EDC/hue/gw/ECHO-V1/REPLY/1", bytes);
        dispatcher.arrived("$EDC/hue/gw/ECHO-V1/GET/x", new byte[0]);
        enabled = false;
        arrive(request);

        assertThat(replies).isEmpty();
        assertThat(handled).hasValue(0);
    }

    @Test
    void aClockThatIsNotSetCannotJudgeASeal() throws Exception {
        clockTrusted = false;
        arrive(sealed("x"));

        assertThat(onlyReply().code()).isEqualTo(403);
        assertThat(onlyReply().message().orElseThrow()).contains("clock");
        assertThat(handled).hasValue(0);
    }

    @Test
    void theSameRequestTwiceOnTheNetworkIsDoneAndAnsweredOnce() throws Exception {
        Request request = sealed("wait");
        arrive(request);
        await().until(() -> handled.get() == 1);
        arrive(request);
        release.countDown();

        await().until(() -> !replies.isEmpty());
        assertThat(replies).extracting(Reply::code).containsExactly(200);
        assertThat(handled).hasValue(1);

        await().until(() -> {
            arrive(request);
            return replies.size() > 1;
        });
        assertThat(replies.get(1).code()).isEqualTo(403);
        assertThat(handled).as("a replay").hasValue(1);
    }

    @Test
    void moreThanItCanHoldIsRefusedAtOnce() throws Exception {
        for (int i = 0; i < 11; i++) {
            arrive(sealed("wait"));
        }

        assertThat(onlyReply().code()).isEqualTo(500);
        assertThat(onlyReply().message().orElseThrow()).contains("busy");
        release.countDown();
        await().until(() -> replies.size() == 11);
        assertThat(replies).filteredOn(Reply::isOk).hasSize(10);
    }

    @Test
    void theAuditHasOneLineForEachRequestWhateverItSays() throws Exception {
        arrive(sealed("bad"));
        await().until(() -> replies.size() == 1);
        arrive(request("x\" code=200"));

        assertThat(Files.readAllLines(directory.resolve("audit.log")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("requester=city-cloud", "app=ECHO-V1", "method=GET"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("resource=bad code=400 reason=\"no good\""),
                        line -> assertThat(line).contains("code=403 reason=\"UNSIGNED"));
    }

    @Test
    void noiseFromTheNetworkNeverBreaksIt() {
        var random = new Random(4);
        byte[] good = KuraCodec.encode(request("x").toPayload());
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            dispatcher.arrived("$EDC/hue/gw/ECHO-V1/" + (random.nextBoolean() ? "GET" : "x+") + "/" + i, bytes);
        }
        assertThat(handled).hasValue(0);
        assertThat(replies).allSatisfy(reply -> assertThat(reply.isOk()).isFalse());
    }

    private Reply onlyReply() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !replies.isEmpty());
        return replies.get(0);
    }

    private void arrive(Request request) {
        dispatcher.arrived(request.topic().name(), KuraCodec.encode(request.toPayload()));
    }

    private Request request(String resource) {
        return new Request(
                "hue",
                "gw",
                "ECHO-V1",
                Method.GET,
                List.of(resource.split("/")),
                "gw~%032x".formatted(++number),
                "city-cloud",
                KuraPayload.builder().build());
    }

    private Request sealed(String resource) throws Exception {
        return RequestSeal.seal(request(resource), now, Duration.ofMinutes(5), signer.key(), signer.certificate());
    }
}
