package vn.trangtien.drivers.modbus;

/** One question to one unit. */
record ReadRequest(int unit, int function, int first, int count) {

    static final int HOLDING = 3;
    static final int INPUT = 4;

    /** Function code with the top bit set, length of address, function, code and checksum. */
    static final int EXCEPTION_LENGTH = 5;

    ReadRequest {
        check("unit", unit, 0, 255);
        check("first register", first, 0, 0xFFFF);
        check("count", count, 1, 125);
        check("last register", first + count - 1, 0, 0xFFFF);
    }

    byte[] bytes() {
        var frame = new byte[] {
            (byte) unit, (byte) function, (byte) (first >> 8), (byte) first, (byte) (count >> 8), (byte) count, 0, 0
        };
        int crc = Crc16.of(frame, 0, 6);
        frame[6] = (byte) crc;
        frame[7] = (byte) (crc >> 8);
        return frame;
    }

    /** Address, function, byte count, data, checksum. */
    int replyLength() {
        return 5 + 2 * count;
    }

    @Override
    public String toString() {
        return "unit %d function %d registers 0x%04X..0x%04X".formatted(unit, function, first, first + count - 1);
    }

    private static void check(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Modbus %s must be %d to %d, but was %d".formatted(field, min, max, value));
        }
    }
}
