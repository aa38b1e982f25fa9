package vn.trangtien.drivers.ds18b20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class Ds18b20Test {

    private static final String ID = "28-0316a2791bff";
    private static final String POWER_ON = "50 05 4b 46 7f ff 0c 10 1c";

    private final ManualClock clock = new ManualClock();
    private final Wire wire = new Wire();

    /** Copied from a real sensor, and from a comment in public code; both checksums were recomputed. */
    @ParameterizedTest(name = "{0} is {1} °C")
    @CsvSource({"2b 01 55 05 7f a5 81 66 cf, 18.6875", "b3 ff 4b 46 7f ff 0c 10 65, -4.8125"})
    void publishedScratchpads(String scratchpad, double celsius) throws Exception {
        byte[] bytes = hex(scratchpad);
        assertThat(bitwiseCrc(bytes)).isEqualTo(bytes[8] & 0xFF);
        wire.holds(bytes);

        Sample sample = only(device(Map.of()).read());

        assertThat(sample.channel()).isEqualTo("temperature");
        assertThat(sample.unit()).isEqualTo("Cel");
        assertThat(sample.value()).isEqualTo(celsius);
        assertThat(sample.quality()).isEqualTo(Quality.GOOD);
        assertThat(wire.conversions).isEqualTo(1);
    }

    @Test
    void thePowerOnValueHasAGoodChecksumAndIsRefused() throws Exception {
        assertThat(bitwiseCrc(hex(POWER_ON))).isEqualTo(0x1C);
        wire.holds(hex(POWER_ON), hex(POWER_ON));
        Device device = device(Map.of());

        Sample sample = only(device.read());

        assertThat(sample.hasValue()).isFalse();
        assertThat(sample.quality()).isEqualTo(Quality.SENSOR_FAULT);
        assertThat(device.warning()).get().asString().contains("85 °C it has after power-on");
    }

    @Test
    void aSecondConversionBringsTheMeasuredValue() throws Exception {
        wire.holds(hex(POWER_ON), celsius(21.5));
        Device device = device(Map.of());

        assertThat(only(device.read()).value()).isEqualTo(21.5);
        assertThat(device.warning()).isEmpty();
    }

    @Test
    void aTrueEightyFiveIsToldByTheWayThere() throws Exception {
        Device device = device(Map.of());
        for (double truth : new double[] {78, 82, 84.9375, 85, 85, 85.0625}) {
            wire.holds(celsius(truth), celsius(truth));

            assertThat(only(device.read()).value()).isEqualTo(truth);
        }
    }

    @Test
    void eightyFiveOutOfNowhereIsRefusedEvenLater() throws Exception {
        Device device = device(Map.of());
        wire.holds(celsius(30));
        device.read();
        wire.holds(hex(POWER_ON), hex(POWER_ON));

        assertThat(only(device.read()).quality()).isEqualTo(Quality.SENSOR_FAULT);
    }

    @Test
    void afterALossWhatWasHotIsNotBelievedToBeSoStill() throws Exception {
        Device device = device(Map.of());
        wire.holds(celsius(84));
        device.read();
        wire.present = List.of();
        assertError(device, DeviceError.NOT_PRESENT);
        wire.present = List.of(ID);
        wire.holds(hex(POWER_ON), hex(POWER_ON));

        assertThat(only(device.read()).quality()).isEqualTo(Quality.SENSOR_FAULT);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "00 00 00 00 00 00 00 00 00, BUS_STUCK",
        "ff ff ff ff ff ff ff ff ff, NOT_PRESENT",
        "2b 01 55 05 7f a5 81 66, FRAMING",
        "2b 01 55 05 7f a5 81 66 cf 00, FRAMING",
        "'', FRAMING"
    })
    void whatIsNoScratchpadIsRefused(String bytes, DeviceError error) throws Exception {
        wire.holds(hex(bytes));

        assertError(device(Map.of()), error);
    }

    @Test
    void zerosPassTheChecksum() {
        assertThat(bitwiseCrc(new byte[9])).isZero();
        assertThat(Crc8.of(new byte[9], 8)).isZero();
    }

    @Test
    void everyFlippedBitIsNoticedAndAskedForAgain() throws Exception {
        byte[] sound = celsius(25);
        for (int bit = 0; bit < 72; bit++) {
            byte[] damaged = sound.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            wire.holds(damaged, sound);

            assertThat(only(device(Map.of()).read()).value()).as("bit %d", bit).isEqualTo(25);
        }
    }

    @Test
    void aLineThatDamagesEverythingIsGivenUpAfterThreeConversions() throws Exception {
        byte[] damaged = celsius(25);
        damaged[0] ^= 1;
        wire.holds(damaged, damaged, damaged);

        assertError(device(Map.of()), DeviceError.CRC);
        assertThat(wire.conversions).isEqualTo(3);
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void randomBytesGiveNoValue() throws Exception {
        var random = new Random(1_820);
        Device device = device(Map.of());
        for (int i = 0; i < 2_000; i++) {
            var noise = new byte[9];
            do {
                random.nextBytes(noise);
            } while (bitwiseCrc(noise) == (noise[8] & 0xFF));
            wire.holds(noise, noise, noise);

            assertError(device, DeviceError.CRC);
        }
    }

    @ParameterizedTest(name = "configuration {0}: {1} °C")
    @CsvSource({"7F, 25.4375", "5F, 25.375", "3F, 25.25", "1F, 25.0"})
    void undefinedLowBitsAreCleared(String configuration, double expected) throws Exception {
        byte[] bytes = celsius(25.4375);
        bytes[4] = hex(configuration)[0];
        wire.holds(sealed(bytes));

        assertThat(only(device(Map.of()).read()).value()).isEqualTo(expected);
    }

    @Test
    void anImpossibleConfigurationIsAnotherPart() throws Exception {
        byte[] bytes = celsius(25);
        bytes[4] = (byte) 0xFF;
        wire.holds(sealed(bytes));

        assertError(device(Map.of()), DeviceError.WRONG_PART);
    }

    /** All 65,536 raw values: inside the range of the part GOOD, outside not. */
    @Test
    void everyRawValueIsJudged() throws Exception {
        Device device = device(Map.of());
        for (int raw = Short.MIN_VALUE; raw <= Short.MAX_VALUE; raw++) {
            wire.holds(celsius(raw / 16.0), celsius(raw / 16.0));
            Sample sample = only(device.read());
            boolean inside = raw >= -55 * 16 && raw <= 125 * 16;

            assertThat(sample.value()).isEqualTo(raw / 16.0);
            assertThat(sample.quality()).isEqualTo(inside ? Quality.GOOD : Quality.OUT_OF_RANGE);
        }
    }

    @Test
    void twoSensorsNeedANameAndAreNamed() throws Exception {
        wire.present = List.of("10-000802a7b1c5", ID, "28-0416a2791b00");
        Device device = device(Map.of());

        assertThat(only(device.read()).quality()).isEqualTo(Quality.CONFIG_ERROR);
        assertThat(device.warning())
                .contains(
                        "water on w1: several sensors [28-0316a2791bff, 28-0416a2791b00] are on the bus; say which one with 'device'");
        wire.holds(celsius(19));
        assertThat(only(device(Map.of("device", ID)).read()).value()).isEqualTo(19);
    }

    @Test
    void anotherFamilyIsNotMistakenForIt() {
        wire.present = List.of("10-000802a7b1c5");

        assertThatThrownBy(() -> device(Map.of()).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT))
                .hasMessageContaining("[10-000802a7b1c5]");
    }

    @Test
    void aSensorThatIsGoneIsNotPresent() throws Exception {
        Device device = device(Map.of("device", ID));
        wire.present = List.of();

        assertError(device, DeviceError.NOT_PRESENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10-000802a7b1c5", "28-0316A2791BFF", "0316a2791bff", "28-../../etc"})
    void aWrongIdIsRefusedAtOnce(String id) {
        assertThatThrownBy(() -> device(Map.of("device", id)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("devices.water.params.device must be 28- and 12 hexadecimal digits")
                .hasMessageEndingWith("but was '%s'".formatted(id));
    }

    private static void assertError(Device device, DeviceError error) {
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private static Sample only(List<Sample> samples) {
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }

    private static byte[] celsius(double celsius) {
        int raw = (int) Math.round(celsius * 16);
        return sealed(new byte[] {(byte) raw, (byte) (raw >> 8), 0x4B, 0x46, 0x7F, (byte) 0xFF, 0x0C, 0x10, 0});
    }

    private static byte[] sealed(byte[] bytes) {
        bytes[8] = (byte) bitwiseCrc(bytes);
        return bytes;
    }

    /** X^8 + X^5 + X^4 + 1 as the datasheet draws it: a shift register, least significant bit first. */
    private static int bitwiseCrc(byte[] bytes) {
        int register = 0;
        for (int bit = 0; bit < 64; bit++) {
            int in = bytes[bit / 8] >> bit % 8 & 1;
            int feedback = register & 1 ^ in;
            register >>= 1;
            register ^= feedback << 7 ^ feedback << 3 ^ feedback << 2;
        }
        return register;
    }

    private Device device(Map<String, Object> params) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public OneWireBus oneWire(String bus) {
                assertThat(bus).isEqualTo("w1");
                return wire;
            }
        };
        return new Ds18b20Driver().open(new DeviceConfig("water", "ds18b20", "w1", params), buses, clock);
    }

    /** Gives the scratchpads of a test one after the other. */
    private final class Wire implements OneWireBus {

        private final ArrayDeque<byte[]> scratchpads = new ArrayDeque<>();
        private List<String> present = List.of(ID);
        private int conversions;

        void holds(byte[]... some) {
            scratchpads.clear();
            scratchpads.addAll(List.of(some));
        }

        @Override
        public List<String> devices() {
            return present;
        }

        @Override
        public byte[] readScratchpad(String device) throws DeviceException {
            if (!present.contains(device)) {
                throw new DeviceException(DeviceError.NOT_PRESENT, "bus w1: no device " + device);
            }
            clock.sleep(Duration.ofMillis(750));
            conversions++;
            return scratchpads.remove();
        }
    }
}
