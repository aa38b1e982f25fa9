package vn.trangtien.ingest.decoding.kura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.MetricNames;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;

class KuraDialectTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TOPIC = "hue/g/W1/A1/river";

    @Test
    void telemetryBecomesObservationsAndPoints() {
        Understood.Telemetry telemetry =
                telemetry(reading(1.25, RECEIVED.minusSeconds(1), "GOOD"), new Origin(true, true));

        assertThat(telemetry.observations()).singleElement().satisfies(observation -> {
            assertThat(observation.channel().path()).isEqualTo("hue/g/river/level");
            assertThat(observation.value()).isEqualTo(1.25);
            assertThat(observation.quality()).isEqualTo("GOOD");
            assertThat(observation.measuredAt()).isEqualTo(RECEIVED.minusSeconds(1));
            assertThat(observation.receivedAt()).isEqualTo(RECEIVED);
            assertThat(observation.simulated()).isTrue();
        });
        assertThat(telemetry.points())
                .singleElement()
                .satisfies(point -> assertThat(point.value()).isEqualTo(1.25));
    }

    @Test
    void sameMessageAlwaysMeansTheSame() {
        RawMessage raw = raw(TOPIC, payload(reading(1.25, RECEIVED, "GOOD"), new Origin(false, true)));

        assertThat(Decoders.decode(raw)).isEqualTo(Decoders.decode(raw));
    }

    @Test
    void messageWithoutAnyTimeWasMeasuredOnArrival() {
        var reading =
                new ChannelReading("level", OptionalDouble.of(1), Optional.empty(), "m", "GOOD", Optional.empty());
        KuraPayload payload =
                new TelemetryMessage("river", List.of(reading), Optional.empty(), new Origin(false, true)).toPayload();

        assertThat(only(raw(TOPIC, payload)).measuredAt()).isEqualTo(RECEIVED);
    }

    @ParameterizedTest
    @CsvSource({"2019-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2026-11-22T10:05:01Z", "+99999-01-01T00:00:00Z"})
    void impossibleTimeIsReplacedByTheArrivalAndTheValueIsUncertain(Instant claimed) {
        Observation observation = telemetry(reading(1, claimed, "GOOD"), new Origin(false, true))
                .observations()
                .get(0);

        assertThat(observation.measuredAt()).isEqualTo(RECEIVED);
        assertThat(observation.quality()).isEqualTo("UNCERTAIN");
    }

    @ParameterizedTest
    @CsvSource({"2026-10-22T09:59:59Z", "2025-11-27T10:00:00Z"})
    void timeBeforeTheMaxAgeIsReplacedByTheArrivalUnlessTheGatewayVouchesForItsClock(Instant claimed) {
        for (Origin nobodyVouches : List.of(new Origin(false, false), Origin.SILENT)) {
            assertThat(only(raw(TOPIC, payload(claimed, nobodyVouches)))).satisfies(observation -> {
                assertThat(observation.measuredAt()).isEqualTo(RECEIVED);
                assertThat(observation.quality()).isEqualTo("UNCERTAIN");
            });
        }
        assertThat(only(raw(TOPIC, payload(claimed, new Origin(false, true))))).satisfies(observation -> {
            assertThat(observation.measuredAt()).isEqualTo(claimed);
            assertThat(observation.quality()).isEqualTo("GOOD");
        });
    }

    @Test
    void valueThatWaitedInASpoolForAMonthIsAsItIs() {
        Instant claimed = RECEIVED.minus(Duration.ofDays(31));

        Observation observation = only(raw(TOPIC, payload(claimed, Origin.SILENT)));

        assertThat(observation.measuredAt()).isEqualTo(claimed);
        assertThat(observation.quality()).isEqualTo("GOOD");
    }

    /** What a gateway that says nothing of its clock leaves out. */
    private static KuraPayload payload(Instant claimed, Origin origin) {
        KuraPayload whole = payload(reading(1, claimed, "GOOD"), origin);
        if (!origin.equals(Origin.SILENT)) {
            return whole;
        }
        var silent = KuraPayload.builder();
        whole.metrics().forEach((name, value) -> {
            if (!name.equals(MetricNames.CLOCK_TRUSTED)) {
                silent.metric(name, value);
            }
        });
        return silent.build();
    }

    @Test
    void clockThatIsNotTrustedMakesGoodValuesUncertainAndLeavesFaultsAlone() {
        Instant at = RECEIVED.minus(Duration.ofHours(1));

        assertThat(telemetry(reading(1, at, "GOOD"), new Origin(false, false))
                        .observations()
                        .get(0)
                        .quality())
                .isEqualTo("UNCERTAIN");
        assertThat(telemetry(reading(1, at, "STALE"), new Origin(false, false))
                        .observations()
                        .get(0)
                        .quality())
                .isEqualTo("STALE");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsAFault(double value) {
        Observation observation = telemetry(reading(value, RECEIVED, "GOOD"), new Origin(false, true))
                .observations()
                .get(0);

        assertThat(observation.value()).isNull();
        assertThat(observation.quality()).isEqualTo("SENSOR_FAULT");
    }

    @Test
    void unknownQualityIsUncertain() {
        assertThat(telemetry(reading(1, RECEIVED, "EXCELLENT"), new Origin(false, true))
                        .observations()
                        .get(0)
                        .quality())
                .isEqualTo("UNCERTAIN");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "nonsense, BAD_TOPIC",
        "'', BAD_TOPIC",
        "hue/a.b/W1/x, BAD_TOPIC",
        "hue/Huế/W1/x, UNSUPPORTED_TOPIC",
        "$EDC/hue/g/MQTT/OTHER, UNSUPPORTED_TOPIC",
        "$EDC/hue/g/CONF-V1/REPLY/1, UNSUPPORTED_TOPIC",
        "hue/g/CAM-V1/other/cam, UNSUPPORTED_TOPIC",
        "hue/g/CAM-V1/snapshot/cam, INCOMPLETE",
        "hue/g/CAM-V1/event/cam, INCOMPLETE",
        "hue/g/W1/A1/x, INCOMPLETE",
    })
    void emptyMessageOnATopic(String topic, Reason reason) {
        assertThat(rejection(new RawMessage(topic, RECEIVED, new byte[0])).reason())
                .isEqualTo(reason);
    }

    @Test
    void lossNeedsNoPayloadAndNoMemory() {
        Understood understood = Decoders.decode(new RawMessage(
                        "$EDC/hue/g/MQTT/LWT", RECEIVED, "gone".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .understood()
                .orElseThrow();

        assertThat(understood.sighting().signal()).isEqualTo(Signal.LOST);
        assertThat(understood.identity()).isEmpty();
    }

    @Test
    void factsOfABirthArePrintableAndBounded() {
        var message = new LifecycleMessage(
                Optional.of(RECEIVED), Map.of("os", "Linux\u0000\n<b>", "long", "x".repeat(5000)), Optional.empty());

        Understood understood = Decoders.decode(raw("$EDC/hue/g/MQTT/BIRTH", message.toPayload()))
                .understood()
                .orElseThrow();

        assertThat(understood.sighting().facts().orElseThrow())
                .containsEntry("os", "Linux\ufffd\ufffd<b>")
                .hasEntrySatisfying("long", text -> assertThat(text).hasSize(1000));
    }

    @Test
    void numberedMessageIsKnownByItsNumberAndForeignOnesByTheirBytes() {
        KuraPayload payload = payload(reading(1, RECEIVED, "GOOD"), new Origin(false, true));
        Understood numbered = understood(raw(TOPIC, new SpoolMark("s", 1007).on(payload)));
        Understood foreign = understood(raw(TOPIC, payload));
        Understood elsewhere = understood(raw("hue/other/W1/A1/river", payload));

        assertThat(numbered.identity()).contains(new Understood.Identity.Numbered(new SpoolMark("s", 1007)));
        assertThat(((Understood.Telemetry) numbered).points().get(0).ordinal()).isEqualTo(7);
        assertThat(foreign.identity()).isPresent().isNotEqualTo(elsewhere.identity());
    }

    @Test
    void noBytesWhateverBreakIt() {
        var random = new Random(20_261_122);
        byte[] good = KuraCodec.encode(
                new SpoolMark("s", 1).on(payload(reading(1, RECEIVED, "GOOD"), new Origin(true, true))));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int hits = random.nextInt(6); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Decoded result = Decoders.decode(new RawMessage(TOPIC, RECEIVED, damaged));
            assertThat(result.understood().isPresent())
                    .isNotEqualTo(result.rejection().isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasATextForPeople(Reason reason) throws IOException {
        for (String language : List.of("vi", "en")) {
            var texts = new Properties();
            try (var in = KuraDialectTest.class.getResourceAsStream("/i18n/ingest_" + language + ".properties")) {
                texts.load(in);
            }
            assertThat(texts).containsKey("rejected." + reason.word());
        }
    }

    private static Understood.Telemetry telemetry(ChannelReading reading, Origin origin) {
        return (Understood.Telemetry) understood(raw(TOPIC, payload(reading, origin)));
    }

    private static Observation only(RawMessage raw) {
        return ((Understood.Telemetry) understood(raw)).observations().get(0);
    }

    private static Understood understood(RawMessage raw) {
        return Decoders.decode(raw).understood().orElseThrow();
    }

    private static Rejection rejection(RawMessage raw) {
        return Decoders.decode(raw).rejection().orElseThrow();
    }

    private static RawMessage raw(String topic, KuraPayload payload) {
        return new RawMessage(topic, RECEIVED, KuraCodec.encode(payload));
    }

    private static KuraPayload payload(ChannelReading reading, Origin origin) {
        return new TelemetryMessage("river", List.of(reading), Optional.of(RECEIVED), origin).toPayload();
    }

    private static ChannelReading reading(double value, Instant at, String quality) {
        return new ChannelReading("level", OptionalDouble.of(value), Optional.of(at), "m", quality, Optional.empty());
    }
}
