package vn.trangtien.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {

    @ParameterizedTest
    @EnumSource(
            value = Quality.class,
            names = {"COMM_FAULT", "CONFIG_ERROR"})
    void withoutAnInstrumentThereIsNoValue(Quality quality) {
        assertThat(Sample.missing("level", "m", quality, 0).hasValue()).isFalse();
        assertThatThrownBy(() -> new Sample("level", 1.0, "m", quality, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("channel level: a value is missing")
                .hasMessageEndingWith("but was 1.0 with " + quality);
    }

    @ParameterizedTest
    @EnumSource(
            value = Quality.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMM_FAULT", "CONFIG_ERROR", "SENSOR_FAULT", "WARMING_UP"})
    void everyOtherQualityNeedsAValue(Quality quality) {
        assertThat(new Sample("level", 1.0, "m", quality, 0).hasValue()).isTrue();
        assertThatThrownBy(() -> Sample.missing("level", "m", quality, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Quality.class,
            names = {"SENSOR_FAULT", "WARMING_UP"})
    void aDefectOrColdInstrumentMaySayANumberOrNot(Quality quality) {
        assertThat(new Sample("level", 1.0, "m", quality, 0).hasValue()).isTrue();
        assertThat(Sample.missing("level", "m", quality, 0).hasValue()).isFalse();
    }

    @Test
    void infinityIsNoValue() {
        assertThatThrownBy(() -> new Sample("level", Double.POSITIVE_INFINITY, "m", Quality.GOOD, 0))
                .hasMessage("channel level: a value must be finite, but was Infinity");
    }

    @Test
    void aChannelHasAName() {
        assertThatThrownBy(() -> new Sample(" ", 1, "m", Quality.GOOD, 0)).hasMessageContaining("name of its channel");
    }
}
