package vn.trangtien.ingest.timeseries;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.wording.Bilingual;

/**
 * Whether the time-series store answers a question about a channel that nobody has, and shows whatever it takes:
 * {@code /actuator/health/timeSeries}.
 */
@Component
class TimeSeriesHealthIndicator implements HealthIndicator {

    private static final ChannelRef NOBODYS = new ChannelRef("-", "-", "-", "-");

    private final TimeSeriesStore store;
    private final TimeSeriesServer server;
    private final Clock clock;

    TimeSeriesHealthIndicator(TimeSeriesStore store, TimeSeriesServer server, Clock clock) {
        this.store = store;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        try {
            store.series(NOBODYS, now.minusSeconds(1), now, 1);
            List<GivenUp> suspended = server.givenUp();
            return suspended.isEmpty() ? Health.up().build() : down(suspended);
        } catch (TimeSeriesStore.StoreUnavailable away) {
            return Health.down()
                    .withDetail("reason", String.valueOf(away.getMessage()))
                    .build();
        }
    }

    private static Health down(List<GivenUp> suspended) {
        String tables = suspended.stream().map(GivenUp::table).collect(Collectors.joining(", "));
        String why = suspended.get(0).why();
        String remedy = suspended.stream().map(GivenUp::remedy).collect(Collectors.joining("; "));
        return Health.down()
                .withDetail(
                        "reason",
                        Bilingual.text(
                                "các bảng %s nhận dữ liệu nhưng không hiển thị (%s); hệ thống tự thử lại, nếu vẫn còn thì xem ổ đĩa và nhật ký của QuestDB rồi chạy: %s",
                                "the tables %s take what is written and do not show it (%s); it is tried again by itself, and if that does not help look at the disk and the log of QuestDB, then run: %s",
                                tables,
                                why,
                                remedy))
                .withDetail("suspended", tables)
                .withDetail("remedy", remedy)
                .build();
    }
}
