package vn.trangtien.gateway.camera.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.CameraEntry.CountingLine;
import vn.trangtien.wire.LineCrossedMessage.Direction;

class EventCodecTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:00:00.123Z");

    private static final List<VideoEvent> EVENTS = List.of(
            new VideoEvent.Heartbeat(),
            new VideoEvent.Counts("gate", 7, 3, 2, 12.5, AT),
            new VideoEvent.Crossed("gate", "id-1", "Cổng", Direction.BACKWARD, AT),
            new VideoEvent.Connected("gate", AT),
            new VideoEvent.Disconnected("gate", "không có tín hiệu", AT));

    @Test
    void everyEventArrivesAsItWasSent() throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (VideoEvent event : EVENTS) {
            EventCodec.write(bytes, event);
        }
        EventCodec.write(bytes, new VideoEvent.Snapshot("gate", new byte[] {1, 2, 3}, 640, 360, AT));
        var in = new ByteArrayInputStream(bytes.toByteArray());

        for (VideoEvent event : EVENTS) {
            assertThat(EventCodec.read(in)).contains(event);
        }
        assertThat(EventCodec.read(in)).get().satisfies(event -> {
            var snapshot = (VideoEvent.Snapshot) event;
            assertThat(snapshot.jpeg()).containsExactly(1, 2, 3);
            assertThat(snapshot.width()).isEqualTo(640);
            assertThat(snapshot.takenAt()).isEqualTo(AT);
        });
        assertThat(EventCodec.read(in)).isEmpty();
    }

    @Test
    void ordersCarryTheWholeCamera() throws Exception {
        var full = new VideoOrder.Watch(new CameraEntry(
                "gate",
                "rtsp://user:secret@10.0.0.7/sub",
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                true,
                OptionalDouble.of(0.002),
                Optional.of(new CountingLine("Cổng", 0, 0.5, 1, 0.5))));
        var plain = new VideoOrder.Watch(new CameraEntry(
                "yard",
                "/film.avi",
                Duration.ofSeconds(1),
                Duration.ZERO,
                false,
                OptionalDouble.empty(),
                Optional.empty()));
        var bytes = new ByteArrayOutputStream();
        OrderCodec.write(bytes, full);
        OrderCodec.write(bytes, plain);
        OrderCodec.write(bytes, new VideoOrder.Forget("gate"));
        var in = new ByteArrayInputStream(bytes.toByteArray());

        assertThat(OrderCodec.read(in)).contains(full);
        assertThat(OrderCodec.read(in)).contains(plain);
        assertThat(OrderCodec.read(in)).contains(new VideoOrder.Forget("gate"));
        assertThat(OrderCodec.read(in)).isEmpty();
    }

    @Test
    void whatALibraryPrintsIsNoEvent() {
        byte[] printed = "[h264 @ 0x55] error while decoding MB 12 3".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventCodec.read(new ByteArrayInputStream(printed)))
                .isInstanceOf(Frames.BadFrameException.class)
                .hasMessageContaining("length must be 2 to 2097152");
    }

    /** A dying process may leave anything in the pipe. */
    @Test
    void damagedBytesAreRefusedAndNothingElseHappens() throws Exception {
        var random = new Random(20_261_122);
        var bytes = new ByteArrayOutputStream();
        for (VideoEvent event : EVENTS) {
            EventCodec.write(bytes, event);
        }
        byte[] good = bytes.toByteArray();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            var in = new ByteArrayInputStream(bad);
            try {
                while (EventCodec.read(in).isPresent()) {
                    // on to the damage
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15_000);
    }

    @Test
    void passwordsOfAddressesAreNotLogged() {
        assertThat(ErrorLines.withoutPasswords("open rtsp://admin:p4ss@10.0.0.7/sub failed"))
                .isEqualTo("open rtsp://***@10.0.0.7/sub failed");
        assertThat(ErrorLines.withoutPasswords("rtsp://10.0.0.7/sub from a@b"))
                .isEqualTo("rtsp://10.0.0.7/sub from a@b");
    }
}
