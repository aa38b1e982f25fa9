package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ScriptedLink;

/** What a bad wire does to a frame: the value is right or there is an error, and the line recovers. */
class DamagedFramesTest {

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);
    private final RtuMaster master = new RtuMaster(
            link,
            new BusConfig.ModbusRtu(
                    "rs485",
                    "/dev/ttyUSB0",
                    9_600,
                    BusConfig.Parity.NONE,
                    Duration.ofMillis(500),
                    Duration.ofMillis(600)),
            clock);

    enum Damage {
        FLIPPED_BIT {
            @Override
            byte[] of(byte[] frame, Random random) {
                byte[] damaged = frame.clone();
                damaged[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
                return damaged;
            }
        },
        DROPPED_BYTE {
            @Override
            byte[] of(byte[] frame, Random random) {
                int at = random.nextInt(frame.length);
                return joined(Arrays.copyOf(frame, at), Arrays.copyOfRange(frame, at + 1, frame.length));
            }
        },
        INSERTED_BYTE {
            @Override
            byte[] of(byte[] frame, Random random) {
                int at = random.nextInt(frame.length + 1);
                return joined(
                        Arrays.copyOf(frame, at),
                        new byte[] {(byte) random.nextInt()},
                        Arrays.copyOfRange(frame, at, frame.length));
            }
        },
        TRUNCATED {
            @Override
            byte[] of(byte[] frame, Random random) {
                return Arrays.copyOf(frame, random.nextInt(frame.length));
            }
        },
        GARBAGE_BEFORE {
            @Override
            byte[] of(byte[] frame, Random random) {
                var garbage = new byte[random.nextInt(1, 20)];
                random.nextBytes(garbage);
                return joined(garbage, frame);
            }
        },
        WRONG_BAUD {
            @Override
            byte[] of(byte[] frame, Random random) {
                var garbage = new byte[random.nextInt(1, 2 * frame.length)];
                random.nextBytes(garbage);
                return garbage;
            }
        },
        FOREIGN_UNIT {
            @Override
            byte[] of(byte[] frame, Random random) {
                byte[] other = Arrays.copyOf(frame, frame.length - 2);
                other[0]++;
                return signed(other);
            }
        };

        abstract byte[] of(byte[] frame, Random random);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedReplyIsNeverAWrongValue(Damage damage) throws Exception {
        var random = new Random(damage.ordinal());
        int right = 0;
        for (int i = 0; i < 3_000; i++) {
            int register = random.nextInt(0x10000 - 4);
            boolean struck = random.nextInt(3) == 0;
            link.onWrite(question -> {
                byte[] answer = answer(question);
                link.arrive(Duration.ofMillis(20), struck && question.length == 8 ? damage.of(answer, random) : answer);
            });
            try {
                assertThat(master.readInput(1, register, 4))
                        .as("request %d", i)
                        .containsExactly(register, register + 1, register + 2, register + 3);
                right++;
            } catch (DeviceException e) {
                assertThat(struck).as(e.getMessage()).isTrue();
                assertThat(e.error()).isIn(DeviceError.TIMEOUT, DeviceError.CRC, DeviceError.FRAMING);
            }
        }
        assertThat(right).isGreaterThan(1_500);
    }

    @Test
    void theOwnEchoBehindNoiseIsNoReply() throws Exception {
        // First register 0x0400 of two: the echo looks like the head of a reply with four bytes.
        link.onWrite(question -> {
            link.arrive(Duration.ofMillis(2), joined(new byte[] {(byte) 0xFF}, question));
            link.arrive(Duration.ofMillis(30), answer(question));
        });

        assertThat(master.readInput(1, 0x0400, 2)).containsExactly(0x0400, 0x0401);
    }

    @Test
    void aSpuriousByteBehindEachReplyDoesNotSlowTheLine() throws Exception {
        link.onWrite(question -> link.arrive(Duration.ofMillis(20), joined(answer(question), new byte[] {0})));
        for (int i = 0; i < 10; i++) {
            assertThat(master.readInput(1, i, 1)).containsExactly(i);
        }

        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThan(Duration.ofMillis(300));
        assertThat(link.written()).hasSize(10);
    }

    @Test
    void twoAnswersAtOnceAreAnAddressClash() {
        link.onWrite(question -> link.arrive(Duration.ofMillis(20), joined(answer(question), answer(question))));

        assertClash(() -> master.readInput(1, 5, 1));
    }

    @Test
    void aSecondAnswerBeforeTheNextRequestIsAnAddressClash() throws Exception {
        link.onWrite(question -> {
            link.arrive(Duration.ofMillis(20), answer(question));
            link.arrive(Duration.ofMillis(60), answer(question));
        });
        master.readInput(1, 5, 1);
        clock.sleep(Duration.ofSeconds(1));
        link.onWrite(question -> link.arrive(Duration.ofMillis(20), joined(answer(question), answer(question))));

        assertClash(() -> master.readInput(1, 6, 1));
    }

    @Test
    void aUnitAloneAgainIsBelievedAgain() throws Exception {
        twoAnswersAtOnceAreAnAddressClash();
        link.onWrite(question -> link.arrive(Duration.ofMillis(20), answer(question)));

        assertThat(master.readInput(1, 7, 1)).containsExactly(7);
    }

    /** Frames from the makers' sheets and the specification, with the sum recomputed bit by bit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 04 00 00 00 02 71 CB",
                "01 04 04 43 66 33 34 1B 38",
                "01 03 00 00 00 01 84 0A",
                "01 03 00 01 00 01 D5 CA",
                "01 03 00 02 00 01 25 CA"
            })
    void publishedFramesHaveTheirSum(String frame) {
        byte[] bytes = hex(frame);
        int crc = 0xFFFF;
        for (int i = 0; i < 8 * (bytes.length - 2); i++) {
            int in = bytes[i / 8] >> i % 8 & 1;
            crc = (crc & 1) != in ? crc >> 1 ^ 0xA001 : crc >> 1;
        }

        assertThat(bytes[bytes.length - 2]).isEqualTo((byte) crc);
        assertThat(bytes[bytes.length - 1]).isEqualTo((byte) (crc >> 8));
        assertThat(Crc16.fits(bytes, 0, bytes.length)).isTrue();
    }

    @ParameterizedTest(name = "register {2} of {0} function {1}")
    @CsvSource({"1, 4, 0x0000, 2, 01 04 00 00 00 02 71 CB", "1, 3, 0x0002, 1, 01 03 00 02 00 01 25 CA"})
    void requestsAreThoseOfTheSheets(int unit, int function, String first, int count, String frame) {
        assertThat(new ReadRequest(unit, function, Integer.decode(first), count).bytes())
                .isEqualTo(hex(frame));
    }

    private static void assertClash(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.FRAMING))
                .hasMessageContaining("the unit answered twice; give each unit on the line an address of its own");
    }

    /** A unit whose registers hold their own numbers and that refuses diagnostics. */
    private static byte[] answer(byte[] question) {
        if (question[1] != 4) {
            return signed(new byte[] {question[0], (byte) (question[1] | 0x80), 1});
        }
        int first = (question[2] & 0xFF) << 8 | question[3] & 0xFF;
        int count = question[5];
        var frame = new byte[3 + 2 * count];
        frame[0] = question[0];
        frame[1] = question[1];
        frame[2] = (byte) (2 * count);
        for (int i = 0; i < count; i++) {
            frame[3 + 2 * i] = (byte) (first + i >> 8);
            frame[4 + 2 * i] = (byte) (first + i);
        }
        return signed(frame);
    }

    private static byte[] signed(byte[] frame) {
        int crc = Crc16.of(frame, 0, frame.length);
        return joined(frame, new byte[] {(byte) crc, (byte) (crc >> 8)});
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
