package vn.trangtien.video.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.detect.DetectorFacts;

/** The detectors of one name: as many as threads have ever wanted one at the same time. Thread-safe. */
final class Model implements AutoCloseable {

    private final String name;
    private final DetectorFactory factory;
    private final Deque<Detector> idle = new ArrayDeque<>();
    private @Nullable Optional<DetectorFacts> facts;
    private boolean closed;

    Model(String name, DetectorFactory factory) {
        this.name = name;
        this.factory = factory;
    }

    /** What the model is; empty if this name means counting by motion. A model that failed is tried again by the next camera. */
    synchronized Optional<DetectorFacts> load() throws DetectorException {
        if (facts == null) {
            Optional<Detector> first = factory.open(name);
            first.ifPresent(idle::push);
            facts = first.map(Detector::facts);
        }
        return facts;
    }

    Detector borrow() throws DetectorException {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return factory.open(name)
                .orElseThrow(() -> new DetectorException(
                        "detector %s is no longer installed; install it again: ./city models install".formatted(name)));
    }

    synchronized void giveBack(Detector detector) {
        if (closed) {
            detector.close();
        } else {
            idle.push(detector);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Detector::close);
        idle.clear();
    }
}
