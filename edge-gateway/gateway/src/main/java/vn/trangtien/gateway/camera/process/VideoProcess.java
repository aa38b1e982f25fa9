package vn.trangtien.gateway.camera.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.camera.process.VideoEvent.Heartbeat;
import vn.trangtien.gateway.camera.process.VideoOrder.Forget;
import vn.trangtien.gateway.camera.process.VideoOrder.Watch;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.Clip;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.metrics.MetricsEndpoint;
import vn.trangtien.video.schedule.DetectorPool;

/**
 * The program of the child: watches the cameras that its parent orders on standard input and tells what they see. Ends when
 * standard input does.
 */
public final class VideoProcess {

    /** Environment variable: on which port of this machine the figures of every camera are told; none without it. */
    static final String METRICS_PORT = "TRANGTIEN_VIDEO_METRICS_PORT";

    private static final Logger LOG = LoggerFactory.getLogger(VideoProcess.class);
    private static final long HEARTBEAT_MS = 2_000;
    private static final int DONE = 0;
    private static final int BROKEN = 1;

    private final OutputStream events;
    private final Clock clock;
    private final DetectorPool detectors = DetectorPool.start(Detectors.ofThisMachine());
    private final Map<String, VideoCamera> cameras = new ConcurrentHashMap<>();

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
        process.tellFigures(System.getenv(METRICS_PORT));
        int code = process.obey(orders);
        Clip.removeAll();
        // Not exit: a camera held by native code must not keep a process alive that nobody listens to.
        Runtime.getRuntime().halt(code);
    }

    /** Figures are a help, and no reason to look at nothing: whatever is wrong with the port is only logged. */
    private void tellFigures(@Nullable String port) {
        if (port == null || port.isBlank()) {
            return;
        }
        try {
            int number = Integer.parseInt(port.strip());
            MetricsEndpoint.start(
                    number,
                    () -> cameras.values().stream()
                            .map(VideoCamera::metrics)
                            .flatMap(Optional::stream)
                            .toList());
            LOG.info("video metrics=http://127.0.0.1:{}/metrics", number);
        } catch (NumberFormatException e) {
            LOG.error("video metrics=off {} must be a port such as 9464, but was '{}'", METRICS_PORT, port);
        } catch (IllegalArgumentException | IOException e) {
            LOG.error("video metrics=off reason=\"{}\"", e.getMessage());
        }
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
            VideoCamera camera = new VideoCamera(watch.camera().view(), detectors, clock);
            cameras.put(camera.id(), camera);
            camera.start(new Teller());
        } else if (order instanceof Forget forget) {
            VideoCamera camera = cameras.remove(forget.camera());
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

    private final class Teller implements CameraListener {

        @Override
        public void counts(CameraCounts counts) {
            tell(new VideoEvent.Counted(counts));
        }

        @Override
        public void crossed(LineCrossing crossing) {
            tell(new VideoEvent.Crossed(crossing));
        }

        @Override
        public void object(ObjectEvent event) {
            tell(new VideoEvent.Seen(event));
        }

        @Override
        public void alert(ViewAlert alert) {
            tell(new VideoEvent.Alerted(alert));
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            tell(new VideoEvent.Pictured(snapshot));
        }

        @Override
        public void clip(Clip clip) {
            tell(new VideoEvent.Filmed(clip));
        }

        @Override
        public void status(CameraStatus status) {
            tell(new VideoEvent.Stands(status));
        }
    }
}
