package vn.trangtien.gateway.camera.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.time.Instant;
import java.util.Optional;
import vn.trangtien.gateway.camera.process.Frames.BadFrameException;
import vn.trangtien.gateway.camera.process.VideoEvent.Connected;
import vn.trangtien.gateway.camera.process.VideoEvent.Counts;
import vn.trangtien.gateway.camera.process.VideoEvent.Crossed;
import vn.trangtien.gateway.camera.process.VideoEvent.Disconnected;
import vn.trangtien.gateway.camera.process.VideoEvent.Heartbeat;
import vn.trangtien.gateway.camera.process.VideoEvent.Snapshot;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/** Events as frames. What is read is checked: the writer may be dying. */
final class EventCodec {

    private static final int HEARTBEAT = 0;
    private static final int COUNTS = 1;
    private static final int CROSSED = 2;
    private static final int SNAPSHOT = 3;
    private static final int CONNECTED = 4;
    private static final int DISCONNECTED = 5;

    private static final int LONGEST_TEXT = 2_000;
    private static final int LARGEST_SIDE = 8_192;

    private EventCodec() {}

    static void write(OutputStream out, VideoEvent event) throws IOException {
        if (event instanceof Heartbeat) {
            Frames.write(out, HEARTBEAT, fields -> {});
        } else if (event instanceof Counts counts) {
            Frames.write(out, COUNTS, fields -> {
                fields.writeUTF(counts.camera());
                fields.writeLong(counts.forward());
                fields.writeLong(counts.backward());
                fields.writeInt(counts.objects());
                fields.writeDouble(counts.framesPerSecond());
                write(fields, counts.at());
            });
        } else if (event instanceof Crossed crossed) {
            Frames.write(out, CROSSED, fields -> {
                fields.writeUTF(crossed.camera());
                fields.writeUTF(crossed.id());
                fields.writeUTF(crossed.line());
                fields.writeBoolean(crossed.direction() == Direction.FORWARD);
                write(fields, crossed.at());
            });
        } else if (event instanceof Snapshot snapshot) {
            Frames.write(out, SNAPSHOT, fields -> {
                fields.writeUTF(snapshot.camera());
                fields.writeShort(snapshot.width());
                fields.writeShort(snapshot.height());
                write(fields, snapshot.takenAt());
                fields.writeInt(snapshot.jpeg().length);
                fields.write(snapshot.jpeg());
            });
        } else if (event instanceof Connected connected) {
            Frames.write(out, CONNECTED, fields -> {
                fields.writeUTF(connected.camera());
                write(fields, connected.at());
            });
        } else if (event instanceof Disconnected disconnected) {
            Frames.write(out, DISCONNECTED, fields -> {
                fields.writeUTF(disconnected.camera());
                fields.writeUTF(shortened(disconnected.reason()));
                write(fields, disconnected.at());
            });
        }
    }

    /**
     * Waits for the next event.
     *
     * @return empty when the child is gone
     * @throws BadFrameException if the bytes are no event
     */
    static Optional<VideoEvent> read(InputStream in) throws IOException {
        Optional<Frames.Frame> frame = Frames.read(in);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(event(frame.get().kind(), frame.get().fields()));
        } catch (EOFException | UTFDataFormatException e) {
            throw new BadFrameException(
                    "fields of kind %d are cut or no text".formatted(frame.get().kind()));
        }
    }

    private static VideoEvent event(int kind, DataInputStream fields) throws IOException {
        return switch (kind) {
            case HEARTBEAT -> new Heartbeat();
            case COUNTS ->
                new Counts(
                        text(fields),
                        notNegative(fields.readLong()),
                        notNegative(fields.readLong()),
                        (int) notNegative(fields.readInt()),
                        rate(fields.readDouble()),
                        instant(fields));
            case CROSSED ->
                new Crossed(
                        text(fields),
                        text(fields),
                        text(fields),
                        fields.readBoolean() ? Direction.FORWARD : Direction.BACKWARD,
                        instant(fields));
            case SNAPSHOT -> snapshot(fields);
            case CONNECTED -> new Connected(text(fields), instant(fields));
            case DISCONNECTED -> new Disconnected(text(fields), text(fields), instant(fields));
            default -> throw new BadFrameException("kind %d is unknown".formatted(kind));
        };
    }

    private static Snapshot snapshot(DataInputStream fields) throws IOException {
        String camera = text(fields);
        int width = side(fields.readUnsignedShort());
        int height = side(fields.readUnsignedShort());
        Instant takenAt = instant(fields);
        int length = fields.readInt();
        if (length < 0 || length != fields.available()) {
            throw new BadFrameException("a picture of %d bytes came with %d".formatted(length, fields.available()));
        }
        return new Snapshot(camera, fields.readNBytes(length), width, height, takenAt);
    }

    private static void write(DataOutputStream fields, Instant at) throws IOException {
        fields.writeLong(at.toEpochMilli());
    }

    private static Instant instant(DataInputStream fields) throws IOException {
        return Instant.ofEpochMilli(notNegative(fields.readLong()));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static String text(DataInputStream fields) throws IOException {
        String text = fields.readUTF();
        if (text.length() > LONGEST_TEXT) {
            throw new BadFrameException("a text of %d characters is too long".formatted(text.length()));
        }
        return text;
    }

    private static long notNegative(long number) throws BadFrameException {
        if (number < 0) {
            throw new BadFrameException("a number must not be negative, but was " + number);
        }
        return number;
    }

    private static double rate(double perSecond) throws BadFrameException {
        if (!(perSecond >= 0 && perSecond < 1_000_000)) {
            throw new BadFrameException("a rate must be 0 or more, but was " + perSecond);
        }
        return perSecond;
    }

    private static int side(int pixels) throws BadFrameException {
        if (pixels < 1 || pixels > LARGEST_SIDE) {
            throw new BadFrameException(
                    "a picture must be 1 to %d pixels wide, but was %d".formatted(LARGEST_SIDE, pixels));
        }
        return pixels;
    }
}
