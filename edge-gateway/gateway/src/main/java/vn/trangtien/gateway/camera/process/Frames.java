package vn.trangtien.gateway.camera.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The envelope of both directions: length, version, kind, fields. */
final class Frames {

    /** Both ends come from one jar; another version means that an update exchanged it under a running process. */
    static final int VERSION = 1;

    /** A snapshot is 640 pixels wide and has some 60 kB; more is nonsense. */
    static final int MOST_BYTES = 2 << 20;

    private static final int HEADER = 2;

    private Frames() {}

    /** The fields of one frame, read in the order in which they were written. */
    @FunctionalInterface
    interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    /** One frame as it came. */
    record Frame(int kind, DataInputStream fields) {}

    static void write(OutputStream out, int kind, Fields fields) throws IOException {
        var body = new ByteArrayOutputStream();
        var data = new DataOutputStream(body);
        data.writeByte(VERSION);
        data.writeByte(kind);
        fields.write(data);
        var whole = new ByteArrayOutputStream(body.size() + Integer.BYTES);
        new DataOutputStream(whole).writeInt(body.size());
        body.writeTo(whole);
        // One write for each frame, so that a reader never sees half of one for long.
        out.write(whole.toByteArray());
        out.flush();
    }

    /**
     * Waits for the next frame.
     *
     * @return empty when the other end is closed
     * @throws BadFrameException if the bytes cannot be a frame
     */
    static Optional<Frame> read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        int first = data.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
        if (length < HEADER || length > MOST_BYTES) {
            throw new BadFrameException("length must be %d to %d, but was %d".formatted(HEADER, MOST_BYTES, length));
        }
        byte[] body = data.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the process ended within a message");
        }
        if (body[0] != VERSION) {
            throw new BadFrameException("version must be %d, but was %d".formatted(VERSION, body[0]));
        }
        return Optional.of(
                new Frame(body[1], new DataInputStream(new ByteArrayInputStream(body, HEADER, length - HEADER))));
    }

    /** Bytes that are no frame; what follows cannot be understood either. */
    static final class BadFrameException extends IOException {

        private static final long serialVersionUID = 1;

        BadFrameException(String message) {
            super(message);
        }
    }
}
