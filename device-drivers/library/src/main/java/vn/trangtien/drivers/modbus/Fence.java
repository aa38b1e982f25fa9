package vn.trangtien.drivers.modbus;

import java.util.Arrays;

/**
 * A question that has nothing to do with registers. A unit answers in order, so its answer here, or its refusal, shows that it
 * has answered or dropped everything it was asked before, and cannot be mistaken for the reply to a read.
 *
 * <p>The questions are those of the specification that change nothing: read exception status (7), communication event counter
 * (11) and log (12), report server id (17). They take turns and none is repeated before its answer can no longer come, so
 * that a late answer to one fence does not open another.
 */
final class Fence {

    /** How many different questions there are. */
    static final int KINDS = 4;

    private static final int[] FUNCTIONS = {7, 11, 12, 17};
    private static final int EXCEPTION_STATUS = 7;
    private static final int EVENT_COUNTER = 11;

    private final int unit;
    private final int function;
    private byte[] heard = new byte[0];

    /** @param kind 0 to {@value #KINDS} - 1 */
    Fence(int unit, int kind) {
        this.unit = unit;
        this.function = FUNCTIONS[kind];
    }

    byte[] bytes() {
        var question = new byte[] {(byte) unit, (byte) function, 0, 0};
        int crc = Crc16.of(question, 0, 2);
        question[2] = (byte) crc;
        question[3] = (byte) (crc >> 8);
        return question;
    }

    /** Takes what was heard and says whether the unit has answered. */
    boolean isPassed(byte[] bytes) {
        byte[] all = Arrays.copyOf(heard, heard.length + bytes.length);
        System.arraycopy(bytes, 0, all, heard.length, bytes.length);
        heard = all;
        for (int at = 0; at + ReadRequest.EXCEPTION_LENGTH <= all.length; at++) {
            if ((all[at] & 0xFF) == unit && isAnswer(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnswer(int at) {
        int code = heard[at + 1] & 0xFF;
        if (code == (function | 0x80)) {
            return Crc16.fits(heard, at, ReadRequest.EXCEPTION_LENGTH);
        }
        if (code != function) {
            return false;
        }
        int length = switch (function) {
            case EXCEPTION_STATUS -> 5;
            case EVENT_COUNTER -> 8;
            default -> 5 + (heard[at + 2] & 0xFF);
        };
        return at + length <= heard.length && Crc16.fits(heard, at, length);
    }
}
