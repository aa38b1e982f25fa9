package vn.trangtien.city.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.trangtien.city.ingest.Ingest;

class DayCountsTest {

    @Test
    void aCounterThatGrowsIsCountedFromItsFirstValue() {
        assertThat(DayCounts.grown(List.of(point(100.0, 110.0), point(null, null), point(115.0, 130.0))))
                .isEqualTo(new DayCounts.Count(30, 130));
    }

    @Test
    void aCounterThatBeganAnewLosesNothing() {
        assertThat(DayCounts.grown(List.of(point(100.0, 110.0), point(0.0, 7.0))))
                .isEqualTo(new DayCounts.Count(17, 7));
    }

    @Test
    void nothingIsNothing() {
        assertThat(DayCounts.grown(List.of())).isEqualTo(new DayCounts.Count(0, 0));
    }

    private static Ingest.Point point(@Nullable Double least, @Nullable Double most) {
        return new Ingest.Point(Instant.EPOCH, most, least, most);
    }
}
