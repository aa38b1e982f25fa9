package vn.trangtien.ingest.decoding.thingsboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.timeseries.Point;

class ThingsBoardDialectTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final long MS = RECEIVED.toEpochMilli();
    private static final GatewayId G = new GatewayId("hue", "g");

    @Test
    void valuesWithoutATimeWereMeasuredOnArrival() {
        Understood.Telemetry said = said("v1/devices/me/telemetry", "{'temperature':42.2,'open':true,'fw':'1.2'}");

        assertThat(said.observations())
                .extracting(one -> one.channel().path(), Observation::value, Observation::measuredAt)
                .containsExactly(
                        tuple("hue/g/node/temperature", 42.2, RECEIVED), tuple("hue/g/node/open", 1.0, RECEIVED));
        assertThat(said.attributes()).containsExactly(Map.entry("fw", "1.2"));
        assertThat(said.identity())
                .as("the same bytes may be the next measurement")
                .isEmpty();
    }

    @Test
    void valuesWithATimeAndSeveralOfThem() {
        Understood.Telemetry said = said(
                "v1/devices/me/telemetry",
                "[{'ts':%d,'values':{'a':1}},{'ts':%d,'values':{'a':2,'b':null,'c':{'d':1}}}]"
                        .formatted(MS - 2000, MS - 1000));

        assertThat(said.observations())
                .extracting(Observation::value, Observation::measuredAt)
                .containsExactly(tuple(1.0, RECEIVED.minusSeconds(2)), tuple(2.0, RECEIVED.minusSeconds(1)));
        assertThat(said.notes().leftOut()).isEqualTo(2);
        assertThat(said.identity()).isPresent();
    }

    @Test
    void oneTimeMissingLeavesNothingProven() {
        assertThat(said("v1/devices/me/telemetry", "[{'ts':%d,'values':{'a':1}},{'a':2}]".formatted(MS))
                        .identity())
                .isEmpty();
    }

    @Test
    void gatewaySpeaksOfSeveralDevices() {
        Understood.Telemetry said = said(
                "v1/gateway/telemetry",
                "{'Device A':[{'ts':%d,'values':{'t':1}},{'ts':%d,'values':{'t':2}}],'Bơm 2':[{'t':3}]}"
                        .formatted(MS - 1, MS));

        assertThat(said.assets()).containsExactly("Device A", "Bơm 2");
        assertThat(said.observations()).extracting(Observation::value).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void twoSamplesOfOneMillisecondBothSurvive() {
        Understood.Telemetry said = said(
                "v1/devices/me/telemetry", "[{'ts':%1$d,'values':{'a':1}},{'ts':%1$d,'values':{'a':2}}]".formatted(MS));

        assertThat(said.points()).extracting(Point::ordinal).doesNotHaveDuplicates();
    }

    @Test
    void attributesAreFactsOfTheGatewayOrOfItsDevice() {
        assertThat(facts("v1/devices/me/attributes", "{'fw':'1.2','slot':3,'on':true,'x':{}}"))
                .containsOnly(Map.entry("fw", "1.2"), Map.entry("slot", "3"), Map.entry("on", "true"));
        assertThat(facts("v1/gateway/attributes", "{'A':{'fw':'2'}}")).containsExactly(Map.entry("A.fw", "2"));
        assertThat(facts("v1/gateway/connect", "{'device':'A','type':'pump'}"))
                .containsExactly(Map.entry("A.connected", "true"));
        assertThat(facts("v1/gateway/disconnect", "{'device':'A'}")).containsExactly(Map.entry("A.connected", "false"));
    }

    @Test
    void sameBytesOfTwoDevicesAreTwoMessages() {
        String text = "{'ts':%d,'values':{'a':1}}".formatted(MS);

        assertThat(decode("v1/devices/me/telemetry", text, G)
                        .understood()
                        .orElseThrow()
                        .identity())
                .isNotEqualTo(decode("v1/devices/me/telemetry", text, new GatewayId("hue", "h"))
                        .understood()
                        .orElseThrow()
                        .identity());
    }

    @Test
    void senderThatIsNotKnownIsRefused() {
        var raw = new RawMessage("v1/devices/me/telemetry", RECEIVED, "{}".getBytes(UTF_8));

        assertThat(Decoders.decode(raw).rejection().orElseThrow().reason()).isEqualTo(Reason.NO_SENDER);
    }

    @Test
    void idOfTheSenderProvesARepetitionWhereTimesDoNot() {
        byte[] text = "{\"a\":1}".getBytes(UTF_8);
        Understood one = decode(text, "k#0");

        assertThat(one.identity()).isPresent().isEqualTo(decode(text, "k#0").identity());
        assertThat(one.identity()).isNotEqualTo(decode(text, "k#1").identity());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "v1/devices/me/telemetry   | 7                              | UNDECODABLE | must be an object, but was '7'",
                "v1/devices/me/telemetry   | [[1]]                          | UNDECODABLE | must be an object, but was an array",
                "v1/devices/me/telemetry   | {'ts':'x','values':{'a':1}}    | UNDECODABLE | ts must be whole milliseconds since 1970, but was 'x'",
                "v1/devices/me/telemetry   | {'ts':1.5,'values':{'a':1}}    | UNDECODABLE | ts must be whole milliseconds",
                "v1/devices/me/telemetry   | {'ts':1,'values':7}            | UNDECODABLE | values must be an object",
                "v1/devices/me/telemetry   | {}                             | INCOMPLETE  | no value",
                "v1/devices/me/telemetry   | {'':1}                         | BAD_NAME    | name of a channel",
                "v1/devices/me/telemetry   | {'a':1,'a':2}                  | UNDECODABLE | not JSON",
                "v1/gateway/telemetry      | []                             | UNDECODABLE | a member for each device",
                "v1/gateway/telemetry      | {'a/b':{'t':1}}                | BAD_NAME    | name of a device",
                "v1/gateway/connect        | {'type':'x'}                   | INCOMPLETE  | device must be the name",
                "v1/devices/me/rpc         | {}                             | UNSUPPORTED_TOPIC | only telemetry",
            })
    void whatCannotBeReadIsRefusedWithItsField(String topic, String text, Reason reason, String told) {
        Rejection why = decode(topic, text, G).rejection().orElseThrow();

        assertThat(why.reason()).isEqualTo(reason);
        assertThat(why.detail()).contains(told);
    }

    private static Map<String, String> facts(String topic, String text) {
        return decode(topic, text, G).understood().orElseThrow().attributes();
    }

    private static Understood.Telemetry said(String topic, String text) {
        Decoded decoded = decode(topic, text, G);
        return (Understood.Telemetry) decoded.understood()
                .orElseThrow(() -> new AssertionError(decoded.rejection().map(Rejection::detail)));
    }

    private static Understood decode(byte[] text, String id) {
        return Decoders.decode(new RawMessage(
                        "v1/devices/me/telemetry", RECEIVED, text, Optional.of(G), Optional.empty(), Optional.of(id)))
                .understood()
                .orElseThrow();
    }

    private static Decoded decode(String topic, String text, GatewayId sender) {
        return Decoders.decode(
                new RawMessage(topic, RECEIVED, text.replace('\'', '"').getBytes(UTF_8), sender));
    }
}
