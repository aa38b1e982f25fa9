package vn.trangtien.sim.board;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import vn.trangtien.sim.fault.Fault;

/** What can go wrong on each kind of wire. */
final class BusFaults {

    static final Set<Fault> I2C = faults(
            Fault.NACK,
            Fault.NACK_EVERY,
            Fault.BUS_STUCK,
            Fault.CRC_FLIP,
            Fault.BYTE_DROP,
            Fault.BYTE_INSERT,
            Fault.TRUNCATE,
            Fault.ADDRESS_CLASH,
            Fault.CABLE_CUT,
            Fault.BROWN_OUT);

    /** A chip select picks one chip and the clock is the master's, so bytes neither clash nor get lost one by one. */
    static final Set<Fault> SPI = faults(Fault.CRC_FLIP, Fault.TRUNCATE, Fault.CABLE_CUT, Fault.BROWN_OUT);

    static final Set<Fault> UART = faults(
            Fault.CRC_FLIP,
            Fault.BYTE_DROP,
            Fault.BYTE_INSERT,
            Fault.TRUNCATE,
            Fault.GARBAGE_BEFORE,
            Fault.WRONG_BAUD,
            Fault.ECHO,
            Fault.LATE_REPLY,
            Fault.CABLE_CUT,
            Fault.BROWN_OUT);

    static final Set<Fault> MODBUS_RTU = with(UART, Fault.FOREIGN_UNIT, Fault.ADDRESS_CLASH);

    /** TCP itself sees to it that bytes come whole. */
    static final Set<Fault> MODBUS_TCP = faults(Fault.LATE_REPLY, Fault.CABLE_CUT, Fault.NETWORK_DOWN, Fault.BROWN_OUT);

    static final Set<Fault> INPUT = faults(Fault.BOUNCE, Fault.MISSED_EDGE, Fault.CABLE_CUT);

    static final Set<Fault> OUTPUT = faults(Fault.CABLE_CUT);

    static final Set<Fault> ONE_WIRE =
            faults(Fault.CRC_FLIP, Fault.TRUNCATE, Fault.SLOW, Fault.CABLE_CUT, Fault.BROWN_OUT);

    static final Set<Fault> MQTT =
            faults(Fault.TRUNCATE, Fault.CABLE_CUT, Fault.NETWORK_DOWN, Fault.DUPLICATE_SEND, Fault.BROWN_OUT);

    static final Set<Fault> VALUE =
            faults(Fault.STUCK_VALUE, Fault.DRIFT, Fault.OFFSET, Fault.NOISE, Fault.SPIKE, Fault.SATURATE);

    static final Set<Fault> GATEWAY =
            faults(Fault.GATEWAY_RESTART, Fault.CLOCK_JUMP, Fault.NETWORK_DOWN, Fault.DUPLICATE_SEND, Fault.DISK_FULL);

    private BusFaults() {}

    private static Set<Fault> faults(Fault first, Fault... others) {
        return Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    private static Set<Fault> with(Set<Fault> some, Fault... more) {
        EnumSet<Fault> all = EnumSet.copyOf(some);
        Collections.addAll(all, more);
        return Collections.unmodifiableSet(all);
    }
}
