package vn.trangtien.ingest.decoding.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;

/** Resolution of records as RFC 8428 has it; several packs have the structure of the examples in its chapter 5. */
class SenmlDialectTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final long SECOND = RECEIVED.getEpochSecond();

    @Test
    void singleValueWithoutATimeWasMeasuredOnArrival() {
        Understood.Telemetry said = said("[{'n':'urn:dev:ow:10e2073a01080063','u':'Cel','v':23.1}]");

        assertThat(said.observations()).singleElement().satisfies(one -> {
            assertThat(one.channel().path()).isEqualTo("hue/g/urn:dev:ow:10e2073a01080063/value");
            assertThat(one.value()).isEqualTo(23.1);
            assertThat(one.unit()).isEqualTo("Cel");
            assertThat(one.measuredAt()).isEqualTo(RECEIVED);
        });
        assertThat(said.identity())
                .as("the same bytes may be the next measurement")
                .isEmpty();
    }

    @Test
    void basesHoldForTheirRecordAndAllBehindIt() {
        Understood.Telemetry said = said("""
                [{'bn':'urn:dev:ow:10e2073a01080063:','bt':%d.001,'bu':'A','bver':5,'n':'voltage','u':'V','v':120.1},
                 {'n':'current','t':-5,'v':1.2},
                 {'n':'current','t':-4,'v':1.3},
                 {'n':'current','v':1.7}]""".formatted(SECOND - 10));

        assertThat(said.observations())
                .extracting(
                        one -> one.channel().channel(), Observation::value, Observation::unit, Observation::measuredAt)
                .containsExactly(
                        tuple("voltage", 120.1, "V", RECEIVED.minusMillis(9_999)),
                        tuple("current", 1.2, "A", RECEIVED.minusMillis(14_999)),
                        tuple("current", 1.3, "A", RECEIVED.minusMillis(13_999)),
                        tuple("current", 1.7, "A", RECEIVED.minusMillis(9_999)));
        assertThat(said.identity()).isPresent();
    }

    @Test
    void severalAssetsAndKindsOfValuesInOneMessage() {
        Decoded decoded = decode("""
                [{'bn':'urn:dev:ow:10e2073a01080063_','bt':%d,'n':'temp','u':'Cel','v':23.1},
                 {'n':'label','vs':'Machine Room'},
                 {'n':'open','vb':false},
                 {'n':'nfc','vd':'aGkgCg'},
                 {'bn':'pump/','n':'flow','u':'l/s','v':2,'s':600}]""".formatted(SECOND));
        Understood.Telemetry said = (Understood.Telemetry) decoded.understood().orElseThrow();

        assertThat(said.observations())
                .extracting(
                        one -> one.channel().asset(),
                        one -> one.channel().channel(),
                        Observation::value,
                        Observation::unit)
                .containsExactly(
                        tuple("urn:dev:ow:10e2073a01080063", "temp", 23.1, "Cel"),
                        tuple("urn:dev:ow:10e2073a01080063", "open", 0.0, ""),
                        tuple("pump", "flow", 2.0, "L/s"),
                        tuple("pump", "flow.sum", 600.0, "L/s.s"));
        assertThat(said.attributes()).containsExactly(Map.entry("urn:dev:ow:10e2073a01080063.label", "Machine Room"));
        assertThat(said.notes().leftOut()).isEqualTo(1);
    }

    @Test
    void baseValueAndBaseSumAreAdded() {
        Understood.Telemetry said = said("[{'bn':'a','bv':100,'bs':1000,'v':0.5,'s':7},{'v':-1}]");

        assertThat(said.observations()).extracting(Observation::value).containsExactly(100.5, 1007.0, 99.0);
    }

    @Test
    void recordOfBasesAloneSaysNothingItself() {
        assertThat(said("[{'bn':'a/'},{'n':'b','v':1}]").observations()).hasSize(1);
    }

    @ParameterizedTest(name = "t={0} is {1} s after the arrival")
    @CsvSource({"0, 0", "-60, -60", "10, 10", "268435455, 0"})
    void timesBelow2To28AreRelativeToNow(long time, long after) {
        Observation one =
                said("[{'n':'a','t':%d,'v':1}]".formatted(time)).observations().get(0);

        // The last one lies eight years ahead, which no clock can mean: the arrival stands in, and the value is
        // uncertain.
        assertThat(one.measuredAt()).isEqualTo(RECEIVED.plusSeconds(after));
        assertThat(one.quality()).isEqualTo(time == 268_435_455 ? "UNCERTAIN" : "GOOD");
    }

    @Test
    void timeFrom2To28OnIsSince1970() {
        assertThat(said("[{'n':'a','t':268435456,'v':1}]").identity()).isPresent();
    }

    @ParameterizedTest(name = "{0} is {1} / {2}")
    @CsvSource({
        "temperature, node, temperature",
        "river/level, river, level",
        "quay/river/level, quay.river, level",
        "urn:dev:mac:0024befffe804ff1, urn:dev:mac:0024befffe804ff1, value",
        "urn:dev:mac:0024befffe804ff1:rh, urn:dev:mac:0024befffe804ff1, rh",
        "urn:dev:mac:0024befffe804ff1/a/b, urn:dev:mac:0024befffe804ff1, a.b",
        "urn:dev:ow:10e2073a01080063_humidity, urn:dev:ow:10e2073a01080063, humidity",
        "station:7:wind, station:7, wind",
        "river/, river, value",
    })
    void assetAndChannelFollowFromTheWholeName(String name, String asset, String channel) {
        assertThat(SenmlName.of(name)).isEqualTo(new SenmlName(asset, channel));
    }

    @Test
    void nameIsTheSameHoweverItWasDivided() {
        String whole = "urn:dev:ow:10e2073a01080063:rh";
        for (int cut = 0; cut <= whole.length(); cut++) {
            String pack = "[{'bn':'%s','n':'%s','v':1}]".formatted(whole.substring(0, cut), whole.substring(cut));
            assertThat(said(pack).observations().get(0).channel().path())
                    .isEqualTo("hue/g/urn:dev:ow:10e2073a01080063/rh");
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Cel, Cel",
        "%RH, %",
        "lat, deg",
        "1/min, /min",
        "count, 1",
        "kWh, kW.h",
        "dBm, dB[mW]",
        "furlong, furlong"
    })
    void unitsAreUcum(String told, String expected) {
        assertThat(said("[{'n':'a','u':'%s','v':1}]".formatted(told))
                        .observations()
                        .get(0)
                        .unit())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | array of records",
                "[1]                                   | record 1: must be an object",
                "[{'n':'a','v':1},{'n':'a','v':'1'}]   | record 2: v must be a number, but was '1'",
                "[{'n':'a','v':1,'vs':'x'}]            | exactly one of v, vs, vb and vd",
                "[{'n':'a','u':'Cel'}]                 | exactly one of v, vs, vb and vd",
                "[{'v':1}]                             | n: a name is letters",
                "[{'n':'_a','v':1}]                    | n: a name is letters",
                "[{'n':'sông','v':1}]                  | n: a name is letters",
                "[{'n':'a','vb':1}]                    | vb must be true or false, but was '1'",
                "[{'n':'a','v':1,'t':'now'}]           | t must be a number, but was 'now'",
                "[{'n':'a','v':1,'t':1e300}]           | t must be seconds since 1970",
                "[{'bn':7,'n':'a','v':1}]              | bn must be a text, but was '7'",
                "[{'bver':11,'n':'a','v':1}]           | bver must be at most 10, but was 11",
                "[{'n':'a','v':1,'must_':1}]           | field 'must_' must be understood",
                "[{'n':'a','v':1,'v':2}]               | not JSON",
                "[]                                    | no value",
                "[                                     | not JSON",
            })
    void packThatCannotBeResolvedIsRefusedWithItsField(String pack, String told) {
        Rejection why = decode(pack).rejection().orElseThrow();

        assertThat(why.detail()).contains(told);
    }

    @Test
    void fieldsOfLaterVersionsAreLeftAlone() {
        assertThat(said("[{'n':'a','v':1,'new':{'x':1}}]").observations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hue/g/senml", "hue/g/senml/attic"})
    void topicSaysThatItIsSenml(String topic) {
        assertThat(Decoders.nameOf(new RawMessage(topic, RECEIVED, new byte[0])))
                .isEqualTo("senml-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hue/g/senmlx", "hue/g/W1/senml", "$EDC/g/senml", "hue/senml"})
    void otherTopicsAreNot(String topic) {
        assertThat(Decoders.nameOf(new RawMessage(topic, RECEIVED, new byte[0])))
                .isEqualTo("kura");
    }

    @Test
    void contentTypeSaysItOnAnyTopicOfAGateway() {
        byte[] pack = bytes("[{'n':'a','v':1}]");
        var raw = new RawMessage(
                "hue/g/W1", RECEIVED, pack, Optional.empty(), Optional.of("application/senml+json"), Optional.empty());

        assertThat(Decoders.decode(raw).understood()).isPresent();
    }

    private static Understood.Telemetry said(String pack) {
        Decoded decoded = decode(pack);
        return (Understood.Telemetry) decoded.understood()
                .orElseThrow(() -> new AssertionError(decoded.rejection().map(Rejection::detail)));
    }

    private static Decoded decode(String pack) {
        return Decoders.decode(new RawMessage("hue/g/senml", RECEIVED, bytes(pack)));
    }

    private static byte[] bytes(String pack) {
        return pack.replace('\'', '"').getBytes(UTF_8);
    }
}
