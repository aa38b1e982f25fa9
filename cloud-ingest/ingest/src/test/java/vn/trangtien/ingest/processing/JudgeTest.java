package vn.trangtien.ingest.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.processing.Memory.SpoolKey;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.ingest.registry.Presence;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.SpoolMark;

/** Messages that were refused and are received anew. */
class JudgeTest {

    private static final GatewayId GATEWAY = new GatewayId("hue", "gw-1");
    private static final SpoolKey SPOOL = new SpoolKey(GATEWAY, "spool");
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final Map<SpoolKey, SpoolNumbers> spools = new HashMap<>();
    private final HashSet<String> seen = new HashSet<>();

    @Test
    void aNumberedMessageThatTheStoreRefusedIsNoRepetitionWhenItComesAgain() {
        byte[] payload = KuraCodec.encode(new SpoolMark("spool", 7).on(TestGateway.payload("river", "level", 1, AT)));
        refusedByStore(payload);

        assertThat(spools.get(SPOOL).received().contains(7)).isFalse();
        assertThat(judge(telemetry(payload, true)).outcome()).isEqualTo(Outcome.STORED);
        assertThat(judge(telemetry(payload, false)).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void aForeignMessageThatTheStoreRefusedIsNoRepetitionEither() {
        byte[] payload = KuraCodec.encode(TestGateway.payload("river", "level", 1, AT));
        refusedByStore(payload);

        assertThat(judge(telemetry(payload, true)).outcome()).isEqualTo(Outcome.STORED);
        assertThat(judge(telemetry(payload, false)).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void anOldLossThatIsReplayedDoesNotLoseAGatewayThatIsThere() {
        var lwt = new RawMessage("$EDC/hue/gw-1/MQTT/LWT", AT.minusSeconds(3600), new byte[0]);

        assertThat(presenceAfter(record(lwt, true)).state()).isEqualTo(GatewayState.ONLINE);
        assertThat(presenceAfter(record(lwt, false)).state())
                .as("one that only comes late counts as before")
                .isEqualTo(GatewayState.MISSING);
    }

    private void refusedByStore(byte[] payload) {
        Judge judge = judge();
        Verdict verdict = new Verdict(telemetry(payload, false));
        judge.judge(verdict);
        verdict.reject(new Rejection(Reason.REFUSED_BY_STORE, "column is a text"));
        judge.forget(verdict);
        seen.addAll(judge.newlySeen());
    }

    private Verdict judge(ConsumerRecord<String, byte @Nullable []> record) {
        Judge judge = judge();
        Verdict verdict = new Verdict(record);
        judge.judge(verdict);
        seen.addAll(judge.newlySeen());
        return verdict;
    }

    private Presence presenceAfter(ConsumerRecord<String, byte @Nullable []> record) {
        Judge judge = judge();
        judge.judge(new Verdict(record));
        return Optional.ofNullable(judge.presences().get(GATEWAY)).orElseThrow();
    }

    private Judge judge() {
        var presences = new HashMap<GatewayId, Presence>();
        presences.put(GATEWAY, new Presence(GatewayState.ONLINE, AT, AT, Map.of(), null));
        return new Judge(presences, spools, new HashSet<>(seen), new Nodes(Map.of()));
    }

    private static ConsumerRecord<String, byte @Nullable []> telemetry(byte[] payload, boolean replay) {
        return record(new RawMessage("hue/gw-1/EDGE-V1/telemetry/river", AT, payload), replay);
    }

    private static ConsumerRecord<String, byte @Nullable []> record(RawMessage raw, boolean replay) {
        var sent = raw.toRecord();
        var record = new ConsumerRecord<String, byte @Nullable []>(RawTopics.RAW, 0, 1, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        if (replay) {
            record.headers().add(RawTopics.HEADER_REPLAY_OF, "0:0".getBytes(UTF_8));
        }
        return record;
    }
}
