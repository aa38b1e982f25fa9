package vn.trangtien.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T07:15:30Z",
                "2026-11-22T07:15:30.007Z",
                "2026-11-22T07:15:30.070Z",
                "2026-11-22T07:15:30.700Z",
                "2026-11-22T07:15:30.000007Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "-0044-03-15T12:00:00Z",
                "+12026-01-01T00:00:00.001Z"
            })
    void an_instant_is_written_as_the_platform_writes_it(String text) {
        assertThat(InstantText.of(Instant.parse(text)))
                .isEqualTo(Instant.parse(text).toString());
    }

    @Test
    void so_are_instants_in_any_order() {
        var random = new Random(20_261_122);
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(5_000));
            assertThat(InstantText.of(at)).isEqualTo(at.toString());
        }
    }
}
