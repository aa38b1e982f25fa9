package vn.trangtien.sim.bus;

import java.util.concurrent.TimeUnit;

/** What a serial line does at its rate: a byte is ten bits long, and at another rate it is nonsense. */
public final class Rate {

    private static final long BITS_PER_BYTE = 10;

    private Rate() {}

    /** Time of this many bytes with start and stop bit. */
    public static long nanos(int bytes, int baud) {
        return bytes * BITS_PER_BYTE * TimeUnit.SECONDS.toNanos(1) / baud;
    }

    /** Bits sampled at the wrong moments: the same nonsense each time. */
    public static byte[] garbled(byte[] bytes) {
        var nonsense = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            nonsense[i] = (byte) (Integer.reverse(bytes[i]) >>> 23 ^ 0xE0);
        }
        return nonsense;
    }
}
