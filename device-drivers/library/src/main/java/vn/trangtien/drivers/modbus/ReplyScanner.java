package vn.trangtien.drivers.modbus;

import java.util.Arrays;

/**
 * Looks for the reply to one request among everything that came: noise before it, the own echo of a two-wire adapter, the
 * reply of another unit.
 */
final class ReplyScanner {

    private final ReadRequest request;
    private byte[] buffer = new byte[0];
    private int echoLength;

    ReplyScanner(ReadRequest request) {
        this.request = request;
    }

    /** What the bytes so far amount to. */
    sealed interface Finding {

        /** The registers that were asked for. Never compared. */
        @SuppressWarnings("ArrayRecordComponent")
        record Registers(int[] values) implements Finding {}

        /** The unit refuses; the code is that of the Modbus specification, section 7. */
        record Refused(int code) implements Finding {}

        /** Two replies of the unit, one behind the other. */
        record Twice() implements Finding {}

        /** No whole reply yet. */
        record Nothing() implements Finding {}
    }

    Finding accept(byte[] bytes) {
        int old = buffer.length;
        buffer = Arrays.copyOf(buffer, old + bytes.length);
        System.arraycopy(bytes, 0, buffer, old, bytes.length);
        skipEcho();
        int reply = find(echoLength);
        if (reply < 0) {
            return new Finding.Nothing();
        }
        boolean refused = isRefusal(reply);
        int end = reply + (refused ? ReadRequest.EXCEPTION_LENGTH : request.replyLength());
        if (find(end) >= 0) {
            return new Finding.Twice();
        }
        return refused ? new Finding.Refused(buffer[reply + 2] & 0xFF) : new Finding.Registers(registers(reply + 3));
    }

    /** Where the first whole reply begins; -1 if there is none. */
    private int find(int from) {
        for (int at = from; at + ReadRequest.EXCEPTION_LENGTH <= buffer.length; at++) {
            if (isRefusal(at) || isWholeReply(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isRefusal(int at) {
        return unitAt(at) == request.unit()
                && functionAt(at) == (request.function() | 0x80)
                && Crc16.fits(buffer, at, ReadRequest.EXCEPTION_LENGTH);
    }

    int received() {
        return buffer.length - echoLength;
    }

    /** Whether a frame with a good checksum came from a unit that was not asked. */
    boolean sawAnotherUnit() {
        for (int at = echoLength; at + ReadRequest.EXCEPTION_LENGTH <= buffer.length; at++) {
            int length = ReadRequest.EXCEPTION_LENGTH + (buffer[at + 2] & 0xFF);
            boolean reply = functionAt(at) == request.function() && at + length <= buffer.length;
            if (reply && unitAt(at) != request.unit() && Crc16.fits(buffer, at, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a reply of the right shape came whole, but damaged. */
    boolean sawDamagedReply() {
        for (int at = echoLength; at + request.replyLength() <= buffer.length; at++) {
            if (hasShape(at)) {
                return true;
            }
        }
        return false;
    }

    private void skipEcho() {
        byte[] own = request.bytes();
        if (echoLength == 0
                && buffer.length >= own.length
                && Arrays.equals(buffer, 0, own.length, own, 0, own.length)) {
            echoLength = own.length;
        }
    }

    private boolean isWholeReply(int at) {
        return at + request.replyLength() <= buffer.length
                && hasShape(at)
                && Crc16.fits(buffer, at, request.replyLength());
    }

    private boolean hasShape(int at) {
        return unitAt(at) == request.unit()
                && functionAt(at) == request.function()
                && (buffer[at + 2] & 0xFF) == 2 * request.count();
    }

    private int unitAt(int at) {
        return buffer[at] & 0xFF;
    }

    private int functionAt(int at) {
        return buffer[at + 1] & 0xFF;
    }

    private int[] registers(int at) {
        var values = new int[request.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((buffer[at + 2 * i] & 0xFF) << 8) | (buffer[at + 2 * i + 1] & 0xFF);
        }
        return values;
    }
}
