package vn.trangtien.sim.wire;

/** What the kernel's w1_therm writes into {@code w1_slave}: the nine bytes, its verdict and thousandths of a degree. */
final class KernelText {

    private static final int CHECKED = 8;

    private KernelText() {}

    static String of(byte[] scratchpad) {
        var bytes = new StringBuilder();
        for (byte b : scratchpad) {
            bytes.append("%02x ".formatted(b & 0xFF));
        }
        int checksum = checksum(scratchpad);
        boolean sound = checksum == (scratchpad[CHECKED] & 0xFF);
        // The kernel cuts the fraction off towards zero.
        int thousandths = (short) ((scratchpad[1] & 0xFF) << 8 | scratchpad[0] & 0xFF) * 1000 / 16;
        return "%s: crc=%02x %s\n%st=%d\n".formatted(bytes, checksum, sound ? "YES" : "NO", bytes, thousandths);
    }

    /** CRC-8 of 1-Wire over the first eight bytes: x^8 + x^5 + x^4 + 1, lowest bit first. */
    private static int checksum(byte[] scratchpad) {
        int remainder = 0;
        for (int bit = 0; bit < CHECKED * 8; bit++) {
            boolean carry = (remainder & 1) != (scratchpad[bit / 8] >> bit % 8 & 1);
            remainder >>= 1;
            if (carry) {
                remainder ^= 0b1000_1100;
            }
        }
        return remainder;
    }
}
