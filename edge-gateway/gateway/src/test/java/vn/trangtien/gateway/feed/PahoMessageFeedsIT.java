package vn.trangtien.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.MessageFeed.Message;
import vn.trangtien.gateway.CuttableProxy;
import vn.trangtien.gateway.TestAuthority;

/** Listening to a real broker over a line that fails. */
class PahoMessageFeedsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final FeedSettings QUICK = new FeedSettings(
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(500), 50, 100_000);

    @TempDir
    static Path shared;

    private static TestAuthority authority;
    private static FeedBroker broker;

    @TempDir
    Path directory;

    private final PahoMessageFeeds feeds = new PahoMessageFeeds("hue-test", Clock.systemUTC(), QUICK);
    private final List<Message> heard = new ArrayList<>();
    private Path passwordFile;
    private CuttableProxy line;

    @BeforeAll
    static void startBroker() throws Exception {
        authority = new TestAuthority("somebody");
        broker = new FeedBroker(shared, authority);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        line = new CuttableProxy(broker.plainPort());
        passwordFile = password(FeedBroker.PASSWORD);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        feeds.close();
        line.close();
        await().atMost(PATIENCE).until(() -> threads().isEmpty());
        await().atMost(PATIENCE).until(() -> broker.listeners() == 0);
    }

    @Test
    void aMessageArrivesWithItsTopicAndBothTimes() throws Exception {
        MessageFeed feed = listen("application/1/device/+/event/up");
        long before = System.nanoTime();
        Instant day = Instant.now();
        publish("application/1/device/70b3/event/up", "hello");

        Message message = awaitMessage(feed);

        assertThat(message.topic()).isEqualTo("application/1/device/70b3/event/up");
        assertThat(message.payload()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(message.at()).isBetween(before, System.nanoTime());
        assertThat(message.receivedAt()).isBetween(day, Instant.now());
        assertThat(feed.take()).isEmpty();
    }

    @Test
    void allListenersOfABusShareOneConnection() throws Exception {
        MessageFeed bins = listen("v3/bins/devices/+/up");
        MessageFeed sameBins = listen("v3/bins/devices/+/up");
        MessageFeed soil = listen("v3/soil/devices/+/up");
        assertThat(broker.listeners()).isEqualTo(1);

        publish("v3/bins/devices/a/up", "1");
        publish("v3/soil/devices/b/up", "2");
        assertThat(text(awaitMessage(bins))).isEqualTo("1");
        assertThat(text(awaitMessage(sameBins))).isEqualTo("1");
        assertThat(text(awaitMessage(soil))).isEqualTo("2");

        bins.close();
        soil.close();
        assertThat(broker.listeners()).isEqualTo(1);
        publish("v3/soil/devices/b/up", "3");
        publish("v3/bins/devices/a/up", "4");
        assertThat(text(awaitMessage(sameBins))).isEqualTo("4");
        assertThatThrownBy(soil::take)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE));

        sameBins.close();
        sameBins.close();
        await().atMost(PATIENCE).until(() -> broker.listeners() == 0);
    }

    @Test
    void aCutLineIsToldAndMended() throws Exception {
        MessageFeed feed = listen("cut/#");
        publish("cut/1", "before");
        await().atMost(PATIENCE).until(() -> buffered(feed, "before"));
        line.cut();

        DeviceException told = awaitFailure(feed);
        assertThat(told.error()).isEqualTo(DeviceError.TIMEOUT);
        assertThat(told).hasMessageContaining("bus lora: the broker tcp://127.0.0.1:" + line.port());
        assertThat(told).hasMessageContaining("cannot be reached: ConnectException");

        line.restore();
        awaitListening(feed, "cut/2");
        publish("cut/1", "after");
        assertThat(text(awaitMessage(feed))).isEqualTo("after");
    }

    @Test
    void aLineThatOnlyLooksAliveIsNoticed() throws Exception {
        MessageFeed feed = listen("half/#");
        line.loseAnswers();

        DeviceException told = awaitFailure(feed);
        assertThat(told.error()).isEqualTo(DeviceError.TIMEOUT);

        line.answerAgain();
        awaitListening(feed, "half/1");
    }

    @Test
    void aBrokerThatIsAbsentFromTheStartIsFoundLater() throws Exception {
        line.cut();
        MessageFeed feed = feeds.listen(bus("tcp", line.port()), "late/#", DeviceClock.system());
        assertThat(awaitFailure(feed).error()).isEqualTo(DeviceError.TIMEOUT);
        line.restore();

        awaitListening(feed, "late/1");
    }

    @Test
    void aBrokerThatNeverAnswersLeavesNoThreadBehind() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            MessageFeed feed = feeds.listen(bus("tcp", silent.getLocalPort()), "x/#", DeviceClock.system());
            await().atMost(PATIENCE).until(() -> !threads().isEmpty());
            assertThat(feed.take()).as("nobody knows yet").isEmpty();
            feed.close();
            await().atMost(PATIENCE).until(() -> threads().isEmpty());
        }
    }

    @Test
    void aPeerThatHangsUpAtOnceLeavesNoThreadBehind() throws Exception {
        var rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var answering = new Thread(() -> {
            try (rude) {
                while (true) {
                    rude.accept().close();
                }
            } catch (IOException closed) {
                // the end of the test
            }
        });
        answering.setDaemon(true);
        answering.start();
        MessageFeed feed = feeds.listen(bus("tcp", rude.getLocalPort()), "x/#", DeviceClock.system());

        assertThat(awaitFailure(feed).error()).isEqualTo(DeviceError.TIMEOUT);
        await().during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> threads().size() < 12);
        feed.close();
        rude.close();
    }

    @Test
    void aWrongPasswordIsToldButNeverShown() throws Exception {
        Files.writeString(passwordFile, "mat-khau-sai-1\n");
        MessageFeed feed = feeds.listen(bus("tcp", line.port()), "pw/#", DeviceClock.system());

        DeviceException told = awaitFailure(feed);
        assertThat(told.error()).isEqualTo(DeviceError.TIMEOUT);
        assertThat(told).hasMessageNotContaining("mat-khau-sai-1").hasMessageContaining("cannot be reached: ");
        assertThat(told.getMessage().toLowerCase()).containsAnyOf("not authorized", "bad user name or password");

        Files.writeString(passwordFile, FeedBroker.PASSWORD + "\nsecond line\n");
        awaitListening(feed, "pw/1");
    }

    @Test
    void topicsThatAreRefusedHarmNoOthers() throws Exception {
        MessageFeed allowed = listen("fine/#");
        MessageFeed refused = feeds.listen(bus("tcp", line.port()), FeedBroker.FORBIDDEN + "/x", DeviceClock.system());

        DeviceException told = awaitFailure(refused);
        assertThat(told.error()).isEqualTo(DeviceError.UNSUPPORTED);
        assertThat(told).hasMessageContaining("refuses the topics forbidden/x; allow them");
        awaitListening(allowed, "fine/2");
    }

    @Test
    void tlsTrustsTheGivenAuthorityAlone() throws Exception {
        MessageFeed feed = feeds.listen(tls(authority), "tls/#", DeviceClock.system());
        awaitListening(feed, "tls/1");
        feed.close();

        MessageFeed deceived = feeds.listen(tls(new TestAuthority("impostor")), "tls/#", DeviceClock.system());
        DeviceException told = awaitFailure(deceived);
        assertThat(told.error()).isEqualTo(DeviceError.TIMEOUT);
        assertThat(told).hasMessageContaining("cannot be reached: ").hasMessageContaining("Exception");
        deceived.close();

        MessageFeed machine = feeds.listen(
                new BusConfig.Mqtt(
                        "lora",
                        "ssl://127.0.0.1:" + broker.tlsPort(),
                        Optional.of(FeedBroker.USER),
                        Optional.of(passwordFile.toString()),
                        Optional.empty()),
                "tls/#",
                DeviceClock.system());
        assertThat(awaitFailure(machine).error()).isEqualTo(DeviceError.TIMEOUT);
    }

    @Test
    void whatNobodyTakesPushesOutTheOldest() throws Exception {
        MessageFeed feed = listen("many/#");
        int more = 30;
        for (int i = 0; i < QUICK.maxMessages() + more; i++) {
            publish("many/x", "n" + i);
        }
        await().atMost(PATIENCE).until(() -> feed.dropped() == more);

        List<Message> kept = feed.take();

        assertThat(kept).hasSize(QUICK.maxMessages());
        assertThat(text(kept.get(0))).isEqualTo("n" + more);
        assertThat(text(kept.get(kept.size() - 1))).isEqualTo("n" + (QUICK.maxMessages() + more - 1));
    }

    @Test
    void manyBytesArePushedOutToo() throws Exception {
        MessageFeed feed = listen("big/#");
        for (int i = 0; i < 10; i++) {
            publish("big/x", (char) ('a' + i) + "x".repeat(29_999));
        }
        await().atMost(PATIENCE).until(() -> feed.dropped() == 7);

        assertThat(feed.take())
                .extracting(message -> (char) message.payload()[0])
                .containsExactly('h', 'i', 'j');
    }

    @Test
    void openingAndClosingAHundredTimesLeavesNothing() throws Exception {
        for (int i = 0; i < 100; i++) {
            feeds.listen(bus("tcp", line.port()), "again/#", DeviceClock.system())
                    .close();
        }
        await().atMost(PATIENCE).until(() -> threads().isEmpty());
    }

    @Test
    void afterClosingNobodyCanListen() {
        feeds.close();
        BusConfig.Mqtt bus = bus("tcp", line.port());

        assertThrows(IllegalStateException.class, () -> feeds.listen(bus, "x", DeviceClock.system()));
    }

    @Test
    void aPasswordWithoutAUserIsRefused() {
        var bus = new BusConfig.Mqtt(
                "lora", "tcp://127.0.0.1:1", Optional.empty(), Optional.of(passwordFile.toString()), Optional.empty());

        assertThatThrownBy(() -> feeds.listen(bus, "x", DeviceClock.system()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("buses.lora.passwordFile needs a username beside it");
    }

    private MessageFeed listen(String filter) throws Exception {
        MessageFeed feed = feeds.listen(bus("tcp", line.port()), filter, DeviceClock.system());
        awaitListening(feed, filter.replace('+', '0').replace("#", "0"));
        return feed;
    }

    /** Publishes until something arrives, then waits until nothing of it is on the way any more. */
    private void awaitListening(MessageFeed feed, String topic) throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    publish(topic, "are you there?");
                    return !feed.take().isEmpty();
                });
        publish(topic, "end");
        await().atMost(PATIENCE).until(() -> buffered(feed, "end"));
        heard.clear();
        feed.take();
    }

    /** Collects what comes until this text is among it. */
    private boolean buffered(MessageFeed feed, String text) throws DeviceException {
        heard.addAll(feed.take());
        return heard.stream().anyMatch(message -> text(message).equals(text));
    }

    private Message awaitMessage(MessageFeed feed) {
        return await().atMost(PATIENCE).until(feed::take, messages -> !messages.isEmpty()).stream()
                .filter(message -> !text(message).equals("are you there?")
                        && !text(message).equals("end"))
                .findFirst()
                .orElseThrow();
    }

    private static DeviceException awaitFailure(MessageFeed feed) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            try {
                                feed.take();
                                return Optional.<DeviceException>empty();
                            } catch (DeviceException e) {
                                return Optional.of(e);
                            }
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void publish(String topic, String payload) throws Exception {
        broker.publish(topic, payload);
    }

    private BusConfig.Mqtt bus(String scheme, int port) {
        return new BusConfig.Mqtt(
                "lora",
                scheme + "://127.0.0.1:" + port,
                Optional.of(FeedBroker.USER),
                Optional.of(passwordFile.toString()),
                Optional.empty());
    }

    private BusConfig.Mqtt tls(TestAuthority trusted) throws Exception {
        Path ca = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(trusted.certificate()));
        return new BusConfig.Mqtt(
                "lora",
                "ssl://127.0.0.1:" + broker.tlsPort(),
                Optional.of(FeedBroker.USER),
                Optional.of(passwordFile.toString()),
                Optional.of(ca.toString()));
    }

    private Path password(String password) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), password + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** Those of this class and of the client library under the name of this gateway. */
    private static List<String> threads() {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        return all.keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("feed-") || name.contains("hue-test"))
                .toList();
    }
}
