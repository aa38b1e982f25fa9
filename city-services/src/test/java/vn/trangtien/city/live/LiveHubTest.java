package vn.trangtien.city.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveHubTest {

    private final LiveHub hub = new LiveHub(new SimpleMeterRegistry(), "0badcafe", 5);

    /** A browser with room for so many frames. */
    private static final class Browser implements LiveHub.Client {

        final List<String> frames = new ArrayList<>();
        private final int room;
        boolean dropped;

        Browser(int room) {
            this.room = room;
        }

        @Override
        public boolean offer(byte[] frame) {
            assertThat(dropped).as("offered after the drop").isFalse();
            if (frames.size() >= room) {
                return false;
            }
            frames.add(new String(frame, StandardCharsets.UTF_8));
            return true;
        }

        @Override
        public void drop() {
            assertThat(dropped).as("dropped twice").isFalse();
            dropped = true;
        }

        List<String> data() {
            return frames.stream()
                    .filter(frame -> frame.contains("data: "))
                    .map(frame -> frame.replaceAll("(?s).*event: (\\w+)\ndata: (.*)\n\n", "$1 $2"))
                    .toList();
        }
    }

    @Test
    void everyBrowserGetsEveryEventInOrder() {
        Browser one = connected(null);
        hub.publish("value", "1");
        Browser other = connected(null);
        hub.publish("alarm", "2");

        assertThat(one.data()).containsExactly("value 1", "alarm 2");
        assertThat(other.data()).containsExactly("alarm 2");
    }

    @Test
    void anEventHasIdNameAndData() {
        Browser browser = connected(null);
        hub.publish("alarm", "{\"a\":1}");

        assertThat(browser.frames).last().isEqualTo("id: 0badcafe-1\nevent: alarm\ndata: {\"a\":1}\n\n");
    }

    @ParameterizedTest(name = "who has seen {0} gets {1}")
    @CsvSource({"0badcafe-7, ''", "0badcafe-5, 6 7", "0badcafe-2, 3 4 5 6 7"})
    void aBrowserThatComesBackGetsWhatItMissed(String lastId, String expected) {
        publish(7);

        Browser back = connected(lastId);
        hub.publish("value", "8");

        var wanted = new ArrayList<String>();
        for (String number : expected.isEmpty() ? new String[0] : expected.split(" ")) {
            wanted.add("value " + number);
        }
        wanted.add("value 8");
        assertThat(back.data()).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"0badcafe-1", "0badcafe-0", "0badcafe-99", "00000000-5", "nonsense", "''", "0badcafe-"})
    void aBrowserThatMissedTooMuchOrCameFromAnotherProcessReadsEverythingAnew(String lastId) {
        publish(7);

        assertThat(connected(lastId).data()).containsExactly("reset {}");
    }

    @Test
    void aSlowBrowserIsDroppedAndTheOthersNoticeNothing() {
        var slow = new Browser(3);
        hub.connect(slow, null);
        Browser quick = connected(null);

        publish(10);

        assertThat(slow.dropped).isTrue();
        assertThat(slow.frames).hasSize(3);
        assertThat(quick.data()).hasSize(10);
        assertThat(hub.clientCount()).isEqualTo(1);
    }

    @Test
    void aBrowserWithoutRoomForWhatItMissedIsDroppedAtOnce() {
        publish(5);
        var tiny = new Browser(2);

        hub.connect(tiny, "0badcafe-0");

        assertThat(tiny.dropped).isTrue();
        assertThat(hub.clientCount()).isZero();
    }

    @Test
    void aHeartbeatIsACommentAndNoEvent() {
        Browser browser = connected(null);
        hub.heartbeat();

        assertThat(browser.frames).last().asString().startsWith(":");
        assertThat(connected("0badcafe-0").data()).isEmpty();
    }

    @Test
    void dataWithALineBreakWouldForgeAnEventAndIsRefused() {
        assertThatThrownBy(() -> hub.publish("value", "1\n\nevent: alarm"))
                .hasMessageContaining("data of event value must be one line");
    }

    @Test
    void closingDropsEverybodyOnce() {
        Browser browser = connected(null);
        hub.close();
        hub.close();

        assertThat(browser.dropped).isTrue();
    }

    private Browser connected(@Nullable String lastEventId) {
        var browser = new Browser(100);
        hub.connect(browser, lastEventId);
        return browser;
    }

    private void publish(int count) {
        for (int i = 1; i <= count; i++) {
            hub.publish("value", String.valueOf(i));
        }
    }
}
