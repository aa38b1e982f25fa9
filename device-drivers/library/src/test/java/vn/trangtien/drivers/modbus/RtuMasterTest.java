package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ScriptedLink;

class RtuMasterTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofMillis(600);

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);
    private final RtuMaster master = new RtuMaster(
            link,
            new BusConfig.ModbusRtu("rs485", "/dev/ttyUSB0", 9_600, BusConfig.Parity.NONE, TIMEOUT, QUIET),
            clock);

    /** Eastron's sheet: 230.2 V, IEEE 754, high word first. */
    @Test
    void exampleOfTheMaker() throws Exception {
        link.onWrite(bytes -> link.arrive(30, "01 04 04 43 66 33 34 1B 38"));

        int[] registers = master.readInput(1, 0, 2);

        assertThat(link.written()).containsExactly("01 04 00 00 00 02 71 CB");
        assertThat(RegisterType.FLOAT32.decode(registers, 0, true)).isCloseTo(230.2, within(1e-4));
    }

    @Test
    void functionThreeReadsHoldingRegisters() throws Exception {
        link.onWrite(bytes -> link.arrive(Duration.ofMillis(10), reply(7, 3, 0x1234)));

        assertThat(master.readHolding(7, 0x10, 1)).containsExactly(0x1234);
        assertThat(link.written().get(0)).startsWith("07 03 00 10 00 01");
    }

    @ParameterizedTest(name = "after {0}")
    @ValueSource(strings = {"", "00", "00 FF 12", "01", "01 04", "01 04 04", "01 04 00 00 00 02 71 CB"})
    void aReplyIsFoundBehindNoiseAndBehindTheOwnEcho(String before) throws Exception {
        link.onWrite(bytes -> {
            link.arrive(5, before);
            link.arrive(30, "01 04 04 43 66 33 34 1B 38");
        });

        assertThat(master.readInput(1, 0, 2)).containsExactly(0x4366, 0x3334);
    }

    @Test
    void aReplyMayComeByteByByte() throws Exception {
        byte[] reply = hex("01 04 04 43 66 33 34 1B 38");
        link.onWrite(bytes -> {
            for (int i = 0; i < reply.length; i++) {
                link.arrive(Duration.ofMillis(20 + 3L * i), new byte[] {reply[i]});
            }
        });

        assertThat(master.readInput(1, 0, 2)).containsExactly(0x4366, 0x3334);
    }

    /** A worker that is stopped in the middle of a request leaves a reply behind, perhaps to other registers. */
    @Test
    void theReplyToAnInterruptedRequestIsNotTheReplyToTheNext() throws Exception {
        var stopped = new AtomicBoolean(true);
        var interruptible = new SerialLink() {
            @Override
            public void write(byte... data) throws DeviceException {
                link.write(data);
            }

            @Override
            public byte[] read(int max, Duration timeout) throws DeviceException, InterruptedException {
                if (!link.written().isEmpty() && stopped.getAndSet(false)) {
                    throw new InterruptedException("the worker is being stopped");
                }
                return link.read(max, timeout);
            }

            @Override
            public void purge() throws DeviceException {
                link.purge();
            }
        };
        var interrupted = new RtuMaster(
                interruptible,
                new BusConfig.ModbusRtu("rs485", "/dev/ttyUSB0", 9_600, BusConfig.Parity.NONE, TIMEOUT, QUIET),
                clock);
        link.onWrite(bytes -> {
            int register = (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
            if (bytes.length == 8) {
                link.arrive(Duration.ofMillis(register == 0x10 ? 200 : 300), reply(7, 3, register));
            } else {
                link.arrive(Duration.ofMillis(300), signed(7, bytes[1] | 0x80, 1));
            }
        });
        assertThatThrownBy(() -> interrupted.readHolding(7, 0x10, 1)).isInstanceOf(InterruptedException.class);

        assertThat(interrupted.readHolding(7, 0x20, 1)).containsExactly(0x20);
    }

    /**
     * The danger of RTU: requests for different registers of the same length, and replies that come late now and then. Units
     * answer in order and hold at most one request while they work on another. Whatever the lateness, a value is right or
     * there is an error. A unit that ignores fences is safe within the quiet time only, as the class says.
     */
    @ParameterizedTest(name = "unit that {0} fences, late by up to {1} ms")
    @CsvSource({"ANSWERS, 3000", "REFUSES, 3000", "IGNORES, 600"})
    void aLateReplyNeverBecomesTheAnswerToTheNextRequest(Fences fences, long latest) throws Exception {
        var random = new Random(247);
        var unit = new SlowUnit(fences);
        link.onWrite(unit::hear);
        int right = 0;
        for (int i = 0; i < 20_000; i++) {
            int register = random.nextInt(0x100);
            unit.latencyMillis = random.nextInt(4) == 0 ? random.nextLong(400, latest) : random.nextLong(5, 100);
            try {
                assertThat(master.readInput(1, register, 1)).as("request %d", i).containsExactly(register);
                right++;
            } catch (DeviceException e) {
                assertThat(e.error()).isIn(DeviceError.TIMEOUT, DeviceError.FRAMING);
            }
        }
        assertThat(right).isGreaterThan(5_000);
    }

    private enum Fences {
        ANSWERS,
        REFUSES,
        IGNORES
    }

    /** A unit whose registers hold their own numbers. */
    private final class SlowUnit {

        private final Fences fences;
        private long startsAt;
        private long freeAt;
        private long latencyMillis;

        SlowUnit(Fences fences) {
            this.fences = fences;
        }

        void hear(byte[] request) {
            long now = clock.nanoTime();
            boolean oneWaits = startsAt > now;
            if (oneWaits || request[1] != 4 && fences == Fences.IGNORES) {
                return;
            }
            startsAt = Math.max(freeAt, now);
            freeAt = startsAt + Duration.ofMillis(latencyMillis).toNanos();
            link.arrive(Duration.ofNanos(freeAt - now), answer(request, fences == Fences.ANSWERS));
        }
    }

    @Test
    void nothingIsSentIntoTheQuietTimeAfterAFailure() throws Exception {
        assertThatThrownBy(() -> master.readInput(1, 0, 1)).isInstanceOf(DeviceException.class);
        long failedAt = clock.nanoTime();
        link.onWrite(bytes -> {
            assertThat(clock.nanoTime() - failedAt).isGreaterThanOrEqualTo(QUIET.toNanos());
            link.arrive(Duration.ofMillis(10), answer(bytes, true));
        });

        assertThat(master.readInput(1, 5, 1)).containsExactly(5);
    }

    @Test
    void anUndisturbedLineKeepsThreeAndAHalfCharactersOfSilence() throws Exception {
        link.onWrite(bytes -> link.arrive(Duration.ofMillis(10), reply(1, 4, 5)));
        master.readInput(1, 0, 1);
        long repliedAt = clock.nanoTime();
        link.onWrite(bytes -> {
            assertThat(Duration.ofNanos(clock.nanoTime() - repliedAt))
                    .isBetween(Duration.ofMillis(4), Duration.ofMillis(5));
            link.arrive(Duration.ofMillis(10), reply(1, 4, 6));
        });

        assertThat(master.readInput(1, 0, 1)).containsExactly(6);
    }

    @Test
    void aDeadUnitIsTriedThreeTimesThenOnceUntilItAnswers() throws Exception {
        assertThatThrownBy(() -> master.readInput(1, 0, 1)).isInstanceOf(DeviceException.class);
        assertThat(link.written()).hasSize(3);
        assertThatThrownBy(() -> master.readInput(1, 0, 1)).isInstanceOf(DeviceException.class);
        assertThat(link.written()).hasSize(4);
        link.onWrite(bytes -> link.arrive(Duration.ofMillis(10), answer(bytes, true)));
        master.readInput(1, 0, 1);
        int before = link.written().size();
        link.onWrite(bytes -> {});

        assertThatThrownBy(() -> master.readInput(1, 0, 1)).isInstanceOf(DeviceException.class);

        assertThat(link.written()).hasSize(before + 3);
    }

    @ParameterizedTest(name = "exception {0} is {1}")
    @CsvSource({"1, UNSUPPORTED", "2, UNSUPPORTED", "3, UNSUPPORTED", "4, BUSY", "6, BUSY"})
    void aRefusalIsAnAnswerAndIsNotRepeated(int code, DeviceError expected) {
        link.onWrite(bytes -> link.arrive(Duration.ofMillis(10), signed(1, 0x84, code)));

        assertThatThrownBy(() -> master.readInput(1, 0, 1))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(expected))
                .hasMessageContaining("rs485: unit 1 function 4 registers 0x0000..0x0000")
                .hasMessageContaining("exception " + code);
        assertThat(link.written()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', TIMEOUT",
        "01 04 04 43 66 33 34 1B 39, CRC",
        "01 04 04 43 66 33, FRAMING",
        "02 04 04 43 66 33 34 28 38, FRAMING"
    })
    void aBadReplyIsNamed(String reply, DeviceError expected) {
        link.onWrite(bytes -> link.arrive(20, reply));

        assertThatThrownBy(() -> master.readInput(1, 0, 2))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(expected));
    }

    @Test
    void anotherUnitsReplyIsNotTaken() {
        link.onWrite(bytes -> link.arrive(Duration.ofMillis(20), reply(2, 4, 5)));

        assertThatThrownBy(() -> master.readInput(1, 0, 1)).hasMessageContaining("another unit answered");
    }

    @Test
    void aLineThatIsNeverSilentIsNamed() {
        for (int i = 0; i < 100_000; i++) {
            link.arrive(Duration.ofMillis(i), new byte[] {0x55});
        }

        assertThatThrownBy(() -> master.readInput(1, 0, 1)).hasMessageContaining("never silent");
        assertThat(link.written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1", "256, 0, 1", "1, -1, 1", "1, 0, 0", "1, 0, 126", "1, 65535, 2"})
    void requestsOutsideTheProtocolAreProgrammingMistakes(int unit, int first, int count) {
        assertThatThrownBy(() -> master.readInput(unit, first, count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Modbus ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 248, 255})
    void addressesThatNoUnitOfASerialLineHasAreRefusedWithoutAWord(int unit) {
        assertThatThrownBy(() -> master.readInput(unit, 0, 1))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.UNSUPPORTED))
                .hasMessageContaining("must be 1 to 247, but was " + unit);
        assertThat(link.written()).isEmpty();
    }

    /** What a unit whose registers hold their own numbers says to any request. */
    private static byte[] answer(byte[] request, boolean knowsDiagnostics) {
        int function = request[1];
        if (function != 4) {
            if (!knowsDiagnostics) {
                return signed(request[0], function | 0x80, 1);
            }
            return switch (function) {
                case 7 -> signed(request[0], 7, 0x00);
                case 11 -> signed(request[0], 11, 0, 0, 0, 5);
                default -> signed(request[0], function, 3, 1, 2, 3);
            };
        }
        return reply(request[0], request[1], request[3] & 0xFF);
    }

    private static byte[] reply(int unit, int function, int register) {
        return signed(unit, function, 2, register >> 8, register & 0xFF);
    }

    private static byte[] signed(int... octets) {
        var frame = new byte[octets.length + 2];
        for (int i = 0; i < octets.length; i++) {
            frame[i] = (byte) octets[i];
        }
        int crc = Crc16.of(frame, 0, octets.length);
        frame[octets.length] = (byte) crc;
        frame[octets.length + 1] = (byte) (crc >> 8);
        return Arrays.copyOf(frame, frame.length);
    }
}
