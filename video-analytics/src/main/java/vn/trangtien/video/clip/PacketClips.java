package vn.trangtien.video.clip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.source.PacketListener;
import vn.trangtien.video.source.StreamHeader;
import vn.trangtien.video.source.VideoPacket;

/**
 * Writes clips of a camera without decoding or compressing anything: keeps the last seconds in memory, and while a clip runs
 * writes what comes. Give it to {@link vn.trangtien.video.source.FfmpegFrameSource#open} as the listener for packets.
 *
 * <p>Nothing that goes wrong with a file reaches the camera: the clip fails, its listener hears why. Confined to the thread of
 * the camera.
 */
public final class PacketClips implements PacketListener, AutoCloseable {

    /** Objects that stand in one view at once; more clips would show the same again. */
    private static final int MOST_RUNNING = 8;

    private static final long STILL_THERE = Long.MAX_VALUE;

    private final ClipSettings settings;
    private final ClipListener listener;
    private final PacketRing ring;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private @Nullable StreamHeader header;

    private static final class Running {

        private final Path path;
        private final ClipFile file;
        private final long beganMicros;
        private long endMicros = STILL_THERE;

        Running(Path path, ClipFile file, long beganMicros) {
            this.path = path;
            this.file = file;
            this.beganMicros = beganMicros;
        }
    }

    public PacketClips(ClipSettings settings, ClipListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.ring = new PacketRing(micros(settings.before()), settings.mostBytes());
    }

    /** A new connection: its packets do not fit to those before, so running clips end. */
    @Override
    public void opened(StreamHeader newHeader) {
        finishAll();
        ring.clear();
        header = newHeader;
    }

    @Override
    public void packet(VideoPacket packet) {
        ring.add(packet);
        if (running.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Running> each : List.copyOf(running.entrySet())) {
            Running clip = each.getValue();
            if (packet.presentationMicros() > clip.endMicros
                    || packet.presentationMicros() - clip.beganMicros > micros(settings.longest())) {
                finish(each.getKey(), clip);
            } else {
                write(each.getKey(), clip, packet);
            }
        }
    }

    /** Memory that the seconds before take. */
    public long bytesKept() {
        return ring.bytes();
    }

    /**
     * Begins a clip with the seconds before that moment.
     *
     * @param id unique among the running clips
     * @param path where the film will be once it is finished; its directory must exist
     */
    public void begin(String id, Path path, long atMicros) {
        StreamHeader known = header;
        if (running.containsKey(id)) {
            return;
        }
        if (known == null) {
            listener.failed(id, "the camera has sent nothing yet");
            return;
        }
        if (running.size() >= MOST_RUNNING) {
            listener.failed(id, "%d clips of this camera are being written already".formatted(MOST_RUNNING));
            return;
        }
        try {
            // Closed when the clip ends or fails.
            var clip = new Running(path, new ClipFile(path, known), atMicros);
            running.put(id, clip);
            for (VideoPacket packet : ring.since(atMicros - micros(settings.before()))) {
                if (running.containsKey(id)) {
                    write(id, clip, packet);
                }
            }
        } catch (IOException e) {
            listener.failed(id, String.valueOf(e.getMessage()));
        }
    }

    /** The object is gone: the clip goes on for the seconds after that moment. */
    public void end(String id, long atMicros) {
        Running clip = running.get(id);
        if (clip != null) {
            clip.endMicros = atMicros + micros(settings.after());
        }
    }

    /** Finishes all clips with what there is. */
    @Override
    public void close() {
        finishAll();
        ring.clear();
    }

    private void write(String id, Running clip, VideoPacket packet) {
        if (clip.file.isEmpty() && !packet.key()) {
            return;
        }
        try {
            clip.file.write(packet);
        } catch (IOException e) {
            drop(id, clip, e);
        }
    }

    private void finishAll() {
        for (Map.Entry<String, Running> each : new ArrayList<>(running.entrySet())) {
            finish(each.getKey(), each.getValue());
        }
    }

    private void finish(String id, Running clip) {
        if (clip.file.isEmpty()) {
            drop(id, clip, new IOException("no key frame came while it was running"));
            return;
        }
        try {
            clip.file.finish();
        } catch (IOException e) {
            drop(id, clip, e);
            return;
        }
        running.remove(id);
        listener.finished(id, clip.path, clip.file.firstMicros(), clip.file.lengthMicros());
    }

    private void drop(String id, Running clip, IOException why) {
        running.remove(id);
        try {
            clip.file.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        listener.failed(id, String.valueOf(why.getMessage()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
