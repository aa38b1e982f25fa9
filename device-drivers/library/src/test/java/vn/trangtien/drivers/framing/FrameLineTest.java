package vn.trangtien.drivers.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ScriptedLink;

@Timeout(10)
class FrameLineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** {@code 55 data sum}. */
    private static final FrameShape SHAPE = new FrameShape() {
        @Override
        public String signature() {
            return "55 data sum";
        }

        @Override
        public int longest() {
            return 3;
        }

        @Override
        public int length(byte[] bytes, int filled) {
            return bytes[0] == 0x55 ? 3 : NO_FRAME;
        }

        @Override
        public boolean sumFits(byte[] frame) {
            return (byte) ByteSum.of(frame, 0, 2) == frame[2];
        }
    };

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);
    private final FrameLine line = line(link, clock);

    @Test
    void framesOfOneBurstComeOneAfterTheOther() throws Exception {
        link.arrive(300, "55 01 56 00 55 02 57");

        line.listen(SECOND);

        assertThat(line.next(any -> true)).contains(hex("55 01 56"));
        assertThat(line.next(any -> true)).contains(hex("55 02 57"));
        assertThat(line.next(any -> true)).isEmpty();
        assertThat(clock.nanoTime()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void aWaitEndsWhenNothingComesForLong() throws Exception {
        link.arrive(300, "55");

        line.listen(Duration.ofSeconds(20), SECOND);

        assertThat(line.next(any -> true)).isEmpty();
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofMillis(1_300).toNanos());
    }

    @Test
    void aClockThatStandsStillEndsNoWaitButSilenceDoes() throws Exception {
        FrameLine still = line(new ScriptedLink(new ManualClock()), new StandingClock());

        still.listen(SECOND);

        assertThat(still.next(any -> true)).isEmpty();
    }

    @Test
    void bytesWithoutEndEndTheWait() throws Exception {
        FrameLine flooded = line(new FloodedLink(), new StandingClock());

        flooded.listen(SECOND);

        assertThat(flooded.next(any -> true)).isEmpty();
        assertThat(flooded.failure().error()).isEqualTo(DeviceError.FRAMING);
    }

    @Test
    void aClockThatJumpsAheadEndsTheWaitEarly() throws Exception {
        line.listen(SECOND);
        clock.sleep(Duration.ofHours(7));

        assertThat(line.next(any -> true)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', TIMEOUT, 'x on uart: nothing came within 1000 ms; are power, ground and the sensor''s TX connected?'",
        "55 01 57 55 02 58, CRC, 'x on uart: 2 frame(s) 55 data sum came with a wrong checksum; is the cable too long, unshielded or loose?'",
        "12 34, FRAMING, 'x on uart: 2 bytes came, the first 12 34, but no whole frame 55 data sum; is it an X?'",
        "AA 01, FRAMING, 'x on uart: the gateway''s own command AA 01 came back instead of a frame 55 data sum; does TX touch RX?'",
        "55 09 5E, TIMEOUT, 'x on uart: 1 frame(s) came, but not all that were awaited, within 1000 ms; are power, ground and the sensor''s TX connected?'"
    })
    void whatIsWrongIsSaid(String came, DeviceError error, String message) throws Exception {
        line.send(hex("AA 01"));
        link.arrive(10, came);
        line.listen(SECOND);

        assertThat(line.next(frame -> frame[1] == 1)).isEmpty();
        assertThat(line.failure()).hasMessage(message);
        assertThat(line.failure().error()).isEqualTo(error);
    }

    @Test
    void whatCameBeforeIsForgotten() throws Exception {
        link.arrive(0, "55 01 56");
        line.forget();
        line.listen(SECOND);

        assertThat(line.next(any -> true)).isEmpty();
        assertThat(line.failure().error()).isEqualTo(DeviceError.TIMEOUT);
    }

    @Test
    void anUnpluggedAdapterIsPassedOn() {
        link.unplug();
        line.listen(SECOND);

        assertThatThrownBy(() -> line.next(any -> true))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE));
    }

    private static FrameLine line(SerialLink link, DeviceClock clock) {
        return new FrameLine(link, clock, "x on uart", SHAPE, "is it an X?");
    }

    private static final class StandingClock implements DeviceClock {

        @Override
        public long nanoTime() {
            return 42;
        }

        @Override
        public void sleep(Duration duration) {}
    }

    /** Always has more. */
    private static final class FloodedLink implements SerialLink {

        @Override
        public void write(byte... data) {}

        @Override
        public byte[] read(int max, Duration timeout) {
            return new byte[max];
        }

        @Override
        public void purge() {}
    }
}
