package vn.trangtien.ingest.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.MqttClient;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.SpoolMark;

/** A city, gateways of it that nobody has heard of yet, and what they send. */
abstract class PipelineFixture {

    static final Clock CLOCK = Clock.systemUTC();
    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final AtomicLong NAMES = new AtomicLong();
    static final Origin SIMULATED = new Origin(true, true);
    static City city;

    static TestGateway newGateway() throws Exception {
        return city.enrol("hue", "gateway-" + NAMES.incrementAndGet());
    }

    static void send(TestGateway gateway, String topic, byte[] payload) throws Exception {
        MqttClient client = gateway.connect();
        assertThat(TestGateway.publish(client, topic, payload)).isZero();
        client.disconnect();
    }

    static Instant now() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static byte[] snapshot(String camera, byte[] jpeg) {
        var message = new SnapshotMessage(camera, now(), 640, 360, Optional.empty(), Optional.empty(), jpeg, SIMULATED);
        return KuraCodec.encode(new SpoolMark("s" + NAMES.incrementAndGet(), 1).on(message.toPayload()));
    }
}
