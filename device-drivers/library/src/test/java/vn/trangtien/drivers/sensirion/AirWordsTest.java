package vn.trangtien.drivers.sensirion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

class AirWordsTest {

    @Test
    void everyWordIsWithinTheScaleAndNoneGoesBackwards() {
        var before = new AirWords(0, 0);
        assertThat(before.celsius()).isEqualTo(-45.0);
        assertThat(before.percent()).isEqualTo(0.0);
        for (int word = 1; word <= 0xFFFF; word++) {
            var air = new AirWords(word, word);
            assertThat(air.celsius()).isGreaterThan(before.celsius()).isLessThanOrEqualTo(130.0);
            assertThat(air.percent()).isGreaterThan(before.percent()).isLessThanOrEqualTo(100.0);
            before = air;
        }
        assertThat(before.celsius()).isCloseTo(130.0, within(1e-9));
        assertThat(before.percent()).isCloseTo(100.0, within(1e-9));
    }

    @ParameterizedTest(name = "{0} and {1} are {2} and {3}")
    @CsvSource({
        "BEEF, BEEF, GOOD, GOOD",
        "0000, 8000, SENSOR_FAULT, SENSOR_FAULT",
        "FFFF, 8000, SENSOR_FAULT, SENSOR_FAULT",
        "8000, 0000, GOOD, UNCERTAIN",
        "8000, FFFF, GOOD, UNCERTAIN",
    })
    void whatCannotBeIsNotGood(String temperature, String humidity, Quality first, Quality second) {
        var air = new AirWords(Integer.parseInt(temperature, 16), Integer.parseInt(humidity, 16));

        assertThat(air.samples(-40, 125, 0)).extracting(Sample::quality).containsExactly(first, second);
    }

    @Test
    void noWordOutsideTheLimitsIsGood() {
        for (int word = 0; word <= 0xFFFF; word++) {
            Sample sample = new AirWords(word, 0x8000).samples(-40, 125, 0).get(0);
            boolean inside = sample.value() >= -40 && sample.value() <= 125;
            assertThat(sample.quality() == Quality.GOOD).isEqualTo(inside);
        }
    }
}
