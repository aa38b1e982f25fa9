package vn.trangtien.gateway.camera.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.camera.CameraObserver;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.camera.process.VideoEvent.Heartbeat;
import vn.trangtien.gateway.camera.process.VideoOrder.Forget;
import vn.trangtien.gateway.camera.process.VideoOrder.Watch;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/**
 * The program of the child: watches the cameras that its parent orders on standard input and tells what they see. Ends when
 * standard input does.
 */
public final class VideoProcess {

    private static final Logger LOG = LoggerFactory.getLogger(VideoProcess.class);
    private static final long HEARTBEAT_MS = 2_000;
    private static final int DONE = 0;
    private static final int BROKEN = 1;

    private final OutputStream events;
    private final Clock clock;
    private final Map<String, CameraSource> cameras = new HashMap<>();

    private VideoProcess(OutputStream events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** @param args the path on which events leave */
    public static void main(String[] args) throws IOException {
        // Whatever prints belongs to the errors; the path of the events is nobody's standard output.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        InputStream orders = System.in;
        var events = new FileOutputStream(args[0]);
        var process = new VideoProcess(events, Clock.systemUTC());
        var heart = new Thread(process::beat, "heartbeat");
        heart.setDaemon(true);
        heart.start();
        int code = process.obey(orders);
        // Not exit: a camera held by native code must not keep a process alive that nobody listens to.
        Runtime.getRuntime().halt(code);
    }

    private void beat() {
        try {
            while (true) {
                tell(new Heartbeat());
                Thread.sleep(HEARTBEAT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int obey(InputStream orders) {
        try {
            for (Optional<VideoOrder> order = OrderCodec.read(orders);
                    order.isPresent();
                    order = OrderCodec.read(orders)) {
                obey(order.get());
            }
            return DONE;
        } catch (IOException e) {
            LOG.error("video orders=unreadable reason=\"{}\"", e.getMessage());
            return BROKEN;
        }
    }

    private void obey(VideoOrder order) {
        if (order instanceof Watch watch) {
            String id = watch.camera().id();
            try {
                CameraSource camera = VideoCamera.of(watch.camera(), clock);
                cameras.put(id, camera);
                camera.start(new Teller(id));
            } catch (IllegalArgumentException e) {
                tell(new VideoEvent.Disconnected(id, String.valueOf(e.getMessage()), clock.instant()));
            }
        } else if (order instanceof Forget forget) {
            CameraSource camera = cameras.remove(forget.camera());
            if (camera != null) {
                camera.close();
            }
        }
    }

    private synchronized void tell(VideoEvent event) {
        try {
            EventCodec.write(events, event);
        } catch (IOException e) {
            // Nobody listens any more, and nobody can be told.
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    private final class Teller implements CameraObserver {

        private final String camera;

        Teller(String camera) {
            this.camera = camera;
        }

        @Override
        public void counts(long forward, long backward, int objects, double framesPerSecond, Instant at) {
            tell(new VideoEvent.Counts(camera, forward, backward, objects, framesPerSecond, at));
        }

        @Override
        public void crossed(String id, String line, Direction direction, Instant at) {
            tell(new VideoEvent.Crossed(camera, id, line, direction, at));
        }

        @Override
        public void snapshot(byte[] jpeg, int width, int height, Instant takenAt) {
            tell(new VideoEvent.Snapshot(camera, jpeg, width, height, takenAt));
        }

        @Override
        public void connected(Instant at) {
            tell(new VideoEvent.Connected(camera, at));
        }

        @Override
        public void disconnected(String reason, Instant at) {
            tell(new VideoEvent.Disconnected(camera, reason, at));
        }
    }
}
