package vn.trangtien.gateway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 giây, 0 s",
        "PT0.9S, 0 giây, 0 s",
        "PT5M, 5 phút, 5 min",
        "PT1H5M7S, 1 giờ 5 phút, 1 h 5 min",
        "PT1H7S, 1 giờ, 1 h",
        "PT59M59.9S, 59 phút 59 giây, 59 min 59 s",
        "P3DT2H, 3 ngày 2 giờ, 3 d 2 h",
        "PT-1S, 0 giây, 0 s"
    })
    void aLengthIsSaidInItsTwoLargestUnits(Duration length, String vietnamese, String english) {
        assertThat(TimeWords.of(length).vi()).isEqualTo(vietnamese);
        assertThat(TimeWords.of(length).en()).isEqualTo(english);
    }

    @Test
    void aTimeIsThatOfTheClockOnTheWall() {
        assertThat(TimeWords.of(Instant.parse("2026-11-23T13:30:40.951081977Z"), ZoneId.of("Asia/Ho_Chi_Minh")))
                .isEqualTo("2026-11-23 20:30:40");
    }
}
