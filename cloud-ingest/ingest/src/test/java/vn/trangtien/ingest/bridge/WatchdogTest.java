package vn.trangtien.ingest.bridge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.broker.MqttBroker;

class WatchdogTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void messagesThatWaitWhileNoneComesAreAStall() throws Exception {
        var watchdog = new Watchdog(START);
        watchdog.look(START.plusSeconds(6), 10, waiting(5));
        watchdog.look(START.plusSeconds(30), 10, waiting(500));

        assertThatThrownBy(() -> watchdog.look(START.plusSeconds(60), 10, waiting(700)))
                .isInstanceOf(Watchdog.StalledException.class)
                .hasMessageContaining("700");
    }

    @Test
    void progressAnEmptyBrokerOrAnUnknownBacklogAreNone() throws Exception {
        var watchdog = new Watchdog(START);
        for (int seconds = 6; seconds < 600; seconds += 30) {
            watchdog.look(START.plusSeconds(seconds), seconds, waiting(5));
        }
        for (int seconds = 600; seconds < 1200; seconds += 30) {
            watchdog.look(START.plusSeconds(seconds), 7, waiting(0));
        }
        for (int seconds = 1200; seconds < 1800; seconds += 30) {
            watchdog.look(START.plusSeconds(seconds), 7, broker(OptionalLong.empty()));
        }
    }

    private static MqttBroker waiting(long messages) {
        return broker(OptionalLong.of(messages));
    }

    private static MqttBroker broker(OptionalLong backlog) {
        return new MqttBroker() {
            @Override
            public Endpoint endpoint() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Endpoint management() {
                return endpoint();
            }

            @Override
            public OptionalLong backlog() {
                return backlog;
            }
        };
    }
}
