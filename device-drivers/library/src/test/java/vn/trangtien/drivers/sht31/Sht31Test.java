package vn.trangtien.drivers.sht31;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class Sht31Test {

    private final ManualClock clock = new ManualClock();
    private final Chip chip = new Chip();
    private final Device device = open();

    @ParameterizedTest(name = "{0}: {1} °C and {2} %")
    @CsvSource({"BEEF92BEEF92, 85.523, 74.5845", "6666936666 93, 25.0, 40.0"})
    void readsWhatTheFrameSays(String frame, double celsius, double percent) throws Exception {
        chip.measurement = frame;

        List<Sample> samples = device.read();

        assertThat(samples).extracting(Sample::channel).containsExactly("temperature", "humidity");
        assertThat(samples).extracting(Sample::unit).containsExactly("Cel", "%");
        assertThat(samples.get(0).value()).isCloseTo(celsius, within(0.0015));
        assertThat(samples.get(1).value()).isCloseTo(percent, within(0.0015));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(device.warning()).isEmpty();
    }

    /** A public vector; the chip cannot work at −45 °C. */
    @Test
    void theLowEndOfTheScaleIsADefect() throws Exception {
        chip.measurement = "000081000081";

        List<Sample> samples = device.read();

        assertThat(samples.get(0).value()).isEqualTo(-45.0);
        assertThat(samples.get(1).value()).isEqualTo(0.0);
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.SENSOR_FAULT);
    }

    @Test
    void theChipIsNotAskedBeforeItCanBeReady() throws Exception {
        chip.conversion = Duration.ofMillis(15);

        device.read();

        assertThat(chip.refusedReads).isZero();
        assertThat(chip.commands).startsWith("2400");
    }

    @Test
    void aSlowChipIsWaitedFor() throws Exception {
        chip.conversion = Duration.ofMillis(25);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(chip.refusedReads).isPositive();
    }

    @Test
    void aChipThatNeverGetsReadyIsBusyAndNotWaitedForLong() {
        chip.conversion = Duration.ofDays(1);

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUSY))
                .hasMessageStartingWith("yard at 0x45 on i2c-1: it took the command");
        assertThat(clock.nanoTime()).isLessThan(Duration.ofMillis(100).toNanos());
    }

    @Test
    void anAbsentChipIsNotPresent() {
        chip.present = false;

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT));
    }

    @Test
    void aReadAfterAFailureIsGoodAgain() throws Exception {
        chip.present = false;
        assertThatThrownBy(device::read).isInstanceOf(DeviceException.class);
        chip.present = true;

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aTruncatedAnswerIsNoFrame() {
        chip.measurement = "BEEF92BEEF";

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.FRAMING));
    }

    @Test
    void theFlagOfPowerOnIsNoNewsButThatOfABrownOutIs() throws Exception {
        chip.status = 0x8010;
        device.read();
        assertThat(device.warning()).isEmpty();
        device.read();
        assertThat(device.warning()).isEmpty();

        chip.status = 0x8010;
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(device.warning())
                .contains("yard at 0x45 on i2c-1: it was reset since the last read; check its supply and connector");

        device.read();
        assertThat(device.warning()).isEmpty();
    }

    @Test
    void aHeatedChipIsDoubted() throws Exception {
        chip.status = 0x2000;

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
        assertThat(device.warning()).hasValueSatisfying(text -> assertThat(text).contains("heater is on"));
    }

    private Device open() {
        var buses = new TestBuses() {
            @Override
            public I2cPort i2c(String bus, int address) {
                assertThat(address).isEqualTo(0x45);
                return chip;
            }
        };
        try {
            return new Sht31Driver()
                    .open(new DeviceConfig("yard", "sht31", "i2c-1", Map.of("address", 0x45L)), buses, clock);
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers commands as the datasheet says; its own checksum of the status is computed bit by bit. */
    private final class Chip implements I2cPort {

        private final List<String> commands = new ArrayList<>();
        private String measurement = "666693666693";
        private Duration conversion = Duration.ofMillis(15);
        private int status;
        private boolean present = true;
        private int refusedReads;
        private byte[] answer = {};
        private long readyAt;

        @Override
        public void write(byte... data) throws DeviceException {
            acknowledge(present);
            String command = HexFormat.of().withUpperCase().formatHex(data);
            commands.add(command);
            switch (command) {
                case "2400" -> {
                    answer = hex(measurement);
                    readyAt = clock.nanoTime() + conversion.toNanos();
                }
                case "F32D" -> {
                    answer = new byte[] {(byte) (status >> 8), (byte) status, remainder(status)};
                    readyAt = clock.nanoTime();
                }
                case "3041" -> status = 0;
                default -> throw new AssertionError("unknown command " + command);
            }
        }

        @Override
        public byte[] read(int length) throws DeviceException {
            boolean ready = clock.nanoTime() >= readyAt;
            refusedReads += ready ? 0 : 1;
            acknowledge(present && ready);
            return Arrays.copyOf(answer, Math.min(length, answer.length));
        }

        @Override
        public byte[] readRegister(int register, int length) {
            throw new AssertionError("the SHT31 has no registers");
        }

        private static void acknowledge(boolean yes) throws DeviceException {
            if (!yes) {
                throw new DeviceException(DeviceError.NOT_PRESENT, "no acknowledge");
            }
        }

        /** Long division of the word, complemented in its first eight bits, by x^8 + x^5 + x^4 + 1. */
        private static byte remainder(int word) {
            int dividend = (word ^ 0xFF00) << 8;
            for (int bit = 23; bit >= 8; bit--) {
                if ((dividend & 1 << bit) != 0) {
                    dividend ^= 0x131 << bit - 8;
                }
            }
            return (byte) dividend;
        }
    }
}
