package vn.trangtien.box.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

/** What devices do that mean harm. */
final class HostileDeeds {

    private HostileDeeds() {}

    static Object saysNothing(HostileDevice device) throws Exception {
        try (device) {
            assertThat(device.isHungUpOn())
                    .as("somebody who does not say who it is")
                    .isTrue();
        }
        return "";
    }

    /** And then sends as much of it as anybody takes. */
    static Object announcesAQuarterOfAGibibyte(FleetIdentity identity, int port) throws Exception {
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            device.say((byte) 0x32, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f);
            byte[] some = new byte[64 * 1024];
            for (int i = 0; i < 256 * 16; i++) {
                device.say(some);
            }
            throw new AssertionError("a quarter of a gibibyte was read");
        } catch (IOException hungUp) {
            return hungUp;
        }
    }

    /** Messages of some kilobytes that become 64 MiB each; they are acknowledged, for only who reads them can tell. */
    static Object drops(FleetIdentity identity, int port) throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            for (int i = 1; i <= FaultStand.BOMBS; i++) {
                device.publish(
                        "%s/%s/W1/bomb".formatted(identity.account(), identity.gateway()), i, bomb.toByteArray());
                assertThat(device.isAcknowledged()).isTrue();
                FaultStand.STRANGERS_REJECTED.incrementAndGet();
            }
        }
        return "";
    }

    static int invents(FleetIdentity identity, int port) throws Exception {
        byte[] payload = KuraCodec.encode(KuraPayload.builder()
                .timestampMs(FaultStand.CLOCK.millis())
                .metric("level", 1.5)
                .build());
        int taken = 0;
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            for (int i = 1; i <= FaultStand.TOPICS; i++) {
                device.publish("%s/%s/W1/a%d".formatted(identity.account(), identity.gateway(), i), i, payload);
                if (device.isAcknowledged()) {
                    taken++;
                }
            }
        }
        return taken;
    }

    static Object drips(FleetIdentity identity, int port) throws Exception {
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            byte[] whole = HostileDevice.publication(
                    "%s/%s/W1/a".formatted(identity.account(), identity.gateway()), 1, new byte[1_000]);
            var next = new AtomicInteger();
            await().atMost(FaultStand.PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        device.say(whole[next.getAndIncrement()]);
                        return next.get() == whole.length;
                    });
        }
        return "";
    }
}
