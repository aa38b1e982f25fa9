package vn.trangtien.kura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.Quality;

class DriverDeskTest {

    private final TestInstrument instrument = new TestInstrument();
    private final DriverDesk desk = instrument.desk();

    @Test
    void everyChannelAskedForIsAnswered() {
        Map<String, Outcome> outcomes = desk.read(Set.of("temperature", "level", "colour"));

        assertThat(outcomes.get("temperature").value()).isEqualTo(Optional.of(21.5));
        assertThat(outcomes.get("temperature").atMs()).isEqualTo(TestInstrument.NOON.millis());
        assertThat(outcomes.get("level").failure().orElseThrow()).contains("gave no value for 'level'");
        assertThat(outcomes.get("colour").failure().orElseThrow())
                .isEqualTo("channel must be one of [temperature, level], but was 'colour'");
    }

    @Test
    void aFailureIsToldInWordsAndTheNextReadMaySucceed() {
        instrument.error = Optional.of(DeviceError.NOT_PRESENT);
        assertThat(read().failure()).isEqualTo(Optional.of("NOT_PRESENT: i2c 0x76: no acknowledgement"));

        instrument.error = Optional.empty();
        assertThat(read().value()).isEqualTo(Optional.of(21.5));
        assertThat(instrument.opened).isEqualTo(1);
    }

    @Test
    void aPortThatHasGoneIsOpenedAgain() {
        instrument.error = Optional.of(DeviceError.PORT_GONE);
        read();
        instrument.error = Optional.empty();

        assertThat(read().value()).isPresent();
        assertThat(instrument.opened).isEqualTo(2);
    }

    @Test
    void aValueThatIsNotToBeUsedIsAFailureWithTheValueInIt() {
        instrument.quality = Quality.OUT_OF_RANGE;

        assertThat(read().failure()).isEqualTo(Optional.of("quality OUT_OF_RANGE (21.5 Cel)"));
    }

    @Test
    void writingGoesToWhatCanBeWritten() {
        assertThat(desk.write("level", 40).value()).isEqualTo(Optional.of(40.0));
        assertThat(instrument.told).containsExactly("level=40.0");
        assertThat(desk.write("level", 140).failure().orElseThrow()).startsWith("UNSUPPORTED: level must be");
        assertThat(desk.write("temperature", 1).failure().orElseThrow()).contains("cannot be written");
        assertThat(desk.write("colour", 1).failure().orElseThrow()).contains("but was 'colour'");
    }

    @Test
    void listenersHearOfChangesOnly() {
        List<Outcome> heard = new ArrayList<>();
        try (var watches = new Watches(desk, Duration.ofHours(1))) {
            watches.add(this, "temperature", heard::add);
            watches.look();
            watches.look();
            instrument.temperature = 22;
            watches.look();
            instrument.error = Optional.of(DeviceError.TIMEOUT);
            watches.look();
            watches.remove(this);
            instrument.error = Optional.empty();
            watches.look();
        }

        assertThat(heard)
                .extracting(Outcome::value)
                .containsExactly(Optional.of(21.5), Optional.of(22.0), Optional.empty());
    }

    @Test
    void numbersTakeTheTypeOfTheChannel() {
        Outcome outcome = Outcome.of(2.5, 0);

        assertThat(outcome.as("DOUBLE")).isEqualTo(2.5);
        assertThat(outcome.as("FLOAT")).isEqualTo(2.5f);
        assertThat(outcome.as("INTEGER")).isEqualTo(3);
        assertThat(outcome.as("LONG")).isEqualTo(3L);
        assertThat(outcome.as("BOOLEAN")).isEqualTo(true);
        assertThat(outcome.as("STRING")).isEqualTo("2.5");
        assertThatThrownBy(() -> outcome.as("BYTE_ARRAY")).hasMessageContaining("but was BYTE_ARRAY");
    }

    @Test
    void settingsAreCheckedBeforeAnythingIsTouched() {
        assertThatThrownBy(() -> DriverDesk.of(
                        instrument.catalog(),
                        "candle",
                        Map.of(),
                        bus -> {
                            throw new AssertionError("hardware");
                        },
                        DeviceClock.system(),
                        TestInstrument.NOON))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no driver 'candle'");
    }

    private Outcome read() {
        return desk.read(Set.of("temperature")).get("temperature");
    }
}
