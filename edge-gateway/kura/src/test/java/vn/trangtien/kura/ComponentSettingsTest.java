package vn.trangtien.kura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.BusConfig;

class ComponentSettingsTest {

    private static final Text ANY = new Text("gì đó", "something");
    private static final DriverDescriptor DRIVER = DriverDescriptor.of(
                    "probe",
                    ANY,
                    "none",
                    BusKind.I2C,
                    BusKind.UART,
                    BusKind.MODBUS_RTU,
                    BusKind.MODBUS_TCP,
                    BusKind.SPI)
            .parameters(
                    Parameter.integer("address", ANY).defaultsTo(0x76L),
                    Parameter.number("scale", ANY),
                    Parameter.duration("warmUp", ANY),
                    Parameter.bool("fast", ANY),
                    Parameter.of("ends", ParameterKind.NUMBER_PAIR, ANY),
                    Parameter.text("note", ANY))
            .build();

    @Test
    void flatPropertiesBecomeADevice() {
        var settings = ComponentSettings.of(
                DRIVER,
                Map.of(
                        "bus",
                        "i2c:1",
                        "address",
                        "0x77",
                        "scale",
                        2.5,
                        "warmUp",
                        "30s",
                        "fast",
                        true,
                        "ends",
                        "[0.6, 2.6]",
                        "note",
                        "",
                        "service.pid",
                        "x"));

        assertThat(settings.bus())
                .isInstanceOfSatisfying(
                        BusConfig.I2c.class, bus -> assertThat(bus.bus()).isEqualTo(1));
        assertThat(settings.device().needInteger("address")).isEqualTo(0x77);
        assertThat(settings.device().needNumber("scale")).isEqualTo(2.5);
        assertThat(settings.device().needDuration("warmUp")).hasSeconds(30);
        assertThat(settings.device().needBool("fast")).isTrue();
        assertThat(settings.device().needPair("ends").second()).isEqualTo(2.6);
        assertThat(settings.device().params()).doesNotContainKeys("note", "service.pid");
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(ComponentSettings.of(DRIVER, Map.of("bus", "i2c:1")).device().integer("address"))
                .isEqualTo(Optional.of(0x76L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uart:/dev/serial0 | UART",
                "spi:0.1 | SPI",
                "modbus-rtu:/dev/ttyUSB0,9600,even | MODBUS_RTU",
                "modbus-tcp:10.0.0.5 | MODBUS_TCP",
                "modbus-tcp:10.0.0.5:1502 | MODBUS_TCP"
            })
    void aBusIsOneLine(String text, BusKind kind) {
        assertThat(ComponentSettings.of(DRIVER, Map.of("bus", text)).bus().kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpio | bus must be one of [i2c, uart, modbus-rtu, modbus-tcp, spi], but was 'gpio'",
                "i2c:one | bus must be like i2c:1",
                "spi:0 | bus must be like",
                "uart: | must be the path of a serial device",
                "modbus-rtu:/dev/x,9600,ODDLY | parity of a bus must be NONE, EVEN or ODD"
            })
    void aBadBusIsNamedWithTheForms(String text, String reason) {
        assertThatThrownBy(() -> ComponentSettings.of(DRIVER, Map.of("bus", text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aBadValueIsNamed() {
        assertThatThrownBy(() -> ComponentSettings.of(DRIVER, Map.of("bus", "i2c:1", "scale", "much")))
                .hasMessage("scale must be number, but was 'much'");
        assertThatThrownBy(() -> ComponentSettings.of(DRIVER, Map.of())).hasMessageContaining("bus is missing");
    }
}
