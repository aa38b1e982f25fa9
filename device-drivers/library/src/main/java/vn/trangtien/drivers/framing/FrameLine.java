package vn.trangtien.drivers.framing;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SerialLink;

/**
 * A serial line on which one instrument sends frames of one shape. Not thread-safe.
 *
 * <p>Every wait ends: by the clock; by the silence heard, should the clock stand still; or by the number of bytes, should
 * something send without end. A clock that jumps ahead ends it early.
 */
public final class FrameLine {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final int MOST_BYTES = 32_768;
    private static final int REMEMBERED_BYTES = 32;
    private static final int SHOWN_BYTES = 8;

    private final SerialLink link;
    private final DeviceClock clock;
    private final String name;
    private final FrameShape shape;
    private final String question;
    private final FrameReader reader;
    private final ArrayDeque<byte[]> found = new ArrayDeque<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private byte[] lastCommand = {};
    private int frames;
    private long startedAt;
    private long limitNanos;
    private long patienceNanos;
    private long silentNanos;
    private int bytes;

    /**
     * @param name of the device and its bus, with which messages begin
     * @param question what a technician should check when bytes come that are no frames
     */
    public FrameLine(SerialLink link, DeviceClock clock, String name, FrameShape shape, String question) {
        this.link = link;
        this.clock = clock;
        this.name = name;
        this.shape = shape;
        this.question = question;
        this.reader = new FrameReader(shape);
    }

    /** Throws away everything that has come, which is as old as the last read. */
    public void forget() throws DeviceException {
        link.purge();
        reader.reset();
        found.clear();
        heard.reset();
        frames = 0;
    }

    /** Sends bytes; what came before stays. */
    public void send(byte... command) throws DeviceException {
        lastCommand = command.clone();
        link.write(command);
    }

    /** Begins a wait for frames. */
    public void listen(Duration limit) {
        listen(limit, limit);
    }

    /** Begins a wait for frames that also ends when nothing at all has come for a while. */
    public void listen(Duration limit, Duration longestSilence) {
        startedAt = clock.nanoTime();
        limitNanos = limit.toNanos();
        patienceNanos = longestSilence.toNanos();
        silentNanos = 0;
        bytes = 0;
    }

    /** The next frame that is wanted; empty when the wait has ended. Other frames are skipped. */
    public Optional<byte[]> next(Predicate<byte[]> wanted) throws DeviceException, InterruptedException {
        while (true) {
            while (!found.isEmpty()) {
                byte[] frame = found.remove();
                if (wanted.test(frame)) {
                    return Optional.of(frame);
                }
            }
            long left = Math.min(limitNanos - (clock.nanoTime() - startedAt), patienceNanos - silentNanos);
            if (left <= 0 || bytes >= MOST_BYTES) {
                return Optional.empty();
            }
            hear(Math.min(left, SLICE.toNanos()));
        }
    }

    /** Why no frame, or too few of them, came since {@link #forget}. */
    public DeviceException failure() {
        if (reader.mostlyDamaged()) {
            return new DeviceException(
                    DeviceError.CRC,
                    "%s: %d frame(s) %s came with a wrong checksum; is the cable too long, unshielded or loose?"
                            .formatted(name, reader.badSums(), shape.signature()));
        }
        if (isEcho()) {
            return new DeviceException(
                    DeviceError.FRAMING,
                    "%s: the gateway's own command %s came back instead of a frame %s; does TX touch RX?"
                            .formatted(name, HEX.formatHex(lastCommand), shape.signature()));
        }
        if (reader.strayBytes() > 0) {
            return new DeviceException(
                    DeviceError.FRAMING,
                    "%s: %d bytes came, the first %s, but no whole frame %s; %s"
                            .formatted(name, reader.strayBytes(), firstBytes(), shape.signature(), question));
        }
        String what =
                frames == 0 ? "nothing came" : "%d frame(s) came, but not all that were awaited,".formatted(frames);
        return new DeviceException(
                DeviceError.TIMEOUT,
                "%s: %s within %d ms; are power, ground and the sensor's TX connected?"
                        .formatted(name, what, limitNanos / 1_000_000));
    }

    private void hear(long waitNanos) throws DeviceException, InterruptedException {
        byte[] came = link.read(64, Duration.ofNanos(waitNanos));
        if (came.length == 0) {
            silentNanos += waitNanos;
            return;
        }
        silentNanos = 0;
        bytes += came.length;
        heard.write(came, 0, Math.min(came.length, REMEMBERED_BYTES - Math.min(REMEMBERED_BYTES, heard.size())));
        List<byte[]> completed = reader.accept(came);
        frames += completed.size();
        found.addAll(completed);
    }

    private boolean isEcho() {
        return lastCommand.length > 0 && HEX.formatHex(heard.toByteArray()).contains(HEX.formatHex(lastCommand));
    }

    private String firstBytes() {
        byte[] all = heard.toByteArray();
        return HEX.formatHex(Arrays.copyOf(all, Math.min(all.length, SHOWN_BYTES)));
    }
}
