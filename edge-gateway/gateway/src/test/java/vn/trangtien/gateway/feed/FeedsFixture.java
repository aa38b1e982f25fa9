package vn.trangtien.gateway.feed;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.MessageFeed.Message;
import vn.trangtien.gateway.CuttableProxy;
import vn.trangtien.gateway.TestAuthority;

/** Listening at a real broker, through a line that fails when told to; afterwards no thread and no listener may be left. */
abstract class FeedsFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Clock CLOCK = Clock.systemUTC();

    static final FeedSettings QUICK = new FeedSettings(
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(500), 50, 100_000);

    @TempDir
    static Path shared;

    static TestAuthority authority;
    static FeedBroker broker;

    @TempDir
    Path directory;

    final PahoMessageFeeds feeds = new PahoMessageFeeds("hue-test", CLOCK, QUICK);
    private final List<Message> heard = new ArrayList<>();
    Path passwordFile;
    CuttableProxy line;

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

    MessageFeed listen(String filter) throws Exception {
        MessageFeed feed = feeds.listen(bus("tcp", line.port()), filter, DeviceClock.system());
        awaitListening(feed, filter.replace('+', '0').replace("#", "0"));
        return feed;
    }

    /** Publishes until something arrives, then waits until nothing of it is on the way any more. */
    void awaitListening(MessageFeed feed, String topic) throws Exception {
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
    boolean buffered(MessageFeed feed, String text) throws DeviceException {
        heard.addAll(feed.take());
        return heard.stream().anyMatch(message -> text(message).equals(text));
    }

    /** The next one that is not of {@link #awaitListening}, which other listeners of the bus may hear as well. */
    Message awaitMessage(MessageFeed feed) {
        return await().atMost(PATIENCE)
                .until(
                        () -> feed.take().stream()
                                .filter(message -> !text(message).equals("are you there?")
                                        && !text(message).equals("end"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static DeviceException awaitFailure(MessageFeed feed) {
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

    static void publish(String topic, String payload) throws Exception {
        broker.publish(topic, payload);
    }

    BusConfig.Mqtt bus(String scheme, int port) {
        return new BusConfig.Mqtt(
                "lora",
                scheme + "://127.0.0.1:" + port,
                Optional.of(FeedBroker.USER),
                Optional.of(passwordFile.toString()),
                Optional.empty());
    }

    private Path password(String password) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), password + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** Those of this class and of the client library under the name of this gateway. */
    static List<String> threads() {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        return all.keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("feed-") || name.contains("hue-test"))
                .toList();
    }
}
