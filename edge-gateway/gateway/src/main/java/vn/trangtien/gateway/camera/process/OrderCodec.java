package vn.trangtien.gateway.camera.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import vn.trangtien.gateway.camera.process.Frames.BadFrameException;
import vn.trangtien.gateway.camera.process.VideoOrder.Forget;
import vn.trangtien.gateway.camera.process.VideoOrder.Watch;

/** Orders as frames. */
final class OrderCodec {

    private static final int WATCH = 0;
    private static final int FORGET = 1;

    private OrderCodec() {}

    static void write(OutputStream out, VideoOrder order) throws IOException {
        byte[] json = VideoJson.write((Record) order);
        Frames.write(out, order instanceof Watch ? WATCH : FORGET, fields -> fields.write(json));
    }

    /** Waits for the next order; empty when the parent is gone. */
    static Optional<VideoOrder> read(InputStream in) throws IOException {
        Optional<Frames.Frame> frame = Frames.read(in);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (frame.get().kind()) {
                    case WATCH -> VideoJson.read(frame.get().fields(), Watch.class);
                    case FORGET -> VideoJson.read(frame.get().fields(), Forget.class);
                    default ->
                        throw new BadFrameException(
                                "order %d is unknown".formatted(frame.get().kind()));
                });
    }
}
