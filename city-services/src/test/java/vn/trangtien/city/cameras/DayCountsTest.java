package vn.trangtien.city.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;

class DayCountsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");

    private final PlayedIngest ingest = new PlayedIngest();
    private final DayCounts counts = new DayCounts(ingest, Clock.fixed(NOON, ZoneId.of("Asia/Ho_Chi_Minh")));

    @Test
    void theDayBeginsAtTheLocalMidnightAndOnlyCountersOfThisCameraAreShown() throws Exception {
        tell("cam", "count.forward", 90, MIDNIGHT.minusSeconds(60));
        tell("cam", "count.forward", 100, MIDNIGHT);
        tell("cam", "count.forward", 130, NOON.minusSeconds(60));
        tell("cam", "line.Hùng Vương.car.backward", 7, NOON.minusSeconds(90));
        tell("cam", "line.Hùng Vương.backward-per-minute", 7, NOON.minusSeconds(90));
        tell("cam", "fps", 25, NOON.minusSeconds(90));
        tell("cam-2", "count.forward", 55, NOON.minusSeconds(90));

        assertThat(counts.today("hue/g/cam"))
                .isEqualTo(Map.of(
                        "hue/g/cam/count.forward", new DayCounts.Count(30, 130),
                        "hue/g/cam/line.Hùng Vương.car.backward", new DayCounts.Count(0, 7)));
    }

    private void tell(String camera, String channel, double value, Instant at) {
        ingest.tell(
                new Observation(new ChannelRef("hue", "g", camera, channel), value, "{count}", "GOOD", at, at, false));
    }
}
