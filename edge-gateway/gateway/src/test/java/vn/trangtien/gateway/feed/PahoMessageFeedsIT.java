package vn.trangtien.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.MessageFeed.Message;

/** What listeners of a bus hear and keep, and that closing leaves nothing. */
class PahoMessageFeedsIT extends FeedsFixture {

    @Test
    void aMessageArrivesWithItsTopicAndBothTimes() throws Exception {
        MessageFeed feed = listen("application/1/device/+/event/up");
        long before = System.nanoTime();
        Instant day = CLOCK.instant();
        publish("application/1/device/70b3/event/up", "hello");

        Message message = awaitMessage(feed);

        assertThat(message.topic()).isEqualTo("application/1/device/70b3/event/up");
        assertThat(message.payload()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(message.at()).isBetween(before, System.nanoTime());
        assertThat(message.receivedAt()).isBetween(day, CLOCK.instant());
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
}
