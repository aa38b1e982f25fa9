package vn.trangtien.drivers.lorawan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.testing.ManualClock;

/** Messages that arrive when the test says, in the time of its clock. */
final class ScriptedFeed implements MessageFeed {

    static final Instant START = Instant.parse("2026-10-14T03:00:00Z");

    private final ManualClock clock;
    private final List<Message> waiting = new ArrayList<>();
    boolean reachable = true;
    boolean closed;
    long dropped;

    ScriptedFeed(ManualClock clock) {
        this.clock = clock;
    }

    Instant now() {
        return START.plus(Duration.ofNanos(clock.nanoTime()));
    }

    void arrive(String topic, byte[] payload) {
        waiting.add(new Message(topic, payload, clock.nanoTime(), now()));
    }

    @Override
    public List<Message> take() throws DeviceException {
        if (waiting.isEmpty() && !reachable) {
            throw new DeviceException(DeviceError.TIMEOUT, "bus lora: the broker cannot be reached");
        }
        List<Message> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        closed = true;
    }
}
