package vn.trangtien.sim.camera;

/** What a NAL unit carries, as far as a server must know (ITU-T H.264, table 7-1). */
enum NalType {
    SLICE,
    KEY_SLICE,
    SEQUENCE_PARAMETERS,
    PICTURE_PARAMETERS,
    DELIMITER,
    OTHER;

    static NalType of(byte[] nal) {
        return switch (nal[0] & 0x1F) {
            case 1, 2, 3, 4 -> SLICE;
            case 5 -> KEY_SLICE;
            case 7 -> SEQUENCE_PARAMETERS;
            case 8 -> PICTURE_PARAMETERS;
            case 9 -> DELIMITER;
            default -> OTHER;
        };
    }

    boolean isSlice() {
        return this == SLICE || this == KEY_SLICE;
    }
}
