package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.plate.PlateHash;
import vn.trangtien.video.plate.PlateKeyFile;
import vn.trangtien.video.plate.PlateKind;
import vn.trangtien.video.plate.PlateNumber;
import vn.trangtien.video.plate.PlateReading;
import vn.trangtien.video.plate.PlateSecret;
import vn.trangtien.video.plate.ocr.PlateLook;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.schedule.SpareWork;
import vn.trangtien.video.track.TrackedObject;

class PlateDeskTest {

    private static final Instant NOON = Instant.parse("2026-03-01T05:00:00Z");
    private static final Box PLACE = new Box(0.3, 0.3, 0.3, 0.4);
    private static final PlateNumber CAR = new PlateNumber(PlateKind.CAR, "75A-123.45");
    private static final PlateHash HASH = new PlateHash(PlateSecret.passing());
    private static final PrivacyPolicy HASHED = PrivacyPolicy.MASKED.withPlates(PlateUse.HASH);
    private static final PrivacyPolicy CLEAR = new PrivacyPolicy(
            HASHED.image(),
            HASHED.person(),
            PlateUse.CLEAR,
            false,
            Optional.of("car park of the office"),
            Optional.of(NOON.plusSeconds(60)));

    @TempDir
    Path folder;

    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger tried = new AtomicInteger();
    private final Deque<SpareWork> waiting = new ArrayDeque<>();

    @Test
    void aHashIsToldAndNothingElse() {
        ObjectEvent.Plate plate = plateOf(desk(HASHED, this::read));

        assertThat(plate.hash()).isEqualTo(HASH.of(CAR, NOON));
        assertThat(plate.text()).isEmpty();
        assertThat(plate.confidence()).isGreaterThan(0.8);
        assertThat(held).hasValue(0);
    }

    @Test
    void theNumberIsToldForAPurposeUntilItEnds() {
        PlateDesk desk = desk(CLEAR, this::read);
        ObjectEvent.Plate plate = plateOf(desk);

        assertThat(plate.text()).contains("75A-123.45");
        assertThat(plate.hash()).isEqualTo(HASH.of(CAR, NOON));
        assertThat(desk.allowed(event(plate, NOON)).plate().orElseThrow().text())
                .isPresent();
        assertThat(desk.allowed(event(plate, NOON.plusSeconds(60))).plate().orElseThrow())
                .isEqualTo(new ObjectEvent.Plate(plate.hash(), Optional.empty(), plate.confidence()));
        assertThat(event(plate, NOON).toString()).doesNotContain("123.45");
    }

    @Test
    void afterTheEndOfThePermissionTheNumberIsNotEvenTakenOver() {
        PlateDesk desk = desk(CLEAR, this::read);
        look(desk, Map.of("a", vehicle("car")), 0);
        assertThat(desk.read(0, NOON)).isEmpty();
        look(desk, Map.of("a", vehicle("car")), 1_000_000);

        assertThat(desk.read(0, NOON.plusSeconds(61)).get("a").text()).isEmpty();
    }

    @Test
    void onlyVehiclesThatAreSeenWholeAreLookedAt() {
        PlateDesk desk = desk(HASHED, this::read);
        look(desk, Map.of("a", vehicle("person")), 0);
        look(desk, Map.of("a", vehicle("moving")), 0);
        look(desk, Map.of("a", vehicle("car", new Box(0.3, 0.7, 0.3, 0.3))), 0);
        look(desk, Map.of("a", vehicle("car", new Box(0.3, 0.3, 0.1, 0.1))), 0);

        assertThat(tried).hasValue(0);
        assertThat(held).hasValue(0);
    }

    @Test
    void oneVehicleAtATimeAndTwiceASecondAtMost() {
        PlateDesk desk = desk(HASHED, (picture, box) -> {
            tried.incrementAndGet();
            return PlateLook.NOTHING;
        });
        for (long micros = 0; micros < 4_000_000; micros += 40_000) {
            desk.look(Map.of("a", vehicle("car")), micros, this::picture, waiting::add);
            assertThat(waiting.size()).isLessThanOrEqualTo(1);
            if (micros % 120_000 == 0) {
                run();
                desk.read(0, NOON);
            }
        }

        assertThat(tried.get()).isBetween(6, 8);
        run();
        assertThat(held).hasValue(0);
    }

    @Test
    void workThatIsDroppedOrFailsGivesItsPictureBackAndIsTriedAgain() {
        PlateDesk desk = desk(HASHED, (picture, box) -> {
            if (tried.getAndIncrement() == 0) {
                throw new DetectorException("damaged; install it again");
            }
            return read(picture, box);
        });
        look(desk, Map.of("a", vehicle("car")), 0);
        desk.read(0, NOON);
        desk.look(Map.of("a", vehicle("car")), 1_000_000, this::picture, SpareWork::drop);
        desk.read(0, NOON);
        assertThat(held).hasValue(0);

        assertThat(plateOf(desk).hash()).isEqualTo(HASH.of(CAR, NOON));
    }

    @Test
    void aVehicleThatIsGoneIsForgotten() {
        PlateDesk desk = desk(HASHED, this::read);
        look(desk, Map.of("a", vehicle("car")), 0);
        desk.read(0, NOON);
        look(desk, Map.of(), 500_000);
        look(desk, Map.of("a", vehicle("car")), 1_000_000);

        assertThat(desk.read(0, NOON)).as("the vote began anew").isEmpty();
    }

    @Test
    void everyLookIsCountedByItsEnd() {
        var looks = new ArrayDeque<PlateLook>(List.of(
                PlateLook.NOTHING,
                new PlateLook(true, Optional.empty()),
                read(picture(), PLACE),
                read(picture(), PLACE)));
        PlateDesk desk = desk(HASHED, (picture, box) -> {
            if (looks.isEmpty()) {
                throw new DetectorException("damaged");
            }
            return looks.poll();
        });
        desk.look(Map.of("a", vehicle("car")), 0, this::picture, SpareWork::drop);
        desk.read(0, NOON);
        for (long micros = 1_000_000; micros <= 5_000_000; micros += 1_000_000) {
            // Two vehicles in turn: nothing is read of the first one after its plate is told.
            look(desk, Map.of(micros == 5_000_000 ? "b" : "a", vehicle("car")), micros);
            desk.read(micros + 200_000, NOON);
        }

        assertThat(desk.metrics()).isEqualTo(new CameraMetrics.Plates(true, 6, 1, 1, 1, 2, 1, 200, 200));
    }

    @Test
    void platesAreOffUnlessConfiguredAndWithoutADetector() {
        String before = System.getProperty(PlateKeyFile.PROPERTY);
        System.setProperty(PlateKeyFile.PROPERTY, folder.resolve("plates.key").toString());
        try {
            CameraConfig config = CameraConfig.of("cam", "rtsp://192.0.2.1/");
            var off = new ArrayList<Words>();
            assertThat(PlateDesk.of(config, true, off::add)).isEmpty();
            assertThat(off).as("nobody wanted plates").isEmpty();
            assertThat(PlateDesk.of(config.withPrivacy(HASHED), false, off::add))
                    .isEmpty();
            assertThat(off).singleElement().satisfies(why -> {
                assertThat(why.english()).contains("only a model can tell vehicles");
                assertThat(why.vietnamese()).contains("không đọc biển số");
            });
            assertThat(folder).isEmptyDirectory();

            PlateDesk.of(config.withPrivacy(HASHED), true, off::add).ifPresent(PlateDesk::close);

            assertThat(folder).isDirectoryContaining("glob:**plates.key");
        } finally {
            if (before == null) {
                System.clearProperty(PlateKeyFile.PROPERTY);
            } else {
                System.setProperty(PlateKeyFile.PROPERTY, before);
            }
        }
    }

    private ObjectEvent.Plate plateOf(PlateDesk desk) {
        var plates = new ArrayList<ObjectEvent.Plate>();
        for (long micros = 5_000_000; micros < 9_000_000; micros += 500_000) {
            look(desk, Map.of("a", vehicle("car")), micros);
            plates.addAll(desk.read(0, NOON).values());
        }
        assertThat(plates).hasSize(1);
        return plates.get(0);
    }

    private void look(PlateDesk desk, Map<String, TrackedObject> told, long micros) {
        desk.look(told, micros, this::picture, SpareWork::run);
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    private PlateDesk desk(PrivacyPolicy policy, PlateDesk.Eye eye) {
        return new PlateDesk("cam", policy, eye, HASH);
    }

    private PlateLook read(Picture picture, Box vehicle) {
        tried.incrementAndGet();
        return new PlateLook(true, Optional.of(new PlateReading(CAR, Collections.nCopies(8, 0.98), 30, 0.5, vehicle)));
    }

    private Picture picture() {
        held.incrementAndGet();
        return new Picture() {
            @Override
            public int width() {
                return 640;
            }

            @Override
            public int height() {
                return 360;
            }

            @Override
            public long presentationMicros() {
                return 0;
            }

            @Override
            public ColourImage part(Box part, int width, int height) {
                return new ColourImage(width, height, new byte[width * height * 3]);
            }

            @Override
            public void close() {
                held.decrementAndGet();
            }
        };
    }

    private static TrackedObject vehicle(String label) {
        return vehicle(label, PLACE);
    }

    private static TrackedObject vehicle(String label, Box place) {
        return new TrackedObject(1, place, 0, 0, false, label, 0.9, 0.9, false, 0, List.of());
    }

    private static ObjectEvent event(ObjectEvent.Plate plate, Instant at) {
        return new ObjectEvent(
                ObjectEvent.Phase.UPDATE,
                "a",
                "cam",
                "car",
                0.9,
                0.9,
                PLACE,
                List.of(),
                List.of(),
                false,
                OptionalDouble.empty(),
                Optional.of(plate),
                false,
                false,
                NOON,
                at,
                "ssd 1");
    }
}
