package vn.trangtien.drivers.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.port.BusConfig.Parity;

class BusConfigTest {

    @ParameterizedTest
    @EnumSource(BusKind.class)
    void everyKindHasACodeThatFindsIt(BusKind kind) {
        assertThat(BusKind.of(kind.code())).contains(kind);
    }

    @Test
    void nonsenseIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> new BusConfig.I2c("i2c-1", -1, 100_000))
                .isInstanceOf(ConfigException.class)
                .hasMessage("buses.i2c-1.bus must be 0 to 99, but was -1");
        assertThatThrownBy(() -> new BusConfig.Spi("spi-0", 0, 4, 1_000_000))
                .hasMessage("buses.spi-0.chipSelect must be 0 to 3, but was 4");
        assertThatThrownBy(() -> new BusConfig.Uart("uart-lv", " "))
                .hasMessageStartingWith("buses.uart-lv.port must be");
        assertThatThrownBy(() -> new BusConfig.ModbusRtu(
                        "rs485", "/dev/ttyUSB0", 9_600, Parity.NONE, Duration.ZERO, Duration.ZERO))
                .hasMessage("buses.rs485.timeoutMs must be 10 to 60000, but was 0");
    }
}
