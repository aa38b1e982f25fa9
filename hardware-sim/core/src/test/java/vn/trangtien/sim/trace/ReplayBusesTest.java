package vn.trangtien.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceFormatException;
import vn.trangtien.drivers.trace.TraceReader;
import vn.trangtien.sim.time.VirtualClock;

class ReplayBusesTest {

    private final VirtualClock clock = new VirtualClock();

    @Test
    void strictlyTheClockJumpsAndAnswersComeInTheirOrder() throws Exception {
        ReplayBuses buses = strict("""
                t=2.5 i2c-1 0x76 w=d0 r=60
                t=3.0 i2c-1 0x76 w=f4 25
                t=4.0 i2c-1 0x76 w=f7 n=8 err=NOT_PRESENT "no acknowledge"
                """);
        I2cPort port = buses.i2c("i2c-1", 0x76);

        assertThat(port.readRegister(0xD0, 1)).containsExactly(0x60);
        assertThat(clock.nanoTime()).isEqualTo(2_500_000_000L);
        port.write((byte) 0xF4, (byte) 0x25);
        assertThatThrownBy(() -> port.readRegister(0xF7, 8))
                .asInstanceOf(type(DeviceException.class))
                .returns(DeviceError.NOT_PRESENT, DeviceException::error)
                .returns("no acknowledge", Throwable::getMessage);
        assertThat(buses.isExhausted()).isTrue();
        assertThatThrownBy(() -> port.write((byte) 1))
                .isInstanceOf(ReplayMismatch.class)
                .hasMessageContaining("the recording ends here");
    }

    @Test
    void aWriteThatDiffersNamesBothAndTheLine() throws Exception {
        I2cPort port = strict("t=1 i2c-1 0x76 w=f4 25\n").i2c("i2c-1", 0x76);

        assertThatThrownBy(() -> port.write((byte) 0xF4, (byte) 0x27))
                .isInstanceOf(ReplayMismatch.class)
                .hasMessage("line 2, bus i2c-1: the recording has '0x76 w=f4 25', but the driver asked '0x76 w=f4 27'");
    }

    @Test
    void bytesComeWhenTheyCameThen() throws Exception {
        SerialLink link = strict("t=0 u open baud=9600\nt=1.0 u until=1.3 rx=01 02 03 04\n")
                .serial("u", 9600);

        assertThat(link.read(9, Duration.ofMillis(500))).isEmpty();
        assertThat(clock.nanoTime()).isEqualTo(500_000_000L);
        assertThat(link.read(9, Duration.ofSeconds(1))).containsExactly(1);
        clock.advance(Duration.ofMillis(150));
        assertThat(link.read(9, Duration.ZERO)).containsExactly(2);
        link.purge();
        assertThat(link.read(9, Duration.ofSeconds(1))).containsExactly(3);
        clock.advance(Duration.ofMillis(200));
        link.purge();
        assertThat(link.read(9, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void edgesHappenWhileTheClockMoves() throws Exception {
        GpioIn input = strict(
                        "t=0 gpio line=17 pull=up level=1\nt=1 gpio line=17 edge=fall\nt=1.1 gpio line=17 edge=rise\n")
                .input("gpio", 17, GpioIn.Pull.UP);
        List<String> heard = new ArrayList<>();
        input.onEdge((high, at) -> heard.add(high + "@" + at));

        clock.advance(Duration.ofSeconds(1));
        assertThat(input.isHigh()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("false@1000000000", "true@1100000000");
    }

    /** A register that no request of its own read is answered from those that others showed; one that none showed, never. */
    @Test
    void lenientlyModbusRegistersAreAnImageOfWhatWasSeen() throws Exception {
        ModbusMaster master = lenient("""
                        t=1 m unit=4 q=03 00 00 00 02 a=03 04 01 2c 00 eb
                        t=2 m unit=4 q=03 00 02 00 01 a=03 02 00 f0
                        t=3 m unit=4 q=04 00 09 00 01 a=84 02
                        """).modbus("m");

        assertThat(master.readHolding(4, 0, 3)).containsExactly(300, 235, 240);
        assertThat(master.readHolding(4, 1, 1)).containsExactly(235);
        assertThatThrownBy(() -> master.readHolding(4, 2, 2)).hasMessageContaining("0x0003 is missing");
        assertThatThrownBy(() -> master.readHolding(5, 0, 1)).hasMessageContaining("unit=5");
    }

    @Test
    void aRecordedReplyWithAWrongChecksumIsNoValue() throws Exception {
        ModbusMaster damaged = lenient("t=1 m tx=01 04 00 00 00 02 71 cb\nt=1.1 m rx=01 04 04 43 66 33 35 1b 38\n")
                .modbus("m");
        assertThatThrownBy(() -> damaged.readInput(1, 0, 2))
                .asInstanceOf(type(DeviceException.class))
                .returns(DeviceError.CRC, DeviceException::error);

        ModbusMaster sound = lenient("t=1 m tx=01 04 00 00 00 02 71 cb\nt=1.1 m rx=01 04 04 43 66 33 34 1b 38\n")
                .modbus("m");
        assertThat(sound.readInput(1, 0, 2)).containsExactly(0x4366, 0x3334);
    }

    @Test
    void lenientlyADumpIsAMemoryWithHoles() throws Exception {
        I2cPort port = lenient("t=0 i2c-1 0x76 w=88 r=01 02 03\nt=0 i2c-1 0x76 w=8c r=05\n")
                .i2c("i2c-1", 0x76);

        assertThat(port.readRegister(0x89, 2)).containsExactly(2, 3);
        port.write((byte) 0xF4, (byte) 0x25);
        assertThat(port.readRegister(0xF4, 1)).containsExactly(0x25);
        assertThatThrownBy(() -> port.readRegister(0x88, 5)).hasMessageContaining("0x8b is missing");
    }

    private ReplayBuses strict(String lines) throws TraceFormatException {
        return ReplayBuses.strict(trace(lines), clock, (link, bus, lineClock) -> {
            throw new AssertionError("there is no Modbus line here");
        });
    }

    private ReplayBuses lenient(String lines) throws TraceFormatException {
        return ReplayBuses.lenient(trace(lines), clock, 0);
    }

    private static Trace trace(String lines) throws TraceFormatException {
        return TraceReader.read("trace.txt", TraceReader.VERSION_LINE + "\n" + lines);
    }
}
