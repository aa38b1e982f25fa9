package vn.trangtien.ingest.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TimeSeriesPropertiesTest {

    @Test
    void whatIsNotSetHasADefault() {
        TimeSeriesProperties properties = bound(Map.of("trangtien.ingest.questdb.url", "jdbc:postgresql://h/qdb"));

        assertThat(properties.timeseries().kind()).isEqualTo(TimeSeriesProperties.Kind.QUESTDB);
        assertThat(properties.timeseries().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Keeping.inForce(properties.timeseries().keep(), Instant.EPOCH))
                .isEqualTo(Keeping.DEFAULT);
    }

    @Test
    void theNewestEntryWhoseDayHasComeInTheCityHolds() {
        TimeSeriesProperties properties = bound(Map.of(
                "trangtien.ingest.timeseries.kind", "influx1",
                "trangtien.ingest.timeseries.keep[0].from", "2026-01-01",
                "trangtien.ingest.timeseries.keep[0].raw", "90d",
                "trangtien.ingest.timeseries.keep[1].from", "2027-07-01",
                "trangtien.ingest.timeseries.keep[1].raw", "30d",
                "trangtien.ingest.timeseries.keep[1].days", "3650d"));

        assertThat(properties.timeseries().kind()).isEqualTo(TimeSeriesProperties.Kind.INFLUX1);
        Keeping before = Keeping.inForce(properties.timeseries().keep(), Instant.parse("2027-06-30T16:59:59Z"));
        Keeping after = Keeping.inForce(properties.timeseries().keep(), Instant.parse("2027-06-30T17:00:00Z"));
        assertThat(before.of(Tier.RAW)).contains(Duration.ofDays(90));
        assertThat(before.of(Tier.DAY)).isEqualTo(Optional.empty());
        assertThat(after.of(Tier.RAW)).contains(Duration.ofDays(30));
        assertThat(after.of(Tier.DAY)).contains(Duration.ofDays(3650));
    }

    @Test
    void aCoarserTierIsNotKeptForAShorterTime() {
        assertThatThrownBy(() -> new Keeping(
                        LocalDate.of(2026, 1, 1),
                        Duration.ofDays(365),
                        Duration.ofDays(30),
                        Duration.ofDays(400),
                        Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1m")
                .hasMessageContaining("PT720H");
    }

    private static TimeSeriesProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("trangtien.ingest", TimeSeriesProperties.class)
                .get();
    }
}
