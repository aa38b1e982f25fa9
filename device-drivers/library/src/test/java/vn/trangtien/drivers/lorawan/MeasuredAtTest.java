package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredAtTest {

    private static final Instant ARRIVED = Instant.parse("2026-10-14T03:21:45Z");
    private static final long AT = Duration.ofHours(3).toNanos();

    @ParameterizedTest(name = "network says {0}: {1} before arrival, believed {2}")
    @CsvSource({
        "2026-10-14T03:21:45Z, PT0S, true",
        "2026-10-14T03:21:44.250Z, PT0.75S, true",
        "2026-10-14T01:21:45Z, PT2H, true",
        "2026-10-13T03:21:45Z, PT24H, true",
        "2026-10-13T03:21:44Z, PT0S, false",
        "2026-10-14T03:21:46Z, PT0S, true",
        "2026-10-15T03:21:46Z, PT0S, false",
        "1970-01-01T00:00:00Z, PT0S, false",
        "-999999999-01-01T00:00:00Z, PT0S, false",
        "+999999999-12-31T23:59:59Z, PT0S, false"
    })
    void valuesAreAsOldAsTheNetworkSaysUnlessThatIsAbsurd(Instant network, Duration before, boolean believed) {
        MeasuredAt measured = MeasuredAt.of(AT, ARRIVED, Optional.of(network));

        assertThat(measured.at()).isEqualTo(AT - before.toNanos());
        assertThat(measured.believed()).isEqualTo(believed);
    }

    @Test
    void withoutANetworkTimeItIsTheArrivalAndNotBelieved() {
        assertThat(MeasuredAt.of(AT, ARRIVED, Optional.empty())).isEqualTo(new MeasuredAt(AT, false));
    }
}
