package vn.trangtien.drivers.testing;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SerialLink;

/** A serial line in virtual time: bytes arrive when the script says, and waiting moves the clock. */
public final class ScriptedLink implements SerialLink {

    private record Arrival(long at, long order, byte[] bytes) {}

    private static final int CHUNK = 32;

    private final ManualClock clock;
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingLong(Arrival::order));
    private final List<String> written = new ArrayList<>();
    private Consumer<byte[]> onWrite = bytes -> {};
    private long order;
    private boolean plugged = true;

    public ScriptedLink(ManualClock clock) {
        this.clock = clock;
    }

    /** Bytes in hexadecimal, spaces allowed. */
    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    public ScriptedLink arrive(Duration fromNow, byte[] bytes) {
        long at = clock.nanoTime() + fromNow.toNanos();
        for (int i = 0; i < bytes.length; i += CHUNK) {
            arrivals.add(new Arrival(at, order++, Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + CHUNK))));
        }
        return this;
    }

    /** From now on the adapter is gone from the machine. */
    public ScriptedLink unplug() {
        plugged = false;
        return this;
    }

    /** The adapter is back. */
    public ScriptedLink plugIn() {
        plugged = true;
        return this;
    }

    public ScriptedLink arrive(long millisFromNow, String hex) {
        return arrive(Duration.ofMillis(millisFromNow), hex(hex));
    }

    /** Called at each write, to answer it. */
    public ScriptedLink onWrite(Consumer<byte[]> answer) {
        this.onWrite = answer;
        return this;
    }

    /** Everything the driver sent, in hexadecimal. */
    public List<String> written() {
        return written;
    }

    @Override
    public void write(byte... data) throws DeviceException {
        needAdapter();
        written.add(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(data));
        onWrite.accept(data);
    }

    @Override
    public byte[] read(int max, Duration timeout) throws DeviceException {
        needAdapter();
        long deadline = clock.nanoTime() + timeout.toNanos();
        Arrival next = arrivals.peek();
        long until = next == null ? deadline : Math.min(deadline, next.at());
        clock.sleep(Duration.ofNanos(Math.max(0, until - clock.nanoTime())));
        var heard = new ByteArrayOutputStream();
        while (next != null && next.at() <= clock.nanoTime() && heard.size() + next.bytes().length <= max) {
            heard.writeBytes(arrivals.remove().bytes());
            next = arrivals.peek();
        }
        return heard.toByteArray();
    }

    @Override
    public void purge() throws DeviceException {
        needAdapter();
        arrivals.removeIf(arrival -> arrival.at() <= clock.nanoTime());
    }

    private void needAdapter() throws DeviceException {
        if (!plugged) {
            throw new DeviceException(DeviceError.PORT_GONE, "bus uart: /dev/ttyUSB0 was unplugged");
        }
    }
}
