package vn.trangtien.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.registry.GatewayState.Signal;

class GatewayStateTest {

    private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");

    @ParameterizedTest(name = "{0} and {1} gives {2}")
    @CsvSource({
        "NEVER_SEEN, BORN,   ONLINE",
        "NEVER_SEEN, TALKED, ONLINE",
        "NEVER_SEEN, LEFT,   OFFLINE",
        "NEVER_SEEN, LOST,   MISSING",
        "ONLINE,     BORN,   ONLINE",
        "ONLINE,     TALKED, ONLINE",
        "ONLINE,     LEFT,   OFFLINE",
        "ONLINE,     LOST,   MISSING",
        "OFFLINE,    BORN,   ONLINE",
        "OFFLINE,    TALKED, OFFLINE",
        "OFFLINE,    LEFT,   OFFLINE",
        "OFFLINE,    LOST,   OFFLINE",
        "MISSING,    BORN,   ONLINE",
        "MISSING,    TALKED, MISSING",
        "MISSING,    LEFT,   OFFLINE",
        "MISSING,    LOST,   MISSING",
    })
    void everySignalInEveryState(GatewayState before, Signal signal, GatewayState after) {
        assertThat(before.after(signal)).isEqualTo(after);
    }

    @Test
    void dataThatComeLongAfterTheLossBringTheGatewayBack() {
        var lost = new Presence(GatewayState.MISSING, NOON, NOON, Map.of(), null);

        assertThat(lost.after(talked(NOON.plus(Presence.LATE_DATA))).state()).isEqualTo(GatewayState.MISSING);
        assertThat(lost.after(talked(NOON.plus(Presence.LATE_DATA).plusMillis(1)))
                        .state())
                .isEqualTo(GatewayState.ONLINE);
    }

    @Test
    void sinceMovesOnlyWithTheState() {
        var online = new Presence(GatewayState.ONLINE, NOON, NOON, Map.of(), null);
        Instant later = NOON.plus(Duration.ofHours(1));

        Presence after = online.after(talked(later));

        assertThat(after.since()).isEqualTo(NOON);
        assertThat(after.lastMessageAt()).isEqualTo(later);
    }

    @Test
    void factsStayUntilTheGatewaySaysOthers() {
        var online = new Presence(GatewayState.ONLINE, NOON, NOON, Map.of("os", "Linux"), null);

        assertThat(online.after(talked(NOON)).facts()).containsEntry("os", "Linux");
        assertThat(online.after(new Sighting(Signal.BORN, NOON, Optional.empty(), Optional.of(Map.of("os", "BSD"))))
                        .facts())
                .containsExactly(Map.entry("os", "BSD"));
    }

    @ParameterizedTest
    @CsvSource({
        "a birth said before the goodbye it came after,  -1,  0, OFFLINE",
        "a birth of the same millisecond,                 0,  0, OFFLINE",
        "a birth said after the goodbye,                  1,  0, ONLINE",
        "a birth by a clock that was set back meanwhile, -1, 31, ONLINE",
    })
    void aBirthThatItsGoodbyeOvertookBringsNobodyBack(
            String what, int saidMillisAfter, int arrivedSecondsAfter, GatewayState expected) {
        Instant goodbye = NOON.minus(Duration.ofHours(7));
        Presence left = new Presence(GatewayState.ONLINE, NOON, NOON, Map.of(), null)
                .after(new Sighting(Signal.LEFT, NOON, Optional.of(goodbye), Optional.empty()));

        Presence after = left.after(new Sighting(
                Signal.BORN,
                NOON.plusSeconds(arrivedSecondsAfter),
                Optional.of(goodbye.plusMillis(saidMillisAfter)),
                Optional.of(Map.of("os", "Linux"))));

        assertThat(after.state()).as(what).isEqualTo(expected);
        assertThat(after.facts()).containsEntry("os", "Linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a/b", "#", "+", "a b", "-a", "Huế", "../etc"})
    void namesThatMeanSomethingElsewhereAreRefused(String name) {
        assertThat(GatewayId.of("hue", name)).isEmpty();
        assertThatThrownBy(() -> new GatewayId("hue", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway")
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void macAddressIsAName() {
        assertThat(GatewayId.of("hue", "B8:27:EB:00:00:01")).isPresent();
    }

    private static Sighting talked(Instant at) {
        return new Sighting(Signal.TALKED, at, Optional.empty(), Optional.empty());
    }
}
