package vn.trangtien.drivers.framing;

/** The checksum of cheap instruments: their bytes added up. */
public final class ByteSum {

    private ByteSum() {}

    /** The sum of the unsigned bytes from {@code from} up to and without {@code to}. */
    public static int of(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes[i] & 0xFF;
        }
        return sum;
    }
}
