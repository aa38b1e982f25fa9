package vn.trangtien.ingest.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.ingest.registry.Presence;

/** What judged messages say of their gateways. */
class JudgeTest {

    private static final GatewayId GATEWAY = new GatewayId("hue", "gw-1");
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void anOldLossThatIsReplayedDoesNotLoseAGatewayThatIsThere() {
        var lwt = new RawMessage("$EDC/hue/gw-1/MQTT/LWT", AT.minusSeconds(3600), new byte[0]);

        assertThat(presenceAfter(record(lwt, true)).state()).isEqualTo(GatewayState.ONLINE);
        assertThat(presenceAfter(record(lwt, false)).state())
                .as("one that only comes late counts as before")
                .isEqualTo(GatewayState.MISSING);
    }

    private Presence presenceAfter(ConsumerRecord<String, byte @Nullable []> record) {
        Judge judge = judge();
        judge.judge(new Verdict(record, Ruling.of(record.headers()).orElseThrow()));
        return Optional.ofNullable(judge.presences().get(GATEWAY)).orElseThrow();
    }

    private Judge judge() {
        var presences = new HashMap<GatewayId, Presence>();
        presences.put(GATEWAY, new Presence(GatewayState.ONLINE, AT, AT, Map.of(), null));
        return new Judge(presences, new Nodes(Map.of()));
    }

    private static ConsumerRecord<String, byte @Nullable []> record(RawMessage raw, boolean replay) {
        var sent = raw.toRecord();
        var record = new ConsumerRecord<String, byte @Nullable []>(RawTopics.JUDGED, 0, 1, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        if (replay) {
            record.headers().add(RawTopics.HEADER_REPLAY_OF, "0:0".getBytes(UTF_8));
        }
        new Ruling(Ruling.Kind.ACCEPTED, Optional.empty(), new Ruling.Position(0, 1), 1, Optional.empty())
                .writeTo(record.headers());
        return record;
    }
}
