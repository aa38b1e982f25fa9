package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class RegisterMapTest {

    private final Registers registers = new Registers();

    @ParameterizedTest(name = "{0} of {1} {2} is {3}")
    @CsvSource({
        "uint16,  0xFFFF, 0,      65535",
        "int16,   0xFFFF, 0,      -1",
        "int16,   0x8000, 0,      -32768",
        "uint32,  0xFFFF, 0xFFFE, 4294967294",
        "int32,   0xFFFF, 0xFFFE, -2",
        "float32, 0x4366, 0x3333, 230.1999969482422"
    })
    void typesOfTheWire(String type, String first, String second, double expected) throws Exception {
        registers.put(10, Integer.decode(first), Integer.decode(second));

        assertThat(read(Map.of("x", register(10, type))).get(0).value()).isEqualTo(expected);
    }

    @Test
    void theLowWordMayComeFirst() throws Exception {
        registers.put(10, 0x3334, 0x4366);
        var low = new HashMap<String, Object>(register(10, "float32"));
        low.put("wordOrder", "low-first");

        assertThat(read(Map.of("x", low)).get(0).value()).isCloseTo(230.2, within(1e-4));
    }

    @Test
    void scaleAndOffsetMakeTheUnit() throws Exception {
        registers.put(3, 0xFFF6);

        Sample sample = read(Map.of(
                        "temperature", Map.of("at", 3L, "type", "int16", "unit", "Cel", "scale", 0.1, "offset", 2L)))
                .get(0);

        assertThat(sample.value()).isEqualTo(1.0);
        assertThat(sample.unit()).isEqualTo("Cel");
    }

    @Test
    void neighboursAreReadTogetherAndFarOnesAlone() throws Exception {
        read(Map.of(
                "voltage", register(0x00, "float32"),
                "current", register(0x06, "float32"),
                "power", register(0x0C, "float32"),
                "frequency", register(0x46, "float32"),
                "energy", register(0x48, "float32")));

        assertThat(registers.requests).containsExactly("4: 0+14", "4: 70+4");
    }

    @Test
    void aDeviceThatRefusesTheGapsIsAskedWithoutThemFromThenOn() throws Exception {
        registers.refused = 3;
        Device device = open(Map.of("registers", Map.of("a", register(0, "float32"), "b", register(6, "float32"))));

        assertThat(device.read()).hasSize(2);
        device.read();

        assertThat(registers.requests).containsExactly("4: 0+8", "4: 0+2", "4: 6+2", "4: 0+2", "4: 6+2");
    }

    @Test
    void aRegisterThatTheDeviceDoesNotHaveCostsOnlyItself() throws Exception {
        registers.put(0, 7, 8, 9);
        registers.refused = 1;
        Device device = open(Map.of(
                "registers",
                Map.of("a", register(0, "uint16"), "b", register(1, "uint16"), "c", register(2, "uint16"))));

        assertThat(device.read())
                .extracting(Sample::channel, Sample::quality, Sample::hasValue)
                .containsExactly(
                        tuple("a", Quality.GOOD, true),
                        tuple("b", Quality.CONFIG_ERROR, false),
                        tuple("c", Quality.GOOD, true));
        assertThat(device.warning()).hasValueSatisfying(text -> assertThat(text).contains("no registers for [b]"));
        device.read();
        assertThat(registers.requests)
                .as("once found out, the three are asked one by one")
                .containsExactly("4: 0+3", "4: 0+1", "4: 1+1", "4: 2+1", "4: 0+1", "4: 1+1", "4: 2+1");

        registers.refused = -1;
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(device.warning()).isEmpty();
        for (int i = 0; i < RegisterMapDevice.READS_IN_PARTS; i++) {
            device.read();
        }
        assertThat(registers.requests.get(registers.requests.size() - 1))
                .as("what was refused may have been a device that was starting up")
                .isEqualTo("4: 0+3");
    }

    @Test
    void aDeviceThatRefusesEverythingHasNoValues() throws Exception {
        registers.refused = 5;
        Device device = open(Map.of("registers", Map.of("a", register(5, "uint16"))));

        assertThatThrownBy(device::read)
                .asInstanceOf(type(DeviceException.class))
                .returns(DeviceError.UNSUPPORTED, DeviceException::error);
    }

    @Test
    void noBlockIsLongerThanTheDeviceAnswers() throws Exception {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < 100; i++) {
            map.put("r" + i, register(i, "uint16"));
        }

        read(map);

        assertThat(registers.requests).containsExactly("4: 0+80", "4: 80+20");
    }

    @Test
    void functionThreeReadsHoldingRegisters() throws Exception {
        open(Map.of("function", 3L, "registers", Map.of("a", register(1, "uint16"))))
                .read();

        assertThat(registers.requests).containsExactly("3: 1+1");
    }

    @Test
    void aMeterThatRunsBackwardsIsUncertain() throws Exception {
        var energy = new HashMap<String, Object>(register(0, "uint16"));
        energy.put("monotonic", true);
        Device device = open(Map.of("registers", Map.of("energy", energy)));
        registers.put(0, 500);
        assertThat(device.read().get(0).quality()).isEqualTo(Quality.GOOD);
        registers.put(0, 499);

        assertThat(device.read().get(0).quality()).isEqualTo(Quality.UNCERTAIN);
    }

    @Test
    void notANumberIsASensorFault() throws Exception {
        registers.put(0, 0x7FC0, 0);

        Sample sample = read(Map.of("x", register(0, "float32"))).get(0);

        assertThat(sample.quality()).isEqualTo(Quality.SENSOR_FAULT);
        assertThat(sample.hasValue()).isFalse();
    }

    @Test
    void aValueThatNoSoundInstrumentGivesIsASensorFaultAndStaysVisible() throws Exception {
        var voltage = new HashMap<String, Object>(register(0, "uint16"));
        voltage.put("min", 100L);
        voltage.put("max", 300L);
        registers.put(0, 301);

        Sample sample = read(Map.of("voltage", voltage)).get(0);

        assertThat(sample.quality()).isEqualTo(Quality.SENSOR_FAULT);
        assertThat(sample.value()).isEqualTo(301);
    }

    @Test
    void aFaultyTotalDoesNotMakeTheNextOneLookFallen() throws Exception {
        var energy = new HashMap<String, Object>(register(0, "uint16"));
        energy.put("monotonic", true);
        energy.put("max", 1_000L);
        Device device = open(Map.of("registers", Map.of("energy", energy)));
        var qualities = new ArrayList<Quality>();
        for (int total : new int[] {500, 60_000, 501}) {
            registers.put(0, total);
            qualities.add(device.read().get(0).quality());
        }

        assertThat(qualities).containsExactly(Quality.GOOD, Quality.SENSOR_FAULT, Quality.GOOD);
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        String path = "devices.power.params.registers.";
        assertRefused(Map.of("x", "0x10"), path + "x must be a section such as { at:");
        assertRefused(
                Map.of("x", Map.of("at", 0L, "typ", "int16", "unit", "V")),
                path + "x.typ is not a key of this section; did you mean 'type'?");
        assertRefused(Map.of("x", Map.of("at", 0L, "type", "float", "unit", "V")), path + "x.type must be one of");
        assertRefused(Map.of("x", Map.of("at", 0L, "unit", "V")), path + "x.type is missing");
        assertRefused(Map.of("x", Map.of("type", "int16", "unit", "V")), path + "x.at is missing: a whole number");
        assertRefused(
                Map.of("x", Map.of("at", 1.5, "type", "int16", "unit", "V")),
                path + "x.at must be a whole number from 0 to 65535, but was '1.5'");
        assertRefused(
                Map.of("x", Map.of("at", 65535L, "type", "int32", "unit", "V")),
                path + "x.at must be a whole number from 0 to 65534, but was '65535'");
        assertRefused(Map.of("x", Map.of("at", 1L, "type", "int16")), path + "x.unit is missing");
        assertRefused(
                Map.of("x", Map.of("at", 1L, "type", "int16", "unit", 1L)),
                path + "x.unit must be a text; write numbers in quotes, but was '1'");
        assertRefused(
                Map.of("x", Map.of("at", 1L, "type", "int16", "unit", "V", "scale", 0L)),
                path + "x.scale must not be 0");
        assertRefused(
                Map.of("x", Map.of("at", 1L, "type", "int16", "unit", "V", "scale", Double.NaN)),
                path + "x.scale must be a number, but was 'NaN'");
        assertRefused(
                Map.of("x", Map.of("at", 1L, "type", "int16", "unit", "V", "monotonic", "yes")),
                path + "x.monotonic must be true or false");
        assertRefused(
                Map.of("x", Map.of("at", 1L, "type", "int16", "unit", "V", "min", 5L, "max", 5L)),
                path + "x.max must be above min 5.0, but was '5.0'");
        assertRefused(
                Map.of("a/b", Map.of("at", 1L, "type", "int16", "unit", "V")), path + "a/b is no name of a channel");
        assertRefused(Map.of(), "0 registers are named, but a map has 1 to 500");
    }

    private void assertRefused(Map<String, Object> map, String message) {
        assertThatThrownBy(() -> open(Map.of("registers", map)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    private static Map<String, Object> register(int at, String type) {
        return Map.of("at", (long) at, "type", type, "unit", "1");
    }

    private List<Sample> read(Map<String, Object> map) throws Exception {
        return open(Map.of("registers", map)).read();
    }

    private Device open(Map<String, Object> params) throws DeviceException {
        var all = new HashMap<>(params);
        all.put("unit", 1L);
        var buses = new TestBuses() {
            @Override
            public ModbusMaster modbus(String bus) {
                return registers;
            }
        };
        return new RegisterMapDriver()
                .open(new DeviceConfig("power", "register-map", "rs485", all), buses, new ManualClock());
    }

    private static final class Registers implements ModbusMaster {

        private final Map<Integer, Integer> content = new HashMap<>();
        private final List<String> requests = new ArrayList<>();
        private int refused = -1;

        void put(int at, int... values) {
            for (int i = 0; i < values.length; i++) {
                content.put(at + i, values[i]);
            }
        }

        @Override
        public int[] readHolding(int unit, int first, int count) throws DeviceException {
            return read(3, first, count);
        }

        @Override
        public int[] readInput(int unit, int first, int count) throws DeviceException {
            return read(4, first, count);
        }

        private int[] read(int function, int first, int count) throws DeviceException {
            requests.add("%d: %d+%d".formatted(function, first, count));
            if (refused >= first && refused < first + count) {
                throw new DeviceException(DeviceError.UNSUPPORTED, "exception 2");
            }
            var values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = content.getOrDefault(first + i, 0);
            }
            return values;
        }
    }
}
