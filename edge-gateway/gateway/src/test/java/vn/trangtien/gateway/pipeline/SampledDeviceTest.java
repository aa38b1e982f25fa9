package vn.trangtien.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.ChannelRules.RateTime;
import vn.trangtien.gateway.config.DeviceEntry;

/** Several reads make one report: a read every second, a report every ten. */
class SampledDeviceTest {

    private static final Text ANY = new Text("bất kỳ", "any");
    private static final List<Channel> CHANNELS = List.of(
            Channel.gauge("level", ANY, "dB", 0, 140, ""),
            Channel.counter("total", ANY, "mm", 1e9, ""),
            Channel.gauge("direction", ANY, "deg", 0, 360, ""),
            Channel.state("open", ANY, 1));
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({"median, 4.5", "mean, 4.5", "min, 0", "max, 9", "last, 9", "energy-mean, 5.4107"})
    void tenSamplesMakeOneReport(String aggregate, double expected) {
        DevicePipeline device = device(Map.of("level", aggregated(aggregate)));

        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            sent.addAll(level(device, second, second % 10, Quality.GOOD));
        }

        assertThat(sent).hasSize(3).allSatisfy(value -> {
            assertThat(value.value().orElseThrow()).isCloseTo(expected, within(0.001));
            assertThat(value.quality()).isEqualTo(Quality.GOOD);
        });
        assertThat(sent).extracting(ChannelValue::at).containsExactly(9 * SECOND, 19 * SECOND, 29 * SECOND);
    }

    @Test
    void oneSourceIsPublishedTwiceUnderTwoNamesAndNotUnderItsOwn() {
        DevicePipeline device = device(Map.of(
                "laeq",
                        new RulesBuilder()
                                .of("level")
                                .aggregated(Aggregate.ENERGY_MEAN)
                                .build(),
                "lmax", new RulesBuilder().of("level").aggregated(Aggregate.MAX).build()));

        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            sent.addAll(level(device, second, second == 5 ? 90 : 50, Quality.GOOD));
        }

        assertThat(sent).extracting(ChannelValue::channel).containsExactly("laeq", "lmax");
        assertThat(sent.get(0).value().orElseThrow()).isCloseTo(80.004, within(0.001));
        assertThat(sent.get(1).value()).hasValue(90);
    }

    @Test
    void decibelsAreAveragedByEnergyUnlessSomebodySaysOtherwise() {
        DevicePipeline device = device(Map.of());
        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            sent.addAll(level(device, second, second < 5 ? 50 : 70, Quality.GOOD));
        }

        assertThat(sent.get(0).value().orElseThrow()).isCloseTo(67.033, within(0.001));
    }

    @Test
    void directionsAreNotAveragedUnlessSomebodySaysSo() {
        DevicePipeline device = device(Map.of());
        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            double degrees = second % 2 == 0 ? 350 : 10;
            sent.addAll(device.read(List.of(new Sample("direction", degrees, "deg", Quality.GOOD, second * SECOND)))
                    .values());
        }

        assertThat(sent)
                .singleElement()
                .satisfies(value -> assertThat(value.value()).hasValue(10));
    }

    @ParameterizedTest(name = "{0} good, {1} uncertain, {2} faulty")
    @CsvSource({
        "10, 0, 0,  GOOD",
        " 9, 1, 0,  UNCERTAIN",
        " 8, 0, 2,  GOOD",
        " 7, 0, 3,  UNCERTAIN",
        " 1, 0, 9,  UNCERTAIN",
        " 0, 0, 10, SENSOR_FAULT",
    })
    void aReportIsAsGoodAsTheWorstSampleInItAndNeedsThreeQuartersOfThem(
            int good, int uncertain, int faulty, Quality expected) {
        DevicePipeline device = device(Map.of("level", aggregated("mean")));
        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            Quality quality =
                    second < good ? Quality.GOOD : second < good + uncertain ? Quality.UNCERTAIN : Quality.SENSOR_FAULT;
            sent.addAll(
                    quality == Quality.SENSOR_FAULT
                            ? device.read(List.of(Sample.missing("level", "dB", quality, second * SECOND)))
                                    .values()
                            : level(device, second, 50, quality));
        }

        assertThat(sent).singleElement().satisfies(value -> {
            assertThat(value.quality()).isEqualTo(expected);
            assertThat(value.value().isPresent()).isEqualTo(faulty < 10);
        });
    }

    @Test
    void failedReadsAreMissingSamplesUntilTheReportIsDue() {
        DevicePipeline device = device(Map.of("level", aggregated("mean")));
        level(device, 0, 50, Quality.GOOD);
        level(device, 1, 52, Quality.GOOD);

        assertThat(fail(device, 4)).isEmpty();
        assertThat(fail(device, 9))
                .filteredOn(value -> value.channel().equals("level"))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.value()).hasValue(51);
                    assertThat(value.quality()).isEqualTo(Quality.UNCERTAIN);
                });
        assertThat(fail(device, 20))
                .filteredOn(value -> value.channel().equals("level"))
                .singleElement()
                .satisfies(value -> assertThat(value.quality()).isEqualTo(Quality.STALE));
    }

    @Test
    void aDoorDoesNotWaitForTheReport() {
        DevicePipeline device = device(Map.of());
        assertThat(state(device, 0, 0)).hasSize(1);
        assertThat(state(device, 1, 0)).isEmpty();
        assertThat(state(device, 2, 1))
                .singleElement()
                .satisfies(value -> assertThat(value.value()).hasValue(1));
    }

    @Test
    void aRateHasTheUnitOfItsTimeAndIsTakenFromReportToReport() {
        DevicePipeline device = device(Map.of(
                "intensity", new RulesBuilder().of("total").rate(RateTime.HOUR).build()));

        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            sent.addAll(total(device, second, second * 0.2).values());
        }

        assertThat(sent).hasSize(3).allSatisfy(value -> {
            assertThat(value.unit()).isEqualTo("mm/h");
            assertThat(value.value().orElseThrow()).isCloseTo(720, within(1e-6));
        });
    }

    @Test
    void aCounterThatBeginsAnewMakesNoNegativeRateAndNoJump() {
        DevicePipeline device = device(Map.of(
                "total",
                ChannelRules.NONE,
                "intensity",
                new RulesBuilder().of("total").rate(RateTime.SECOND).build()));
        List<ChannelValue> sent = new ArrayList<>();
        for (int second = 0; second < 50; second++) {
            sent.addAll(total(device, second, second < 25 ? 100 + second : second - 25)
                    .values());
        }

        assertThat(sent)
                .filteredOn(value -> value.channel().equals("intensity"))
                .hasSize(5)
                .allSatisfy(value -> assertThat(value.value().orElseThrow()).isBetween(0.8, 1.2));
        assertThat(sent)
                .filteredOn(value -> value.channel().equals("total"))
                .extracting(value -> value.value().orElseThrow())
                .isSorted();
    }

    @Test
    void timeThatStandsStillOrRunsBackwardsGivesNoRate() {
        DevicePipeline device = new DevicePipeline(
                new DeviceEntry(
                        new DeviceConfig("d", "any", "bus", Map.of()),
                        Duration.ofSeconds(10),
                        Map.of(
                                "intensity",
                                new RulesBuilder()
                                        .of("total")
                                        .rate(RateTime.SECOND)
                                        .build()),
                        1),
                CHANNELS,
                Duration.ofMinutes(5));

        assertThat(total(device, 0, 0).values()).isEmpty();
        assertThat(total(device, 0, 5).values()).isEmpty();
        assertThat(total(device, -5, 6).values()).isEmpty();
        assertThat(total(device, 5, 16).values())
                .singleElement()
                .satisfies(value -> assertThat(value.value()).hasValue(1));
    }

    private static ChannelRules aggregated(String code) {
        return new RulesBuilder().aggregated(Aggregate.of(code).orElseThrow()).build();
    }

    private static DevicePipeline device(Map<String, ChannelRules> rules) {
        return new DevicePipeline(
                new DeviceEntry(
                        new DeviceConfig("d", "any", "bus", Map.of()),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        rules,
                        1),
                CHANNELS,
                Duration.ofMinutes(5));
    }

    private static List<ChannelValue> level(DevicePipeline device, long second, double value, Quality quality) {
        return device.read(List.of(new Sample("level", value, "dB", quality, second * SECOND)))
                .values();
    }

    private static List<ChannelValue> state(DevicePipeline device, long second, double value) {
        return device.read(List.of(new Sample("open", value, "1", Quality.GOOD, second * SECOND)))
                .values();
    }

    private static Batch total(DevicePipeline device, long second, double value) {
        return device.read(List.of(new Sample("total", value, "mm", Quality.GOOD, second * SECOND)));
    }

    private static List<ChannelValue> fail(DevicePipeline device, long second) {
        return device.failed(Quality.COMM_FAULT, "TIMEOUT", second * SECOND).values();
    }
}
