package vn.trangtien.ingest.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;

class ChannelJudgeTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final Knowledge FOREIGN = Knowledge.undecided(false);
    private static final Knowledge OURS = Knowledge.undecided(true);

    private final ChannelJudge judge = new ChannelJudge(ChannelCatalogue.bundled());

    @Test
    void aChannelOfTheCatalogueIsKnownWhoeverSendsIt() {
        Judgement judgement = judge.judge(value("level", 1.5, "m"), FOREIGN, Optional.empty());

        assertThat(judgement.standing()).isEqualTo(Standing.KNOWN);
        assertThat(judgement.findings()).isEmpty();
        assertThat(judgement.observation()).isEqualTo(value("level", 1.5, "m"));
    }

    @Test
    void anUnknownNameIsQuarantinedWithItsValueUntouchedUnlessAGatewayOfOursSendsIt() {
        Observation unknown = value("Flow/Rate", 3, "m3/h");

        assertThat(judge.judge(unknown, FOREIGN, Optional.empty()))
                .isEqualTo(new Judgement(unknown, Standing.QUARANTINED, java.util.Set.of(Finding.UNKNOWN_NAME)));
        assertThat(judge.judge(unknown, OURS, Optional.empty()).standing()).isEqualTo(Standing.KNOWN);
    }

    @Test
    void aUnitOfAnotherQuantityIsAnotherChannel() {
        Judgement judgement = judge.judge(value("humidity", 20, "Cel"), FOREIGN, Optional.empty());

        assertThat(judgement.standing()).isEqualTo(Standing.QUARANTINED);
        assertThat(judgement.findings()).containsExactly(Finding.UNIT_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "level, 150, cm, 1.5, m",
        "temperature, 300, K, 26.85, Cel",
        "temperature, 86, [degF], 30, Cel",
        "pressure, 1013.25, hPa, 101325, Pa",
        "speed, 36, km/h, 10, m/s",
        "humidity, 0.5, 1, 50, %",
        "pm25, 0.02, mg/m3, 20, ug/m3",
    })
    void aUnitOfTheSameQuantityIsConvertedAndThatIsTold(
            String channel, double given, String unit, double value, String into) {
        Judgement judgement = judge.judge(value(channel, given, unit), FOREIGN, Optional.empty());

        assertThat(judgement.observation().value()).isCloseTo(value, within(1e-9));
        assertThat(judgement.observation().unit()).isEqualTo(into);
        assertThat(judgement.findings()).containsExactly(Finding.CONVERTED);
    }

    @ParameterizedTest
    @CsvSource({"-10, GOOD", "100, GOOD", "100.01, OUT_OF_RANGE", "-10.01, OUT_OF_RANGE"})
    void whatLiesOutsideOfTheRangeIsKeptAndMarked(double level, String quality) {
        Observation judged = judge.judge(value("level", level, "m"), FOREIGN, Optional.empty())
                .observation();

        assertThat(judged.quality()).isEqualTo(quality);
        assertThat(judged.value()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"1, 5, GOOD", "1, 5.01, UNCERTAIN", "10, 50, GOOD", "10, 50.1, UNCERTAIN", "0, 90, GOOD", "-5, 90, GOOD"
    })
    void whatChangesFasterThanWaterCanIsUncertain(long seconds, double change, String quality) {
        var last = new LastValue(0, AT.minusSeconds(seconds));

        Judgement judgement = judge.judge(value("level", change, "m"), FOREIGN, Optional.of(last));

        assertThat(judgement.observation().quality()).isEqualTo(quality);
        assertThat(judgement.findings().contains(Finding.TOO_FAST)).isEqualTo(quality.equals("UNCERTAIN"));
    }

    @ParameterizedTest
    @CsvSource({"STALE", "SENSOR_FAULT", "WARMING_UP", "COMM_FAULT"})
    void aDevicesOwnBadMarkIsNeverMadeBetter(String mark) {
        Observation bad = new Observation(channel("level"), 5_000.0, "m", mark, AT, AT, false);

        assertThat(judge.judge(bad, FOREIGN, Optional.empty()).observation().quality())
                .isEqualTo(mark);
    }

    @Test
    void aMissingValueOrUnitIsNotGuessed() {
        Observation none = new Observation(channel("level"), null, "m", "COMM_FAULT", AT, AT, false);
        assertThat(judge.judge(none, FOREIGN, Optional.empty()).observation()).isEqualTo(none);
        Judgement noUnit = judge.judge(value("humidity", 5_000, ""), FOREIGN, Optional.empty());
        assertThat(noUnit.findings()).containsExactly(Finding.NO_UNIT);
        assertThat(noUnit.observation().quality()).isEqualTo("GOOD");
        assertThat(noUnit.observation().value()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void whatAPersonDecidedCountsBeforeEverythingElse(Standing decided) {
        var spec = new ChannelSpec("m3/h", ChannelSpec.Kind.GAUGE, 0, 10, OptionalDouble.empty());
        var known = new Knowledge(Optional.of(decided), Optional.of(spec), false);

        Judgement judgement = judge.judge(value("odd", 11, "m3/h"), known, Optional.empty());

        assertThat(judgement.standing()).isEqualTo(decided);
        assertThat(judgement.observation().quality()).isEqualTo(decided == Standing.KNOWN ? "OUT_OF_RANGE" : "GOOD");
    }

    @Test
    void oneOfSeveralUnitsOfANameIsTheGivenOne() {
        assertThat(judge.judge(value("level", 80, "%"), FOREIGN, Optional.empty())
                        .findings())
                .isEmpty();
        assertThat(judge.judge(value("line.a.bus.forward", 4, "{count}"), FOREIGN, Optional.empty())
                        .standing())
                .isEqualTo(Standing.KNOWN);
    }

    @Test
    void aWrongLineOfTheCatalogueIsNamed() {
        assertThatThrownBy(() -> ChannelCatalogue.read("head\nlevel;m;GAUGE;5;1;;a;b\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("min <= max");
    }

    private static Observation value(String channel, @Nullable Double value, String unit) {
        return new Observation(channel(channel), value, unit, "GOOD", AT, AT, false);
    }

    private static Observation value(String channel, double value, String unit) {
        return value(channel, (Double) value, unit);
    }

    private static ChannelRef channel(String name) {
        return new ChannelRef("hue", "gw", "asset", name);
    }
}
