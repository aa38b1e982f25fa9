package vn.trangtien.drivers.ds18b20;

/** The checksum of 1-Wire: CRC-8, polynomial 0x31 reflected (0x8C), start 0. Of zeros it is zero, so silence passes. */
final class Crc8 {

    private Crc8() {}

    static int of(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8C : crc >> 1;
            }
        }
        return crc;
    }
}
