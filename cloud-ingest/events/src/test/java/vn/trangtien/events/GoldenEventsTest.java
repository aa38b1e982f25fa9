package vn.trangtien.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was shipped once stays readable for ever: a golden file may be added, but none may change. */
class GoldenEventsTest {

    private static final ChannelRef LEVEL = new ChannelRef("hue", "hue-cau-truong-tien", "river", "level");
    private static final Instant MEASURED = Instant.parse("2026-11-22T14:00:00.123Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-22T14:00:00.456Z");
    private static final Instant TWO_O_CLOCK = Instant.parse("2026-11-22T14:00:00Z");

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("observation.v1", new Observation(LEVEL, 1.25, "m", "GOOD", MEASURED, RECEIVED, true)),
                Arguments.of(
                        "observation-without-value.v1",
                        new Observation(LEVEL, null, "m", "COMM_FAULT", MEASURED, RECEIVED, false)),
                Arguments.of(
                        "gateway-status.v1",
                        new GatewayStatus(
                                "hue",
                                "hue-truong-quoc-hoc",
                                GatewayStatus.State.ONLINE,
                                TWO_O_CLOCK,
                                Map.of("display_name", "Trường Quốc Học"))),
                Arguments.of(
                        "snapshot-stored.v1",
                        new SnapshotStored(
                                "hue",
                                "hue-nga-sau-hung-vuong",
                                "cam-nga-sau",
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                                640,
                                360,
                                TWO_O_CLOCK)),
                Arguments.of(
                        "line-crossed.v1",
                        new LineCrossed(
                                "hue",
                                "hue-nga-sau-hung-vuong",
                                "cam-nga-sau",
                                "cam-nga-sau-17-4",
                                "duong-hung-vuong",
                                "FORWARD",
                                Instant.parse("2026-11-22T14:00:00.040Z"))),
                Arguments.of(
                        "edge-event.v1",
                        new EdgeEvent(
                                "hue",
                                "hue-cau-truong-tien",
                                "bao-dong-1",
                                "RAISED",
                                "river.level",
                                2.05,
                                "critical",
                                "Mực nước vượt báo động 1",
                                "siren.on=1",
                                MEASURED,
                                true)),
                Arguments.of(
                        "fleet-alarm-in-two-languages.v1",
                        new FleetAlarm(
                                "1842",
                                "hue",
                                "hue-truong-quoc-hoc",
                                "SILENT",
                                FleetAlarm.State.RAISED,
                                "high",
                                TWO_O_CLOCK,
                                "Đang kết nối nhưng không có số liệu từ 20:55",
                                "Connected, but no measurement since 20:55")));
    }

    @ParameterizedTest(name = "{0} is read")
    @MethodSource("golden")
    void shippedMessageIsStillUnderstood(String name, Record event) {
        assertThat(EventJson.read(file(name), event.getClass()).map(Record.class::cast))
                .contains(event);
    }

    @ParameterizedTest(name = "{0} is written")
    @MethodSource("golden")
    void recordIsWrittenAsShipped(String name, Record event) {
        assertThat(new String(EventJson.write(event), UTF_8)).isEqualTo(new String(file(name), UTF_8).strip());
    }

    @Test
    void aFleetAlarmFromBeforeItWasToldInEnglishIsStillUnderstood() {
        assertThat(EventJson.read(file("fleet-alarm.v1"), FleetAlarm.class)).hasValueSatisfying(alarm -> {
            assertThat(alarm.detail()).isEqualTo("Đang kết nối nhưng không có số liệu từ 20:55");
            assertThat(alarm.detailEn()).isNull();
        });
    }

    @Test
    void fieldAddedLaterIsSkipped() {
        String later = new String(file("line-crossed.v1"), UTF_8).replace("\"line\"", "\"speed\":4.2,\"line\"");

        assertThat(EventJson.read(later.getBytes(UTF_8), LineCrossed.class)).isPresent();
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"channel", "asset", "unit", "quality", "measuredAt", "simulated"})
    void observationWithoutARequiredFieldIsRefused(String field) {
        String crippled = new String(file("observation.v1"), UTF_8).replace("\"" + field + "\":", "\"x\":");

        assertThat(EventJson.read(crippled.getBytes(UTF_8), Observation.class)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "null", "[]", "{", "7", "{\"account\":", "\u0000"})
    void nonsenseIsRefusedWithoutAnException(String nonsense) {
        assertThat(EventJson.read(nonsense.getBytes(UTF_8), GatewayStatus.class))
                .isEmpty();
    }

    @Test
    void tombstoneIsRefusedWithoutAnException() {
        assertThat(EventJson.read(null, Observation.class)).isEmpty();
    }

    private static byte[] file(String name) {
        try (var in = GoldenEventsTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
