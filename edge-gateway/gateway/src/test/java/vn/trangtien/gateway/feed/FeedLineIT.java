package vn.trangtien.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.gateway.TestAuthority;

/** Lines that break, brokers that do not answer or do not let in: each is told in words, and mended by itself. */
class FeedLineIT extends FeedsFixture {

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

    private BusConfig.Mqtt tls(TestAuthority trusted) throws Exception {
        Path ca = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(trusted.certificate()));
        return new BusConfig.Mqtt(
                "lora",
                "ssl://127.0.0.1:" + broker.tlsPort(),
                Optional.of(FeedBroker.USER),
                Optional.of(passwordFile.toString()),
                Optional.of(ca.toString()));
    }
}
