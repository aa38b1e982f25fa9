package vn.trangtien.drivers.sds011;

import vn.trangtien.drivers.framing.ByteSum;

/**
 * What the sensor understands, 19 bytes: {@code AA B4 command set value 0... FF FF sum AB}. FF FF addresses any sensor; the sum
 * is the low byte of everything between the two headers and itself.
 */
enum Command {
    REPORT_BY_ITSELF(2, 1, 0),
    REPORT_WHEN_ASKED(2, 1, 1),
    QUERY(4, 0, 0),
    SLEEP(6, 1, 0),
    WAKE(6, 1, 1);

    private static final int LENGTH = 19;

    private final int code;
    private final int set;
    private final int value;

    Command(int code, int set, int value) {
        this.code = code;
        this.set = set;
        this.value = value;
    }

    byte[] bytes() {
        var bytes = new byte[LENGTH];
        bytes[0] = (byte) 0xAA;
        bytes[1] = (byte) 0xB4;
        bytes[2] = (byte) code;
        bytes[3] = (byte) set;
        bytes[4] = (byte) value;
        bytes[15] = (byte) 0xFF;
        bytes[16] = (byte) 0xFF;
        bytes[17] = (byte) ByteSum.of(bytes, 2, 17);
        bytes[18] = (byte) 0xAB;
        return bytes;
    }

    /** Whether this frame says that the command was taken. */
    boolean isAnsweredBy(byte[] frame) {
        return frame[1] == SdsShape.ANSWER && frame[2] == code && frame[3] == set && frame[4] == value;
    }
}
