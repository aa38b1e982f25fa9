package vn.trangtien.ingest.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.ingest.decoding.SparkplugBytes.aliased;
import static vn.trangtien.ingest.decoding.SparkplugBytes.named;
import static vn.trangtien.ingest.decoding.SparkplugBytes.payload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.SparkplugSession.Step;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.ingest.timeseries.Point;

/** A conversation with an edge node, message by message; the payloads are the reference implementation's or made by hand. */
class SparkplugSessionTest {

    private static final long T = SparkplugBytes.T;

    private SparkplugState state = SparkplugState.UNKNOWN;
    private Instant now = Instant.ofEpochMilli(T).plusSeconds(5);

    @Test
    void everyDatatypeOfTheReferenceImplementationMeansItsNumber() {
        Step step = say("NBIRTH/g", SparkplugBytes.NBIRTH);

        Understood.Telemetry said = telemetry(step);
        Map<String, Double> values = said.observations().stream()
                .collect(Collectors.toMap(one -> one.channel().channel(), Observation::value));
        assertThat(values)
                .containsEntry("types.int8", -8.0)
                .containsEntry("types.int16", -1600.0)
                .containsEntry("types.int32", -32_000_000.0)
                .containsEntry("types.int64", -64_000_000_000.0)
                .containsEntry("types.uint8", 250.0)
                .containsEntry("types.uint16", 65_000.0)
                .containsEntry("types.uint32", 4_000_000_000.0)
                .containsEntry("types.float", 2.5)
                .containsEntry("types.double", 28.25)
                .containsEntry("types.boolean", 1.0)
                .containsEntry("pumps.p1.rpm", 1450.0)
                .containsEntry("pumps.p1.on", 1.0)
                .doesNotContainKeys("bdSeq", "Node Control.Rebirth", "types.datetime");
        assertThat(values.get("types.uint64")).isCloseTo(1.8446744073709552e19, within(1.0));
        assertThat(values).hasSize(13);
        assertThat(said.sighting().signal()).isEqualTo(Signal.BORN);
        assertThat(said.sighting().facts().orElseThrow())
                .containsEntry("types.string", "Cầu Trường Tiền")
                .containsEntry("types.text", "v1.2")
                .containsKey("types.uuid");
        assertThat(said.notes().leftOut()).as("datetime, dataset, bytes").isEqualTo(3);
        assertThat(step.after().bdSeq()).hasValue(7);
        assertThat(step.rebirth()).isFalse();
    }

    @Test
    void dataByAliasHasNameUnitAndTimeOfItsMetric() {
        say("NBIRTH/g", SparkplugBytes.NBIRTH);
        say("DBIRTH/g/pump", SparkplugBytes.DBIRTH);

        Understood.Telemetry said = telemetry(say("DDATA/g/pump", SparkplugBytes.DDATA));

        assertThat(said.observations())
                .extracting(
                        one -> one.channel().path(),
                        Observation::value,
                        Observation::unit,
                        Observation::quality,
                        Observation::measuredAt)
                .containsExactly(
                        tuple("hue/g/pump/temperature", 22.25, "Cel", "GOOD", Instant.ofEpochMilli(T + 1000)),
                        tuple("hue/g/pump/door", null, "", "COMM_FAULT", Instant.ofEpochMilli(T + 1000)),
                        tuple("hue/g/pump/temperature", 20.75, "Cel", "GOOD", Instant.ofEpochMilli(T - 3_600_000)));
        assertThat(said.sighting().signal()).isEqualTo(Signal.TALKED);
    }

    @Test
    void deathOfADeviceMakesItsChannelsStaleAndNoOthers() {
        say("NBIRTH/g", SparkplugBytes.NBIRTH);
        say("DBIRTH/g/pump", SparkplugBytes.DBIRTH);
        say("DDATA/g/pump", SparkplugBytes.DDATA);

        Understood.Telemetry said = telemetry(say("DDEATH/g/pump", SparkplugBytes.DDEATH));

        assertThat(said.observations())
                .extracting(
                        one -> one.channel().path(), Observation::value, Observation::quality, Observation::measuredAt)
                .containsExactly(
                        tuple("hue/g/pump/temperature", null, "STALE", Instant.ofEpochMilli(T + 2000)),
                        tuple("hue/g/pump/door", null, "STALE", Instant.ofEpochMilli(T + 2000)));
        assertThat(said.sighting().signal()).isEqualTo(Signal.TALKED);
        assertThat(state.births()).containsOnlyKeys("node");
    }

    @Test
    void deathOfTheNodeMakesEverythingStaleAndTheGatewayLost() {
        say("NBIRTH/g", SparkplugBytes.NBIRTH);
        say("DBIRTH/g/pump", SparkplugBytes.DBIRTH);

        Understood.Telemetry said = telemetry(say("NDEATH/g", SparkplugBytes.NDEATH));

        assertThat(said.sighting().signal()).isEqualTo(Signal.LOST);
        assertThat(said.assets()).containsExactlyInAnyOrder("node", "pump");
        assertThat(said.observations()).hasSize(15).allSatisfy(one -> {
            assertThat(one.quality()).isEqualTo("STALE");
            assertThat(one.measuredAt()).isEqualTo(now);
        });
        assertThat(state.births()).isEmpty();
        assertThat(say("NDEATH/g", SparkplugBytes.NDEATH).decoded())
                .as("once more")
                .isEqualTo(Decoded.aside());
    }

    @Test
    void willOfAnEarlierConnectionIsNoNews() {
        say("NBIRTH/g", payload(T, 0, named("bdSeq").datatype(4).whole(8)));
        SparkplugState before = state;

        Step step = say("NDEATH/g", SparkplugBytes.NDEATH);

        assertThat(step.decoded()).isEqualTo(Decoded.aside());
        assertThat(state).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} then {1}: {2} missing, rebirth {3}")
    @CsvSource({
        "0,   1,   0, false",
        "255, 0,   0, false",
        "0,   2,   1, true",
        "250, 5,  10, true",
        "10,  10,  0, true",
        "10,  9,   0, true",
    })
    void numbersRunFrom0To255AndRound(int last, int next, int missed, boolean rebirth) {
        say("NBIRTH/g", payload(T, last, named("a").alias(1).datatype(10).number(1)));

        Step step = say("NDATA/g", payload(T, next, aliased(1).number(2)));

        assertThat(step.missed()).isEqualTo(missed);
        assertThat(step.rebirth()).isEqualTo(rebirth);
        assertThat(step.after().gaps()).isEqualTo(missed);
        assertThat(telemetry(step).observations().get(0).quality()).isEqualTo(rebirth ? "UNCERTAIN" : "GOOD");
    }

    @Test
    void nextBirthEndsTheDoubt() {
        byte[] birth = payload(T, 0, named("a").alias(1).datatype(10).number(1));
        say("NBIRTH/g", birth);
        say("NDATA/g", payload(T, 9, aliased(1).number(2)));

        say("NBIRTH/g", birth);

        assertThat(telemetry(say("NDATA/g", payload(T, 1, aliased(1).number(2))))
                        .observations()
                        .get(0)
                        .quality())
                .isEqualTo("GOOD");
        assertThat(state.gaps()).as("what is missing stays missing").isEqualTo(8);
    }

    @Test
    void unknownAliasIsRefusedAsAWholeAndANewBirthIsAskedForOnceInHalfAMinute() {
        say("NBIRTH/g", payload(T, 0, named("a").alias(1).datatype(10).number(1)));

        Step first =
                say("NDATA/g", payload(T, 1, aliased(1).number(2), aliased(99).number(3)));
        now = now.plus(SparkplugSession.BETWEEN_REBIRTHS).minusMillis(1);
        Step soon = say("NDATA/g", payload(T, 2, aliased(99).number(3)));
        now = now.plusMillis(1);
        Step later = say("NDATA/g", payload(T, 3, aliased(99).number(3)));

        assertThat(first.decoded().rejection().orElseThrow().reason()).isEqualTo(Reason.UNKNOWN_ALIAS);
        assertThat(first.decoded().rejection().orElseThrow().detail()).contains("'node'", "alias 99");
        assertThat(List.of(first.rebirth(), soon.rebirth(), later.rebirth())).containsExactly(true, false, true);
    }

    @Test
    void clockThatWasSetBackDoesNotKeepFromAsking() {
        say("NDATA/g", payload(T, 1, aliased(99).number(3)));
        now = now.minus(Duration.ofDays(365));

        assertThat(say("NDATA/g", payload(T, 2, aliased(99).number(3))).rebirth())
                .isTrue();
    }

    @Test
    void dataWithNamesIsUnderstoodBeforeAnyBirth() {
        Step step = say("NDATA/g", payload(T, 17, named("level").datatype(10).number(1.5)));

        assertThat(telemetry(step).observations().get(0).value()).isEqualTo(1.5);
        assertThat(step.rebirth()).isTrue();
        assertThat(step.missed()).as("nothing is known of what came before").isZero();
    }

    @Test
    void passingValuesAreToldAndNotKept() {
        Understood.Telemetry said = telemetry(say(
                "NBIRTH/g",
                payload(
                        T,
                        0,
                        named("a").datatype(10).number(1),
                        named("b").datatype(10).passing().number(2))));

        assertThat(said.observations()).hasSize(2);
        assertThat(said.points()).extracting(Point::value).containsExactly(1.0);
    }

    @ParameterizedTest(name = "quality {0} is {1}")
    @CsvSource({"192, GOOD", "0, SENSOR_FAULT", "500, STALE", "68, UNCERTAIN", "-1, UNCERTAIN"})
    void qualityIsAProperty(int told, String expected) {
        Step step =
                say("NBIRTH/g", payload(T, 0, named("a").datatype(10).number(1).quality(told)));

        assertThat(telemetry(step).observations().get(0).quality()).isEqualTo(expected);
    }

    @Test
    void textOfADataMessageIsAFactOfItsDevice() {
        say("NBIRTH/g", payload(T, 0, named("a").datatype(12).text("x")));
        say("DBIRTH/g/pump", payload(T, 1, named("mode").alias(5).datatype(12).text("auto")));

        Understood said = say("DDATA/g/pump", payload(T, 2, aliased(5).text("manual")))
                .decoded()
                .understood()
                .orElseThrow();

        assertThat(said).isInstanceOf(Understood.Attributes.class);
        assertThat(said.attributes()).containsExactly(Map.entry("pump.mode", "manual"));
    }

    @Test
    void twoMetricsOfOneChannelAreRefusedAtTheirBirth() {
        Step step = say(
                "NBIRTH/g",
                payload(
                        T,
                        0,
                        named("a/b").datatype(10).number(1),
                        named("a.b").datatype(10).number(2)));

        assertThat(step.decoded().rejection().orElseThrow().detail()).contains("'a.b'");
        assertThat(state.births()).isEmpty();
    }

    @Test
    void sameStepHasAlwaysTheSameResult() {
        say("NBIRTH/g", SparkplugBytes.NBIRTH);
        SparkplugState before = state;
        Understood.OfNode message = message("DBIRTH/g/pump", SparkplugBytes.DBIRTH);

        assertThat(SparkplugSession.take(before, message)).isEqualTo(SparkplugSession.take(before, message));
    }

    @Test
    void birthIsReadAsItWasWritten() {
        say("NBIRTH/g", SparkplugBytes.NBIRTH);
        SparkplugBirth birth = state.births().get("node");

        assertThat(SparkplugBirth.ofJson(birth.toJson())).isEqualTo(birth);
        assertThat(birth.aliased(19).orElseThrow().name()).isEqualTo("pumps/p1");
    }

    @Test
    void valueWithinATemplateIsKnownByTheAliasOfTheTemplate() {
        say("NBIRTH/g", SparkplugBytes.NBIRTH);
        byte[] template = java.util.HexFormat.of()
                .parseHex("1213" + "1013" + "9201" + "0e" + "120c" + "0a0372706d" + "20031800" + "50e807");
        // metric { alias 19, template { metric { name "rpm", datatype 3, (skipped field), int 1000 } } }
        Understood.Telemetry said = telemetry(say("NDATA/g", withSeq(template, 1)));

        assertThat(said.observations())
                .extracting(one -> one.channel().channel(), Observation::value)
                .containsExactly(tuple("pumps.p1.rpm", 1000.0));
    }

    private static byte[] withSeq(byte[] metrics, int seq) {
        byte[] whole = java.util.Arrays.copyOf(metrics, metrics.length + 2);
        whole[metrics.length] = 0x18;
        whole[metrics.length + 1] = (byte) seq;
        return whole;
    }

    private Step say(String rest, byte[] payload) {
        Step step = SparkplugSession.take(state, message(rest, payload));
        state = step.after();
        return step;
    }

    private Understood.OfNode message(String rest, byte[] payload) {
        var raw = new RawMessage("spBv1.0/hue/" + rest, now, payload);
        return (Understood.OfNode) Decoders.decode(raw).understood().orElseThrow();
    }

    private static Understood.Telemetry telemetry(Step step) {
        Function<Rejection, String> detail = Rejection::detail;
        return (Understood.Telemetry) step.decoded()
                .understood()
                .orElseThrow(() -> new AssertionError(step.decoded().rejection().map(detail)));
    }
}
