package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusNumberTest {

    @ParameterizedTest
    @CsvSource({"i2c-1, 1, 0", "i2c-22, 22, 0", "spi-0, 0, 0", "spi-0.1, 0, 1"})
    void theNameEndsWithTheNumber(String name, int bus, int chipSelect) {
        assertThat(BusNumber.of(name)).isEqualTo(new BusNumber(bus, chipSelect));
    }

    @Test
    void aNameWithoutANumberIsRefused() {
        assertThatThrownBy(() -> BusNumber.of("sensors"))
                .hasMessage("the name of an I2C or SPI bus must end with its number, as i2c-1 does, but was 'sensors'");
    }
}
