package vn.trangtien.drivers.pms5003;

/** What the sensor understands: {@code 42 4D command data data sum sum}, without a length field. */
enum Command {
    READ(0xE2, 0),
    PASSIVE(0xE1, 0),
    ACTIVE(0xE1, 1),
    SLEEP(0xE4, 0),
    WAKE(0xE4, 1);

    private final int code;
    private final int data;

    Command(int code, int data) {
        this.code = code;
        this.data = data;
    }

    byte[] bytes() {
        int sum = 0x42 + 0x4D + code + data;
        return new byte[] {0x42, 0x4D, (byte) code, 0, (byte) data, (byte) (sum >> 8), (byte) sum};
    }

    /** Whether this frame says that the command was taken. The sensor does not answer WAKE, and READ with a measurement. */
    boolean isAnsweredBy(byte[] frame) {
        return frame.length == PmsShape.ANSWER && (frame[4] & 0xFF) == code && frame[5] == data;
    }
}
