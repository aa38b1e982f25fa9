package vn.trangtien.video;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.metrics.Percentiles;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.plate.PlateGrammar;
import vn.trangtien.video.plate.PlateHash;
import vn.trangtien.video.plate.PlateKeyFile;
import vn.trangtien.video.plate.PlateSecret;
import vn.trangtien.video.plate.PlateVote;
import vn.trangtien.video.plate.ocr.PlateLook;
import vn.trangtien.video.plate.ocr.PlateReader;
import vn.trangtien.video.plate.ocr.Sharpness;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.schedule.SpareWork;
import vn.trangtien.video.track.TrackedObject;

/**
 * The number plates of one camera: which vehicle is worth a look in this frame, what its readings agree on, and what of that
 * may be told. Reads one vehicle at a time, in the spare time of the detectors. Confined to the thread of its camera; only
 * the reading itself is not.
 */
final class PlateDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlateDesk.class);
    private static final Set<String> VEHICLES = Set.of("car", "truck", "bus", "motorcycle");
    private static final double RIM = 0.04;
    private static final double EDGE = 0.005;
    private static final int LARGEST_SAMPLE = 320;

    private static final Words NEEDS_A_DETECTOR = new Words(
            "không đọc biển số: chỉ mô hình nhận dạng mới biết đâu là xe; hãy cài một mô hình: trangtien-gateway models install ssd",
            "number plates are not read: only a model can tell vehicles; install one: trangtien-gateway models install ssd");
    private static final Words NO_KEY = new Words(
            "không đọc biển số: không dùng được tệp khóa của mã băm: %s",
            "number plates are not read: the key file of the hash cannot be used: %s");

    private final String camera;
    private final PrivacyPolicy policy;
    private final Eye eye;
    private final PlateHash hash;
    private final PlateGrammar grammar = PlateGrammar.ofToday();
    private final Map<String, PlateVote> votes = new HashMap<>();
    private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
    private final Percentiles age = new Percentiles();
    private boolean reading;
    private long tried;
    private long dropped;
    private long failed;
    private long refused;
    private long read;
    private long told;
    private volatile boolean failing;

    /** Reads plates; any thread may call it. */
    interface Eye {

        PlateLook look(Picture picture, Box vehicle) throws DetectorException;

        default void join() {}

        default void leave() {}
    }

    /** Does something when there is time, or drops it. */
    @FunctionalInterface
    interface SpareTime {
        void give(SpareWork work);
    }

    private enum End {
        DONE,
        DROPPED,
        FAILED
    }

    private record Look(String object, long micros, End end, PlateLook seen) {}

    PlateDesk(String camera, PrivacyPolicy policy, Eye eye, PlateHash hash) {
        this.camera = camera;
        this.policy = policy;
        this.eye = eye;
        this.hash = hash;
        eye.join();
    }

    /**
     * Empty if the camera reads no plates.
     *
     * @param off told why, if it should
     */
    static Optional<PlateDesk> of(CameraConfig config, boolean named, Consumer<Words> off) {
        if (config.privacy().plates() == PlateUse.OFF) {
            return Optional.empty();
        }
        if (!named) {
            return off(config, NEEDS_A_DETECTOR, off);
        }
        if (!PlateReader.isInstalled()) {
            return off(config, PlateReader.NOT_INSTALLED, off);
        }
        try {
            var hash = new PlateHash(PlateSecret.readOrMake(PlateKeyFile.find()));
            return Optional.of(new PlateDesk(config.id(), config.privacy(), PlateReaders.OF_THE_PROCESS, hash));
        } catch (IOException e) {
            return off(config, NO_KEY.with(e.getMessage()), off);
        }
    }

    private static Optional<PlateDesk> off(CameraConfig config, Words why, Consumer<Words> off) {
        LOG.warn("camera={} plates=off reason=\"{}\"", config.id(), why.english());
        off.accept(why);
        return Optional.empty();
    }

    /**
     * Plates that have become certain since the last call, by the object's id.
     *
     * @param micros time of this frame in the stream
     */
    Map<String, ObjectEvent.Plate> read(long micros, Instant at) {
        var plates = new LinkedHashMap<String, ObjectEvent.Plate>();
        for (Look look = looks.poll(); look != null; look = looks.poll()) {
            reading = false;
            count(look, micros);
            PlateVote vote = votes.get(look.object);
            if (vote != null) {
                String object = look.object;
                look.seen.reading().flatMap(vote::add).ifPresent(decision -> plates.put(object, plate(decision, at)));
            }
        }
        return plates;
    }

    private void count(Look look, long micros) {
        switch (look.end) {
            case DROPPED -> dropped++;
            case FAILED -> failed++;
            case DONE -> {
                age.add((micros - look.micros) / 1e3);
                if (look.seen.reading().isPresent()) {
                    read++;
                } else if (look.seen.text()) {
                    refused++;
                }
            }
        }
    }

    /** What was done so far. */
    CameraMetrics.Plates metrics() {
        return new CameraMetrics.Plates(true, tried, dropped, failed, refused, read, told, age.at(0.5), age.at(0.95));
    }

    private ObjectEvent.Plate plate(PlateVote.Decision decision, Instant at) {
        told++;
        boolean clear = policy.platesAt(at) == PlateUse.CLEAR;
        if (clear) {
            LOG.info(
                    "camera={} plate=left use=CLEAR purpose=\"{}\"",
                    camera,
                    policy.purpose().orElse(""));
        }
        return new ObjectEvent.Plate(
                hash.of(decision.number(), at),
                clear ? Optional.of(decision.number().text()) : Optional.empty(),
                decision.confidence());
    }

    /** The event as it may be told now: a permission that has run out takes the number away. */
    ObjectEvent allowed(ObjectEvent event) {
        return policy.platesAt(event.at()) == PlateUse.CLEAR ? event : event.withoutPlateText();
    }

    /**
     * Looks at the vehicle that is seen best, if one is due.
     *
     * @param told objects whose life others know of
     * @param frame holds the picture of this frame
     */
    void look(Map<String, TrackedObject> told, long micros, Supplier<Picture> frame, SpareTime time) {
        votes.keySet().retainAll(told.keySet());
        if (reading) {
            return;
        }
        Optional<Map.Entry<String, TrackedObject>> best = told.entrySet().stream()
                .filter(entry ->
                        isWhole(entry.getValue()) && vote(entry.getKey()).isDue(micros))
                .max(Comparator.comparingDouble(entry -> entry.getValue().box().area()));
        if (best.isEmpty()) {
            return;
        }
        String object = best.get().getKey();
        Box vehicle = best.get().getValue().box();
        Picture picture = frame.get();
        double pixels = vehicle.height() * picture.height();
        if (pixels < PlateReader.LEAST_VEHICLE_PIXELS
                || !vote(object).take(micros, pixels, sharpness(picture, vehicle))) {
            picture.close();
            return;
        }
        reading = true;
        tried++;
        time.give(new Job(object, micros, picture, vehicle.grownBy(RIM)));
    }

    private PlateVote vote(String object) {
        return votes.computeIfAbsent(object, id -> new PlateVote(grammar));
    }

    private static boolean isWhole(TrackedObject object) {
        Box box = object.box();
        return VEHICLES.contains(object.label())
                && !object.hidden()
                && box.left() > EDGE
                && box.right() < 1 - EDGE
                && box.bottom() < 1 - EDGE;
    }

    /** Of the lower middle, where plates are. */
    private static double sharpness(Picture picture, Box vehicle) {
        var middle = new Box(
                vehicle.left() + vehicle.width() / 4,
                vehicle.top() + vehicle.height() / 2,
                vehicle.width() / 2,
                vehicle.height() / 2);
        int width = (int) Math.max(4, Math.min(LARGEST_SAMPLE, middle.width() * picture.width()));
        int height = (int) Math.max(4, Math.min(LARGEST_SAMPLE, middle.height() * picture.height()));
        ColourImage image = picture.part(middle, width, height);
        return Sharpness.of(image);
    }

    private final class Job implements SpareWork {

        private final String object;
        private final long micros;
        private final Picture picture;
        private final Box vehicle;

        Job(String object, long micros, Picture picture, Box vehicle) {
            this.object = object;
            this.micros = micros;
            this.picture = picture;
            this.vehicle = vehicle;
        }

        @Override
        public void run() {
            PlateLook seen = PlateLook.NOTHING;
            End end = End.FAILED;
            try {
                seen = eye.look(picture, vehicle);
                end = End.DONE;
                failing = false;
            } catch (DetectorException | RuntimeException | LinkageError e) {
                if (!failing) {
                    failing = true;
                    LOG.warn("camera={} plates=failed reason=\"{}\"", camera, e.getMessage());
                }
            } finally {
                picture.close();
                looks.add(new Look(object, micros, end, seen));
            }
        }

        @Override
        public void drop() {
            picture.close();
            looks.add(new Look(object, micros, End.DROPPED, PlateLook.NOTHING));
        }
    }

    /** Forgets every reading. */
    @Override
    public void close() {
        votes.clear();
        looks.clear();
        eye.leave();
    }
}
