package vn.trangtien.drivers.framing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the frames of one shape in a stream of bytes.
 *
 * <p>What begins like a frame and turns out not to be one costs a single byte, and the search goes on behind it. So a frame
 * inside the noise is not lost, whatever the noise imitates. Not thread-safe.
 */
public final class FrameReader {

    private final FrameShape shape;
    private final byte[] buffer;
    private int filled;
    private int badSums;
    private int badBytes;
    private int strayBytes;

    public FrameReader(FrameShape shape) {
        this.shape = shape;
        this.buffer = new byte[shape.longest()];
    }

    /** Takes bytes and gives the frames that they complete, oldest first; their checksums are right. */
    public List<byte[]> accept(byte[] bytes) {
        var found = new ArrayList<byte[]>();
        for (byte b : bytes) {
            buffer[filled++] = b;
            scan(found);
        }
        return found;
    }

    /** Whole frames with a wrong checksum since the last {@link #reset}. */
    public int badSums() {
        return badSums;
    }

    /** Bytes that belonged to no frame since the last {@link #reset}, including those of an unfinished one. */
    public int strayBytes() {
        return strayBytes + filled;
    }

    /** Whether most of what was no frame looked like damaged ones, rather than like something else. */
    public boolean mostlyDamaged() {
        return badSums > 0 && 2 * badBytes >= strayBytes();
    }

    /** Forgets everything. */
    public void reset() {
        filled = 0;
        badSums = 0;
        badBytes = 0;
        strayBytes = 0;
    }

    private void scan(List<byte[]> found) {
        while (filled > 0) {
            int length = shape.length(buffer, filled);
            if (length == FrameShape.NO_FRAME || length > buffer.length) {
                drop(1);
                strayBytes++;
                continue;
            }
            if (length > filled) {
                return;
            }
            byte[] frame = Arrays.copyOf(buffer, length);
            if (shape.sumFits(frame)) {
                drop(length);
                found.add(frame);
            } else {
                badSums++;
                badBytes += length;
                drop(1);
                strayBytes++;
            }
        }
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
    }
}
