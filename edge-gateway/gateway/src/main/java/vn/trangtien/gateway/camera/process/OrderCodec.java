package vn.trangtien.gateway.camera.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.gateway.camera.process.Frames.BadFrameException;
import vn.trangtien.gateway.camera.process.VideoOrder.Forget;
import vn.trangtien.gateway.camera.process.VideoOrder.Watch;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.CameraEntry.CountingLine;

/** Orders as frames. */
final class OrderCodec {

    private static final int WATCH = 0;
    private static final int FORGET = 1;

    private OrderCodec() {}

    static void write(OutputStream out, VideoOrder order) throws IOException {
        if (order instanceof Watch watch) {
            Frames.write(out, WATCH, fields -> camera(fields, watch.camera()));
        } else if (order instanceof Forget forget) {
            Frames.write(out, FORGET, fields -> fields.writeUTF(forget.camera()));
        }
    }

    /** Waits for the next order; empty when the parent is gone. */
    static Optional<VideoOrder> read(InputStream in) throws IOException {
        Optional<Frames.Frame> frame = Frames.read(in);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        DataInputStream fields = frame.get().fields();
        return Optional.of(
                switch (frame.get().kind()) {
                    case WATCH -> new Watch(camera(fields));
                    case FORGET -> new Forget(fields.readUTF());
                    default ->
                        throw new BadFrameException(
                                "order %d is unknown".formatted(frame.get().kind()));
                });
    }

    private static void camera(DataOutputStream fields, CameraEntry camera) throws IOException {
        fields.writeUTF(camera.id());
        fields.writeUTF(camera.source());
        fields.writeLong(camera.every().toMillis());
        fields.writeLong(camera.snapshotEvery().toMillis());
        fields.writeBoolean(camera.loop());
        fields.writeDouble(camera.minimumBlobShare().orElse(Double.NaN));
        fields.writeBoolean(camera.countingLine().isPresent());
        if (camera.countingLine().isPresent()) {
            CountingLine line = camera.countingLine().get();
            fields.writeUTF(line.name());
            fields.writeDouble(line.fromX());
            fields.writeDouble(line.fromY());
            fields.writeDouble(line.toX());
            fields.writeDouble(line.toY());
        }
    }

    private static CameraEntry camera(DataInputStream fields) throws IOException {
        return new CameraEntry(
                fields.readUTF(),
                fields.readUTF(),
                Duration.ofMillis(fields.readLong()),
                Duration.ofMillis(fields.readLong()),
                fields.readBoolean(),
                share(fields.readDouble()),
                fields.readBoolean() ? Optional.of(line(fields)) : Optional.empty());
    }

    private static OptionalDouble share(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static CountingLine line(DataInputStream fields) throws IOException {
        return new CountingLine(
                fields.readUTF(), fields.readDouble(), fields.readDouble(), fields.readDouble(), fields.readDouble());
    }
}
