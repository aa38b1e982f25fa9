package vn.trangtien.gateway.camera.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import vn.trangtien.gateway.camera.process.Frames.BadFrameException;
import vn.trangtien.gateway.camera.process.VideoEvent.Alerted;
import vn.trangtien.gateway.camera.process.VideoEvent.Counted;
import vn.trangtien.gateway.camera.process.VideoEvent.Crossed;
import vn.trangtien.gateway.camera.process.VideoEvent.Filmed;
import vn.trangtien.gateway.camera.process.VideoEvent.Heartbeat;
import vn.trangtien.gateway.camera.process.VideoEvent.Pictured;
import vn.trangtien.gateway.camera.process.VideoEvent.Seen;
import vn.trangtien.gateway.camera.process.VideoEvent.Stands;

/** Events as frames. What is read is checked: the writer may be dying. */
final class EventCodec {

    /** Their places are their numbers. */
    private static final List<Class<? extends Record>> KINDS = List.of(
            Heartbeat.class,
            Counted.class,
            Crossed.class,
            Seen.class,
            Alerted.class,
            Pictured.class,
            Filmed.class,
            Stands.class);

    private EventCodec() {}

    static void write(OutputStream out, VideoEvent event) throws IOException {
        byte[] json = VideoJson.write((Record) event);
        Frames.write(out, KINDS.indexOf(event.getClass()), fields -> fields.write(json));
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
        return Optional.of(event(frame.get().kind(), frame.get().fields()));
    }

    private static VideoEvent event(int kind, DataInputStream fields) throws IOException {
        if (kind < 0 || kind >= KINDS.size()) {
            throw new BadFrameException("kind %d is unknown".formatted(kind));
        }
        return (VideoEvent) VideoJson.read(fields, KINDS.get(kind));
    }
}
