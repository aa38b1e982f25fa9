package vn.trangtien.ingest.decoding.kura;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.wire.CameraAlertMessage;
import vn.trangtien.wire.CameraObjectMessage;
import vn.trangtien.wire.ClipMessage;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;

/** What cameras say becomes the city's records, and nothing else. */
class CameraWordsTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Origin REAL = new Origin(false, true);
    private static final KuraTopic.Data OBJECT = KuraTopic.object("hue", "g", "cam");

    @Test
    void objectKeepsItsPlateOutOfTheCitysRecord() {
        var plate = new CameraObjectMessage.Plate("9f86", Optional.of("75A-182.83"), 0.9);

        var said = (Understood.Seen) understood(
                OBJECT, object("cam-1", List.of(), Optional.of(plate)).toPayload());

        assertThat(said.plateText()).contains("75A-182.83");
        assertThat(said.event().plateHash()).isEqualTo("9f86");
        assertThat(said.event().toString()).doesNotContain("182.83");
        assertThat(said.event().speedKmh()).isEqualTo(42.5);
        assertThat(said.camera()).isEqualTo("cam");
    }

    @Test
    void aHostileGatewayCannotFillTheDatabaseWithZones() {
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(i -> "zone \u0007" + i).toList();

        var said = (Understood.Seen)
                understood(OBJECT, object("cam-1", many, Optional.empty()).toPayload());

        assertThat(said.event().zones())
                .hasSize(64)
                .allSatisfy(zone -> assertThat(zone).doesNotContain("\u0007"));
    }

    @Test
    void aTimeThatCannotBeIsReplacedByTheArrival() {
        KuraPayload.Builder future = KuraPayload.builder();
        object("cam-1", List.of(), Optional.empty()).toPayload().metrics().forEach(future::metric);
        future.metric("event_timestamp", RECEIVED.plus(Duration.ofDays(400)).toEpochMilli());

        assertThat(((Understood.Seen) understood(OBJECT, future.build()))
                        .event()
                        .at())
                .isEqualTo(RECEIVED);
    }

    @Test
    void namesThatCannotBeKeysAreRefusedWithTheRule() {
        assertThat(refused(OBJECT, object("a/b", List.of(), Optional.empty()).toPayload()))
                .isEqualTo(Reason.BAD_NAME);
        assertThat(refused(KuraTopic.alert("hue", "g", "cam"), alert("CRO/WD").toPayload()))
                .isEqualTo(Reason.BAD_NAME);
    }

    @Test
    void anAlertOfAKindFromTheFutureIsKept() {
        var said = (Understood.Alerted) understood(
                KuraTopic.alert("hue", "g", "cam"), alert("SOMETHING_NEW").toPayload());

        assertThat(said.event().kind()).isEqualTo("SOMETHING_NEW");
        assertThat(said.event().value()).isNull();
    }

    @Test
    void aFilmMustBeAnMp4() {
        KuraTopic.Data topic = KuraTopic.clip("hue", "g", "cam");

        assertThat(refused(topic, film(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).toPayload()))
                .isEqualTo(Reason.NOT_AN_MP4);
        var said = (Understood.Film) understood(
                topic, film(new byte[] {0, 0, 0, 8, 'f', 't', 'y', 'p', 'i'}).toPayload());
        assertThat(said.clearFor()).contains("tai nạn");
        assertThat(said.length()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void incompleteWordsAreRefused() {
        KuraPayload nothing = KuraPayload.builder().metric("camera", "cam").build();
        for (KuraTopic.Data topic :
                List.of(OBJECT, KuraTopic.alert("hue", "g", "cam"), KuraTopic.clip("hue", "g", "cam"))) {
            assertThat(refused(topic, nothing)).as("%s", topic).isEqualTo(Reason.INCOMPLETE);
        }
    }

    private static CameraObjectMessage object(
            String id, List<String> zones, Optional<CameraObjectMessage.Plate> plate) {
        return new CameraObjectMessage(
                "cam",
                id,
                CameraObjectMessage.Phase.NEW,
                "car",
                0.7,
                0.8,
                new CameraObjectMessage.Box(0.1, 0.2, 0.3, 0.4),
                zones,
                zones,
                false,
                OptionalDouble.of(42.5),
                plate,
                true,
                false,
                "ssd 1f0c",
                RECEIVED.minusSeconds(3),
                RECEIVED.minusSeconds(1),
                REAL);
    }

    private static CameraAlertMessage alert(String kind) {
        return new CameraAlertMessage(
                "cam",
                "cam-3",
                kind,
                CameraAlertMessage.State.BEGAN,
                "zone",
                Optional.empty(),
                OptionalDouble.empty(),
                1,
                "reason",
                "lý do",
                RECEIVED,
                REAL);
    }

    private static ClipMessage film(byte[] mp4) {
        return new ClipMessage("cam", "cam-1", RECEIVED, Duration.ofSeconds(9), Optional.of("tai nạn"), mp4, REAL);
    }

    private static Understood understood(KuraTopic.Data topic, KuraPayload payload) {
        return Decoders.decode(raw(topic, payload)).understood().orElseThrow();
    }

    private static Reason refused(KuraTopic.Data topic, KuraPayload payload) {
        return Decoders.decode(raw(topic, payload)).rejection().orElseThrow().reason();
    }

    private static RawMessage raw(KuraTopic.Data topic, KuraPayload payload) {
        return new RawMessage(topic.name(), RECEIVED, KuraCodec.encode(payload));
    }
}
