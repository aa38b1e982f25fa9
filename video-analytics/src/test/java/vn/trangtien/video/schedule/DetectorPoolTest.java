package vn.trangtien.video.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;

class DetectorPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Detection CAR = new Detection("car", 0.8, new Box(0.1, 0.1, 0.2, 0.2));

    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private interface Eye {
        List<Detection> see(Picture picture) throws DetectorException;
    }

    @Test
    void answersArriveAtTheCameraThatAsked() throws Exception {
        try (var pool = DetectorPool.start(factory(picture -> List.of(CAR)), 2, System::nanoTime);
                Seat one = pool.join("one", "ssd");
                Seat two = pool.join("two", "ssd")) {
            one.offer(picture(40_000), 1);
            Look look = await().atMost(PATIENCE)
                    .until(one::poll, Optional::isPresent)
                    .orElseThrow();

            assertThat(look.detections()).containsExactly(CAR);
            assertThat(look.presentationMicros()).isEqualTo(40_000);
            assertThat(look.failure()).isEmpty();
            assertThat(one.takenMicros()).isEqualTo(40_000);
            assertThat(two.poll()).isEmpty();
            assertThat(one.facts().orElseThrow().id()).isEqualTo("ssd");
        }
        assertThat(held).hasValue(0);
        assertThat(closed.get()).isEqualTo(opened.get());
    }

    @Test
    void aModelThatThrowsCostsItsPictureAndNobodyElse() throws Exception {
        Eye eye = picture -> {
            if (picture.presentationMicros() == 13) {
                throw new IllegalStateException("no such plane");
            }
            if (picture.presentationMicros() == 14) {
                throw new DetectorException("model damaged; install it again");
            }
            return List.of(CAR);
        };
        try (var pool = DetectorPool.start(factory(eye), 1, System::nanoTime);
                Seat bad = pool.join("bad", "ssd");
                Seat good = pool.join("good", "ssd")) {
            assertThat(bad.lookNow(picture(13), 1).orElseThrow().failure()).contains("no such plane");
            assertThat(bad.lookNow(picture(14), 1).orElseThrow().failure()).contains("model damaged; install it again");
            assertThat(good.lookNow(picture(15), 1).orElseThrow().detections()).containsExactly(CAR);
            assertThat(bad.lookNow(picture(16), 1).orElseThrow().detections()).containsExactly(CAR);
        }
        assertThat(held).hasValue(0);
        assertThat(closed.get()).as("the broken one was not used again").isEqualTo(opened.get());
    }

    @Test
    void twoHundredCamerasHoldOnePictureEach() throws Exception {
        try (var pool = DetectorPool.start(factory(picture -> List.of()), 1, System::nanoTime)) {
            List<Seat> seats = new ArrayList<>();
            for (int camera = 0; camera < 200; camera++) {
                seats.add(pool.join("camera-" + camera, "ssd"));
            }
            int most = 0;
            for (int frame = 0; frame < 100; frame++) {
                for (Seat seat : seats) {
                    seat.offer(picture(frame), 0.5);
                }
                most = Math.max(most, held.get());
            }
            // An answer is given once, so whoever has had one is not asked again.
            var waiting = new ArrayList<>(seats);
            await().atMost(PATIENCE).until(() -> {
                waiting.removeIf(seat -> seat.poll().isPresent());
                return waiting.isEmpty();
            });
            assertThat(most).isLessThanOrEqualTo(201);
            seats.forEach(Seat::close);
            assertThat(pool.cameras()).isZero();
        }
        assertThat(held).hasValue(0);
    }

    @Test
    void spareWorkWaitsForCamerasAndIsDroppedWhereItCannotBeDone() throws Exception {
        var inside = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var pool = DetectorPool.start(
                factory(picture -> {
                    order.add("look");
                    inside.countDown();
                    waitFor(free);
                    return List.of();
                }),
                1,
                System::nanoTime);
        Seat seat = pool.join("camera", "ssd");
        seat.offer(picture(1), 1);
        assertThat(inside.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 20; i++) {
            seat.whenIdle(spare(order));
        }
        assertThat(order).hasSize(1 + 12).endsWith("dropped");
        seat.offer(picture(2), 1);
        free.countDown();
        await().atMost(PATIENCE).until(() -> order.size() == 1 + 12 + 1 + 8);

        assertThat(order.subList(13, 22)).startsWith("look", "spare").endsWith("spare");
        pool.close();
        seat.whenIdle(spare(order));
        assertThat(order).hasSize(23).endsWith("dropped");
    }

    private static void waitFor(CountDownLatch latch) throws DetectorException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectorException("interrupted", e);
        }
    }

    private static SpareWork spare(List<String> order) {
        return new SpareWork() {
            @Override
            public void run() {
                order.add("spare");
            }

            @Override
            public void drop() {
                order.add("dropped");
            }
        };
    }

    @Test
    void withoutAModelThereIsNoLookAndNoWaiting() throws Exception {
        try (var pool = DetectorPool.withoutModels();
                Seat seat = pool.join("camera", DetectorFactory.AUTO)) {
            assertThat(seat.facts()).isEmpty();
            assertThat(seat.lookNow(picture(1), 1)).isEmpty();
            seat.offer(picture(2), 1);
            assertThat(held).hasValue(0);
        }
    }

    @Test
    void aModelThatCannotBeUsedSaysSoWhenTheCameraJoins() {
        DetectorFactory broken = name -> {
            throw new DetectorException("model lorry: file is missing; install it");
        };
        try (var pool = DetectorPool.start(broken, 1, System::nanoTime)) {
            assertThatThrownBy(() -> pool.join("camera", "lorry")).hasMessageContaining("install it");
        }
    }

    @Test
    void aClosedPoolKeepsNobodyWaiting() throws Exception {
        var pool = DetectorPool.start(factory(picture -> List.of()), 1, System::nanoTime);
        Seat seat = pool.join("camera", "ssd");
        pool.close();

        assertThat(seat.lookNow(picture(1), 1)).isEmpty();
        assertThat(held).hasValue(0);
    }

    private TestPicture picture(long micros) {
        return new TestPicture(held, micros);
    }

    private DetectorFactory factory(Eye eye) {
        return name -> {
            opened.incrementAndGet();
            return Optional.of(new Detector() {
                @Override
                public DetectorFacts facts() {
                    return new DetectorFacts(name, "0123456789ab", "Apache-2.0", Set.of("car"), 300, 300);
                }

                @Override
                public List<Detection> detect(Picture picture, Box part) throws DetectorException {
                    return eye.see(picture);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            });
        };
    }
}
