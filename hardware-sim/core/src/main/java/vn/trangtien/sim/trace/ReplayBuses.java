package vn.trangtien.sim.trace;

import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.sim.time.VirtualClock;

/** Buses at whose other end a recording answers. Used by one thread. */
public interface ReplayBuses extends Buses {

    /** How many lines of the recording have been served; a driver that got nothing new leaves it as it was. */
    int served();

    /** Whether every line of the recording has been served. */
    boolean isExhausted();

    /**
     * Serves the recording in its order. What a driver asks must be what it asked then; otherwise the port throws
     * {@link ReplayMismatch}, which names both.
     *
     * @param clock the trace begins at its present time
     * @param modbus makes the Modbus RTU masters over recorded lines
     */
    static ReplayBuses strict(Trace trace, VirtualClock clock, ModbusOverSerial modbus) {
        return new StrictBuses(trace, clock, modbus);
    }

    /**
     * Answers as well as the recording can: the next line that fits, else what was last said in answer to the same, else from
     * the registers that the recording has shown. What it has not seen is a {@code TIMEOUT} that says what was asked.
     *
     * @param clock is moved to the time of each line that is served
     * @param beginsAt when the trace begins, by the clock
     */
    static ReplayBuses lenient(Trace trace, VirtualClock clock, long beginsAt) {
        return new LenientBuses(trace, clock, beginsAt, 0);
    }
}
