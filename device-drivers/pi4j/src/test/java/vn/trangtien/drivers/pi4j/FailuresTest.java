package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DeviceError;

class FailuresTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Remote I/O error, NOT_PRESENT",
        "Device or resource busy, BUSY",
        "No such device or address, NOT_PRESENT",
        "No such device, PORT_GONE",
        "No such file or directory, PORT_GONE",
        "Connection timed out, BUS_STUCK",
        "Input/output error, BUS_STUCK"
    })
    void theInnermostMessageDecides(String kernelMessage, DeviceError expected) {
        var failure = new RuntimeException("outer", new RuntimeException("middle", new IOException(kernelMessage)));

        var result = Failures.of("i2c-1 address 0x76: read of 8 bytes", failure);

        assertThat(result.error()).isEqualTo(expected);
        assertThat(result).hasMessage("i2c-1 address 0x76: read of 8 bytes: " + kernelMessage);
        assertThat(result.getCause()).isSameAs(failure);
    }
}
