package vn.trangtien.sim.trace;

import java.time.Duration;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.sim.time.VirtualClock;

/**
 * A serial line on which each line of the recording is there when the driver waits for it. Purging throws nothing away. What
 * the driver writes does not matter, except that it takes turns with what it reads: in the first turns, in which a driver
 * settles how the instrument shall talk, the line may stay silent.
 */
final class LenientLink implements SerialLink {

    private final Recorded<Received> recorded;
    private final VirtualClock clock;
    private final int deafTurns;
    private Bytes rest = Bytes.NONE;
    private int turn;
    private boolean listened = true;

    LenientLink(Recorded<Received> recorded, VirtualClock clock, int deafTurns) {
        this.recorded = recorded;
        this.clock = clock;
        this.deafTurns = deafTurns;
    }

    @Override
    public void write(byte... data) {
        speak();
    }

    @Override
    public void purge() {
        speak();
    }

    private void speak() {
        if (listened) {
            turn++;
            listened = false;
        }
    }

    @Override
    public byte[] read(int max, Duration timeout) throws DeviceException {
        listened = true;
        boolean deaf = turn <= deafTurns && deafTurns > 0;
        if (rest.isEmpty() && !timeout.isZero() && !deaf) {
            rest = recorded.next(event -> true).map(Received::data).orElse(Bytes.NONE);
        }
        if (rest.isEmpty()) {
            clock.advance(timeout);
            return new byte[0];
        }
        Bytes taken = rest.first(Math.min(max, rest.length()));
        rest = rest.from(taken.length());
        return taken.toArray();
    }
}
