package vn.trangtien.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cameras see, as it was shipped: a golden file may be added, but none may change. */
class CameraEventsTest {

    private static final Instant EVENING = Instant.parse("2026-11-23T11:02:03.400Z");

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(
                        "object-seen.v1",
                        new ObjectSeen(
                                "hue",
                                "hue-nga-sau-hung-vuong",
                                "cam-nga-sau",
                                "cam-nga-sau-6553a1-17",
                                "END",
                                "car",
                                0.71,
                                0.88,
                                new ObjectSeen.Area(0.25, 0.4, 0.1, 0.08),
                                List.of("làn ra"),
                                List.of("làn vào", "làn ra"),
                                false,
                                42.5,
                                "9f86d081",
                                true,
                                false,
                                "ssd 1f0c9a31b2d4",
                                EVENING.minusSeconds(4),
                                EVENING,
                                false)),
                Arguments.of(
                        "object-seen-by-motion.v1",
                        new ObjectSeen(
                                "hue",
                                "hue-nga-sau-hung-vuong",
                                "cam-nga-sau",
                                "cam-nga-sau-6553a1-18",
                                "NEW",
                                "moving",
                                1,
                                1,
                                new ObjectSeen.Area(0, 0, 0.5, 0.5),
                                List.of(),
                                List.of(),
                                true,
                                null,
                                null,
                                false,
                                false,
                                "blob",
                                EVENING,
                                EVENING,
                                true)),
                Arguments.of(
                        "camera-alert.v1",
                        new CameraAlert(
                                "hue",
                                "hue-quang-truong",
                                "cam-1",
                                "cam-1-CROWD-3",
                                "CROWD",
                                "BEGAN",
                                "quảng trường",
                                null,
                                31.0,
                                0.8,
                                "31 persons in \"quảng trường\" for 60 s",
                                "31 người ở \"quảng trường\" trong 60 giây",
                                EVENING,
                                false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void recordIsWrittenAndReadAsShipped(String name, Record event) throws IOException {
        byte[] shipped;
        try (InputStream in = CameraEventsTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(in).as(name).isNotNull();
            shipped = in.readAllBytes();
        }

        assertThat(new String(EventJson.write(event), UTF_8)).isEqualTo(new String(shipped, UTF_8).strip());
        assertThat(EventJson.read(shipped, event.getClass()).map(Record.class::cast))
                .contains(event);
    }
}
