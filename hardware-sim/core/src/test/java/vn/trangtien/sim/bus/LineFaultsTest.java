package vn.trangtien.sim.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.fault.FaultSetting;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.world.RandomStream;

/** What goes wrong on wires, seen from the driver's end. */
class LineFaultsTest {

    private static final byte[] FRAME = HexFormat.of().parseHex("FF07A1A7");

    private final FaultPlan plan = new FaultPlan(name -> new RandomStream(5, name), new VirtualClock());
    private final FaultPlan.Target faults = plan.declare("device", EnumSet.allOf(Fault.class));

    @ParameterizedTest(name = "{0} makes {1} bytes")
    @CsvSource({"crc-flip, 4", "byte-drop, 3", "byte-insert, 5", "truncate, 3", "garbage-before, 7", "wrong-baud, 4"})
    void aFrameIsDamagedSomewhereAndDifferentlyEachTime(String fault, int length) {
        var talker = new Talker();
        var line = new FaultyLine(talker, faults);
        plan.switchOn("device", fault);

        assertThat(line.due(0)).singleElement().satisfies(frame -> {
            assertThat(frame).hasSize(length).isNotEqualTo(FRAME);
        });
        plan.clear();
        assertThat(line.due(0)).containsExactly(FRAME);
    }

    @Test
    void aFlippedBitIsOneBit() {
        var line = new FaultyLine(new Talker(), faults);
        plan.switchOn("device", Fault.CRC_FLIP);

        for (int i = 0; i < 100; i++) {
            byte[] frame = line.due(0).get(0);
            int bits = 0;
            for (int at = 0; at < FRAME.length; at++) {
                bits += Integer.bitCount((frame[at] ^ FRAME[at]) & 0xFF);
            }
            assertThat(bits).isEqualTo(1);
        }
    }

    @Test
    void aLateReplyComesLateByItsAmount() {
        var line = new FaultyLine(new Talker(), faults);
        plan.switchOn("device", FaultSetting.always(Fault.LATE_REPLY).withAmount(250));

        assertThat(line.due(0)).isEmpty();
        plan.clear();
        assertThat(line.nextDueAt()).isLessThanOrEqualTo(Duration.ofMillis(250).toNanos());
        assertThat(line.due(Duration.ofMillis(250).toNanos())).hasSize(2);
    }

    @Test
    void anEchoIsHeardAndACutCableIsNot() {
        var talker = new Talker();
        var line = new FaultyLine(talker, faults);
        plan.switchOn("device", Fault.ECHO);
        line.receive(new byte[] {1, 2}, 0);
        assertThat(line.due(0)).contains(new byte[] {1, 2});

        plan.clear();
        plan.switchOn("device", Fault.CABLE_CUT);
        line.receive(new byte[] {3}, 0);
        assertThat(line.due(0)).isEmpty();
        assertThat(talker.heard).isEqualTo(1);
    }

    @Test
    void twoTalkersOnOneWireAreTheirLowBits() {
        var line = new FaultyLine(new Talker(), faults, () -> new Talker((byte) 0x0F, (byte) 0xF0));
        plan.switchOn("device", Fault.ADDRESS_CLASH);
        line.receive(new byte[0], 0);

        assertThat(line.due(0)).containsExactly(new byte[] {0x0F, 0x00, (byte) 0xA1, (byte) 0xA7});
    }

    @Test
    void aHeldDataLineStopsEveryDeviceOfItsBus() {
        var lines = new I2cLines();
        lines.attach(1, 0x76, new Register(0x60), faults);
        lines.attach(1, 0x44, new Register(0x55), FaultPlan.Target.sound());
        lines.attach(2, 0x44, new Register(0x56), FaultPlan.Target.sound());
        plan.switchOn("device", Fault.BUS_STUCK);

        assertThatThrownBy(() -> lines.transact(1, 0x44, new byte[1], 1)).hasMessage("Connection timed out");
        assertThat(read(lines, 2, 0x44)).isEqualTo(0x56);
    }

    @Test
    void everyThirdTransactionIsRefused() {
        var lines = new I2cLines();
        lines.attach(1, 0x76, new Register(0x60), faults);
        plan.switchOn("device", Fault.NACK_EVERY);

        var refused = new ArrayList<Integer>();
        for (int i = 1; i <= 9; i++) {
            try {
                lines.transact(1, 0x76, new byte[1], 1);
            } catch (IOException e) {
                refused.add(i);
            }
        }

        assertThat(refused).containsExactly(3, 6, 9);
    }

    @Test
    void twoChipsAtOneAddressAreTheirLowBits() {
        var lines = new I2cLines();
        lines.attach(1, 0x76, new Register(0b1100), faults, () -> new Register(0b1010));
        plan.switchOn("device", Fault.ADDRESS_CLASH);

        assertThat(read(lines, 1, 0x76)).isEqualTo(0b1000);
    }

    @Test
    void aBounceEndsAtTheLevelOfTheContactAndAMissedEdgeIsNotReported() {
        var pins = new PinLines();
        var contact = new Switch();
        pins.drive(17, contact, faults);
        var heard = new ArrayList<Boolean>();
        pins.listen(17, (high, at) -> heard.add(high));
        plan.switchOn("device", FaultSetting.always(Fault.BOUNCE).withAmount(3));

        contact.next = new Edge(1_000_000, false);
        pins.follow(1_000_000);
        pins.follow(10_000_000);

        assertThat(heard).containsExactly(false, true, false, true, false, true, false);

        plan.clear();
        plan.switchOn("device", Fault.MISSED_EDGE);
        contact.next = new Edge(20_000_000, true);
        pins.follow(20_000_000);

        assertThat(heard).hasSize(7);
        assertThat(pins.isHigh(17, 20_000_000)).isTrue();
    }

    @Test
    void aCutWireTakesTheLevelOfItsResistor() {
        var pins = new PinLines();
        var contact = new Switch();
        contact.high = false;
        pins.drive(17, contact, faults);
        assertThat(pins.isHigh(17, 0)).isFalse();

        plan.switchOn("device", Fault.CABLE_CUT);
        assertThat(pins.isHigh(17, 0)).isTrue();
        pins.pull(17, false);
        assertThat(pins.isHigh(17, 0)).isFalse();
    }

    @Test
    void messagesAreLostTwiceSentOrCut() {
        var lines = new MessageLines();
        var heard = new ArrayList<byte[]>();
        lines.attach("radio", new Beacon(), faults);
        lines.listen("radio", (message, at) -> heard.add(message.payload()));

        plan.switchOn("device", Fault.DUPLICATE_SEND);
        lines.follow(0);
        assertThat(heard).hasSize(2);
        plan.clear();
        plan.switchOn("device", Fault.NETWORK_DOWN);
        assertThat(lines.isReachable("radio")).isFalse();
        lines.follow(0);
        assertThat(heard).hasSize(2);
        plan.clear();
        plan.switchOn("device", Fault.TRUNCATE);
        lines.follow(0);
        assertThat(heard.get(2)).hasSize(4);
    }

    private static int read(I2cLines lines, int bus, int device) {
        try {
            return lines.transact(bus, device, new byte[1], 1)[0] & 0xFF;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends its frame whenever it is asked. */
    private static final class Talker implements SerialTarget {

        private final byte[] frame;
        private int heard;

        Talker(byte... frame) {
            this.frame = frame.length == 0 ? FRAME : frame;
        }

        @Override
        public int baud() {
            return 9_600;
        }

        @Override
        public void receive(byte[] bytes, long now) {
            heard++;
        }

        @Override
        public List<byte[]> due(long now) {
            return List.of(frame.clone());
        }

        @Override
        public long nextDueAt() {
            return Long.MAX_VALUE;
        }
    }

    private record Register(int value) implements I2cTarget {

        @Override
        public boolean start(boolean read) {
            return true;
        }

        @Override
        public boolean write(int octet) {
            return true;
        }

        @Override
        public int read() {
            return value;
        }
    }

    private static final class Switch implements EdgeSource {

        private boolean high = true;
        private Edge next = new Edge(Long.MAX_VALUE, true);

        @Override
        public boolean high() {
            return high;
        }

        @Override
        public List<Edge> due(long now) {
            if (next.at() > now) {
                return List.of();
            }
            Edge edge = next;
            high = edge.high();
            next = new Edge(Long.MAX_VALUE, true);
            return List.of(edge);
        }

        @Override
        public long nextDueAt() {
            return next.at();
        }
    }

    private static final class Beacon implements MessageSource {

        @Override
        public List<Published> due(long now) {
            return List.of(new Published("up", new byte[] {1, 2, 3, 4, 5, 6}));
        }

        @Override
        public long nextDueAt() {
            return Long.MAX_VALUE;
        }
    }
}
