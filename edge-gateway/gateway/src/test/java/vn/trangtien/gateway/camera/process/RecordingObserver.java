package vn.trangtien.gateway.camera.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.gateway.camera.CameraObserver;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/** Writes down what it hears. */
final class RecordingObserver implements CameraObserver {

    private final List<String> heard = new ArrayList<>();
    private final List<byte[]> pictures = new ArrayList<>();

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    synchronized List<byte[]> pictures() {
        return List.copyOf(pictures);
    }

    @Override
    public synchronized void counts(long forward, long backward, int objects, double framesPerSecond, Instant at) {
        heard.add("counts %d %d".formatted(forward, backward));
    }

    @Override
    public synchronized void crossed(String id, String line, Direction direction, Instant at) {
        heard.add("crossed %s %s %s".formatted(id, line, direction));
    }

    @Override
    public synchronized void snapshot(byte[] jpeg, int width, int height, Instant takenAt) {
        heard.add("snapshot");
        pictures.add(jpeg);
    }

    @Override
    public synchronized void connected(Instant at) {
        heard.add("connected");
    }

    @Override
    public synchronized void disconnected(String reason, Instant at) {
        heard.add("disconnected " + reason);
    }
}
