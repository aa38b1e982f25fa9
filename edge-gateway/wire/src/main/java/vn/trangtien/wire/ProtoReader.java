package vn.trangtien.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.trangtien.wire.UndecodableException.Reason;

/**
 * Reads the primitives of protocol buffers out of a part of an array, as leniently as the library behind Kura: varints beyond
 * 32 bits are cut, malformed UTF-8 is replaced, unknown fields and fields of an unexpected wire type are skipped. Not thread-safe.
 */
public final class ProtoReader {

    /** Messages and groups within each other; the library's own limit. */
    private static final int MAX_DEPTH = 100;

    private static final int GROUP_START = 3;
    private static final int GROUP_END = 4;

    private final String what;
    private final byte[] bytes;
    private final int end;
    private final int depth;
    private int at;

    /** @param what the bytes should be, for the sentence that says that they are not: {@code Kura payload} */
    public ProtoReader(String what, byte[] bytes) {
        this(what, bytes, 0, bytes.length, 0);
    }

    private ProtoReader(String what, byte[] bytes, int from, int end, int depth) {
        this.what = what;
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.depth = depth;
    }

    /** Where the next field begins, counted from the first byte of the message. */
    public int position() {
        return at;
    }

    /** Whether another field follows. */
    public boolean hasMore() {
        return at < end;
    }

    /** The next tag: field number in the upper 29 bits, wire type in the lower three. */
    public int tag() throws UndecodableException {
        int start = at;
        int tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw malformed("field number 0", start);
        }
        return tag;
    }

    /** The tag of a field: wire type 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes. */
    public static int tagOf(int field, int wireType) {
        return field << 3 | wireType;
    }

    /** Of up to ten bytes; what does not fit into 64 bits is cut. */
    public long varint() throws UndecodableException {
        long value = 0;
        int start = at;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = next();
            value |= (long) (b & 0x7F) << shift;
            if ((b & 0x80) == 0) {
                return value;
            }
        }
        throw malformed("number longer than ten bytes", start);
    }

    /** Little-endian, also the bits of a double. */
    public long fixed64() throws UndecodableException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (long) next() << shift;
        }
        return value;
    }

    /** Little-endian, also the bits of a float. */
    public int fixed32() throws UndecodableException {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= next() << shift;
        }
        return value;
    }

    /** A copy. */
    public byte[] bytes() throws UndecodableException {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** Malformed UTF-8 is replaced. */
    public String text() throws UndecodableException {
        int length = length();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /** A reader of the embedded message that starts here; this reader goes on behind it. */
    public ProtoReader message() throws UndecodableException {
        int start = at;
        int length = length();
        if (depth >= MAX_DEPTH) {
            throw malformed("more than " + MAX_DEPTH + " levels of messages", start);
        }
        var inner = new ProtoReader(what, bytes, at, at + length, depth + 1);
        at += length;
        return inner;
    }

    /** Skips the value of a field that nobody asked for. */
    public void skip(int tag) throws UndecodableException {
        int start = at;
        switch (tag & 7) {
            case ProtoWriter.VARINT -> varint();
            case ProtoWriter.FIXED64 -> fixed64();
            case ProtoWriter.LENGTH -> {
                int length = length();
                at += length;
            }
            case ProtoWriter.FIXED32 -> fixed32();
            case GROUP_START -> skipGroup(tag);
            default -> throw malformed("wire type " + (tag & 7) + " of field " + (tag >>> 3), start);
        }
    }

    /** Groups nest; an explicit stack of field numbers keeps hostile input off the thread's stack. */
    private void skipGroup(int startTag) throws UndecodableException {
        int start = at;
        int[] open = new int[MAX_DEPTH - depth + 1];
        int level = 0;
        open[level++] = startTag >>> 3;
        while (level > 0) {
            if (level > MAX_DEPTH - depth) {
                throw malformed("more than " + MAX_DEPTH + " levels of groups", start);
            }
            int tag = tag();
            switch (tag & 7) {
                case GROUP_START -> open[level++] = tag >>> 3;
                case GROUP_END -> {
                    level--;
                    if (open[level] != tag >>> 3) {
                        throw malformed("group " + open[level] + " closed as " + (tag >>> 3), start);
                    }
                }
                default -> skip(tag);
            }
        }
    }

    private int length() throws UndecodableException {
        int start = at;
        int length = (int) varint();
        if (length < 0 || length > end - at) {
            throw malformed("length " + length + " where " + (end - at) + " bytes are left", start);
        }
        return length;
    }

    private int next() throws UndecodableException {
        if (at >= end) {
            throw malformed("message ends within a field", at);
        }
        return bytes[at++] & 0xFF;
    }

    private UndecodableException malformed(String problem, int where) {
        return new UndecodableException(Reason.MALFORMED, "not a %s: %s at byte %d".formatted(what, problem, where));
    }
}
