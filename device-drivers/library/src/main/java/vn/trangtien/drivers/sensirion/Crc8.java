package vn.trangtien.drivers.sensirion;

/**
 * Checksum of one 16-bit word: polynomial 0x31, start 0xFF, not reflected. It finds every error of one, two or three bits in
 * the 24 bits it covers. Source: Sensirion SHT3x-DIS datasheet, section 4.12.
 */
public final class Crc8 {

    private static final int POLYNOMIAL = 0x31;

    private Crc8() {}

    /** @return 0 to 255 */
    public static int of(int word) {
        int crc = 0xFF;
        for (int shift : new int[] {8, 0}) {
            crc ^= word >> shift & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? (crc << 1 ^ POLYNOMIAL) & 0xFF : crc << 1;
            }
        }
        return crc;
    }
}
