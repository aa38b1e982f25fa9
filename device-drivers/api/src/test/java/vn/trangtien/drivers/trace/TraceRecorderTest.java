package vn.trangtien.drivers.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.port.SerialLink;

class TraceRecorderTest {

    private final ManualClock clock = new ManualClock();
    private final StringWriter text = new StringWriter();
    private final TraceRecorder recorder = new TraceRecorder(new TraceWriter(text), clock);
    private final ScriptedLink line = new ScriptedLink();
    private final BusConfig.ModbusRtu bus = new BusConfig.ModbusRtu(
            "rs485", "/dev/x", 9600, BusConfig.Parity.NONE, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void bytesOfAFrameAreOneLineAndThoseOfTheNextAnother() throws Exception {
        SerialLink link = new RecordingBuses.Link(line, "uart", recorder);
        for (int i = 0; i < 3; i++) {
            line.next.add(new byte[] {(byte) i});
        }
        line.next.add(new byte[0]);
        line.next.add(new byte[] {9});

        link.read(1, Duration.ZERO);
        clock.advance(1_000_000);
        link.read(1, Duration.ZERO);
        clock.advance(1_000_000);
        link.read(1, Duration.ZERO);
        link.read(1, Duration.ZERO);
        clock.advance(100_000_000);
        link.read(1, Duration.ZERO);
        link.write((byte) 0x55);
        recorder.close();

        assertThat(lines())
                .containsExactly(
                        "t=0.000000 uart until=0.002000 rx=00 01 02", "t=0.102000 uart rx=09", "t=0.102000 uart tx=55");
    }

    @Test
    void theBytesUnderAModbusMasterAreRecorded() throws Exception {
        ModbusOverSerial original = (link, config, lineClock) -> new ModbusMaster() {
            @Override
            public int[] readHolding(int unit, int first, int count) throws DeviceException, InterruptedException {
                link.write((byte) unit, (byte) 3);
                return new int[link.read(10, Duration.ZERO).length];
            }

            @Override
            public int[] readInput(int unit, int first, int count) {
                throw new AssertionError("nobody asks for this");
            }
        };
        line.next.add(new byte[] {1, 3});

        recorder.over(original).over(line, bus, clock).readHolding(1, 0, 1);
        recorder.close();

        assertThat(lines()).containsExactly("t=0.000000 rs485 tx=01 03", "t=0.000000 rs485 rx=01 03");
        assertThat(recorder.hasWire("rs485")).isTrue();
        assertThat(recorder.hasWire("meters")).isFalse();
    }

    @Test
    void requestsOverAWireOutOfReachAreProtocolDataUnits() throws Exception {
        var master = new RecordingModbus(
                new ModbusMaster() {
                    @Override
                    public int[] readHolding(int unit, int first, int count) {
                        return new int[] {0x12C, 0xEB};
                    }

                    @Override
                    public int[] readInput(int unit, int first, int count) throws DeviceException {
                        throw new DeviceException(DeviceError.TIMEOUT, "no answer");
                    }
                },
                "meters",
                recorder);

        master.readHolding(4, 0, 2);
        assertThatThrownBy(() -> master.readInput(4, 0x1F4, 1)).hasMessage("no answer");

        assertThat(lines())
                .containsExactly(
                        "t=0.000000 meters unit=4 q=03 00 00 00 02 a=03 04 01 2c 00 eb",
                        "t=0.000000 meters unit=4 q=04 01 f4 00 01 err=TIMEOUT \"no answer\"");
    }

    @Test
    void anUnpluggedPortIsRecordedToo() {
        SerialLink link = new RecordingBuses.Link(line, "uart", recorder);

        assertThatThrownBy(() -> link.read(1, Duration.ZERO)).isInstanceOf(DeviceException.class);

        assertThat(lines()).containsExactly("t=0.000000 uart rx= err=PORT_GONE \"unplugged\"");
    }

    private List<String> lines() {
        return text.toString().lines().skip(1).toList();
    }

    /** Gives what was prepared, then is unplugged. */
    private static final class ScriptedLink implements SerialLink {

        private final Deque<byte[]> next = new ArrayDeque<>();

        @Override
        public void write(byte... data) {
            assertThat(data).isNotEmpty();
        }

        @Override
        public byte[] read(int max, Duration timeout) throws DeviceException {
            if (next.isEmpty()) {
                throw new DeviceException(DeviceError.PORT_GONE, "unplugged");
            }
            return next.remove();
        }

        @Override
        public void purge() {
            next.clear();
        }
    }

    private static final class ManualClock implements DeviceClock {

        private long now = 5_000;

        void advance(long nanos) {
            now += nanos;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            advance(duration.toNanos());
        }
    }
}
