package vn.trangtien.drivers.modbus;

/** The checksum of Modbus RTU: CRC-16, polynomial 0xA001 reflected, start 0xFFFF, low byte first on the wire. */
final class Crc16 {

    private Crc16() {}

    static int of(byte[] bytes, int from, int length) {
        int crc = 0xFFFF;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
            }
        }
        return crc;
    }

    /** Whether the last two of {@code length} bytes are the checksum of those before. */
    static boolean fits(byte[] bytes, int from, int length) {
        int crc = of(bytes, from, length - 2);
        int end = from + length;
        return (bytes[end - 2] & 0xFF) == (crc & 0xFF) && (bytes[end - 1] & 0xFF) == crc >> 8;
    }
}
