package vn.trangtien.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.DeviceEntry;

class DevicePipelineTest {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);
    private static final String TIMEOUT = "TIMEOUT: no frame";

    @Test
    void aMeasurementThatIsRepeatedWithItsOwnTimeIsSentOnce() {
        DevicePipeline pipeline = pipeline(ChannelRules.NONE);
        Sample measured = new Sample("level", 2.5, "m", Quality.GOOD, 1_000);

        assertThat(pipeline.read(List.of(measured)).values()).hasSize(1);
        assertThat(pipeline.read(List.of(measured)).values()).isEmpty();
        assertThat(pipeline.read(List.of(new Sample("level", 2.5, "m", Quality.GOOD, 2_000)))
                        .values())
                .hasSize(1);
    }

    @Test
    void withoutRulesEveryValueIsSentAsItIs() {
        DevicePipeline pipeline = pipeline(ChannelRules.NONE);

        assertThat(at(pipeline, 0, 2.5)).containsExactly(value(2.5, Quality.GOOD, 0));
        assertThat(at(pipeline, 10, 2.5)).containsExactly(value(2.5, Quality.GOOD, 10));
    }

    @Test
    void scaleComesBeforeLimitsAndTheUnitIsThatOfTheScaledValue() {
        DevicePipeline pipeline =
                pipeline(new RulesBuilder().scaled("cm", 100, -5).within(0, 300).build());

        assertThat(at(pipeline, 0, 2.0))
                .containsExactly(
                        new ChannelValue("level", OptionalDouble.of(195), "cm", Quality.GOOD, 0, Optional.empty()));
        assertThat(at(pipeline, 10, 3.2)).extracting(ChannelValue::quality).containsExactly(Quality.OUT_OF_RANGE);
    }

    @ParameterizedTest(name = "{0} m measured as {1} is {2}")
    @CsvSource({
        "0,    GOOD,         GOOD",
        "4.1,  GOOD,         GOOD",
        "4.11, GOOD,         OUT_OF_RANGE",
        "-0.1, UNCERTAIN,    OUT_OF_RANGE",
        "9,    SENSOR_FAULT, SENSOR_FAULT",
        "9,    WARMING_UP,   WARMING_UP",
    })
    void limitsDoubtOnlyWhatTheInstrumentBelieves(double level, Quality measured, Quality expected) {
        DevicePipeline pipeline = pipeline(plausible().build());

        List<ChannelValue> values = pipeline.read(List.of(new Sample("level", level, "m", measured, 0)))
                .values();

        assertThat(values).extracting(ChannelValue::quality).containsExactly(expected);
        assertThat(values.get(0).value()).hasValue(level);
    }

    @Test
    void smallChangesStayAtHomeUntilTheyAddUpOrTheHeartbeatIsDue() {
        DevicePipeline pipeline = pipeline(plausible().deadband(0.1).build());

        assertThat(at(pipeline, 0, 2.00)).hasSize(1);
        assertThat(at(pipeline, 10, 2.05)).isEmpty();
        assertThat(at(pipeline, 20, 2.09)).isEmpty();
        assertThat(at(pipeline, 30, 2.125)).as("0.125 away from what was sent").hasSize(1);
        assertThat(at(pipeline, 329, 2.125)).isEmpty();
        assertThat(at(pipeline, 330, 2.125)).as("heartbeat").hasSize(1);
    }

    @Test
    void aChangeOfQualityIsAlwaysNews() {
        DevicePipeline pipeline = pipeline(plausible().deadband(100).build());
        at(pipeline, 0, 4.0);

        assertThat(at(pipeline, 10, 4.2)).extracting(ChannelValue::quality).containsExactly(Quality.OUT_OF_RANGE);
        assertThat(at(pipeline, 20, 4.0)).extracting(ChannelValue::quality).containsExactly(Quality.GOOD);
    }

    @Test
    void aSilentDeviceIsStaleFirstAndThenFaultyAndSaysSoOncePerHeartbeat() {
        DevicePipeline pipeline = pipeline(ChannelRules.NONE);
        at(pipeline, 0, 2.5);

        assertThat(fail(pipeline, 10))
                .containsExactly(new ChannelValue(
                        "level", OptionalDouble.of(2.5), "m", Quality.STALE, nanos(10), Optional.of(TIMEOUT)));
        assertThat(fail(pipeline, 30)).isEmpty();
        assertThat(fail(pipeline, 31))
                .containsExactly(new ChannelValue(
                        "level", OptionalDouble.empty(), "m", Quality.COMM_FAULT, nanos(31), Optional.of(TIMEOUT)));
        assertThat(fail(pipeline, 300)).isEmpty();
        assertThat(fail(pipeline, 331)).as("heartbeat").hasSize(1);
        assertThat(at(pipeline, 340, 2.5)).containsExactly(value(2.5, Quality.GOOD, 340));
    }

    @Test
    void aDeviceThatNeverAnsweredIsFaultyFromTheBeginning() {
        DevicePipeline pipeline = pipeline(ChannelRules.NONE);

        assertThat(fail(pipeline, 0)).extracting(ChannelValue::quality).containsExactly(Quality.COMM_FAULT);
    }

    @Test
    void aWrongConfigurationIsNoStaleValue() {
        DevicePipeline pipeline = pipeline(ChannelRules.NONE);
        at(pipeline, 0, 2.5);

        assertThat(pipeline.failed(Quality.CONFIG_ERROR, "no such line", nanos(10))
                        .values())
                .extracting(ChannelValue::quality)
                .containsExactly(Quality.CONFIG_ERROR);
    }

    @Test
    void anAlarmNeedsItsTimeAndThenSendsEveryValueUrgently() {
        DevicePipeline pipeline = pipeline(plausible()
                .deadband(0.5)
                .alarmAbove(3.2, Duration.ofSeconds(20))
                .build());

        assertThat(read(pipeline, 0, 3.0).urgent()).isFalse();
        assertThat(read(pipeline, 10, 3.3).urgent()).isFalse();
        assertThat(read(pipeline, 20, 3.3).urgent()).isFalse();
        assertThat(read(pipeline, 30, 3.3))
                .returns(true, Batch::urgent)
                .returns(1, batch -> batch.values().size());
        assertThat(read(pipeline, 40, 3.3).values()).as("inside the dead-band").hasSize(1);
        assertThat(read(pipeline, 50, 3.2).urgent()).isFalse();
        assertThat(read(pipeline, 60, 3.3).urgent()).as("starts over").isFalse();
    }

    @Test
    void aHoldIsNotFilledByAGapOrAJumpOfTheClock() {
        DevicePipeline pipeline =
                pipeline(plausible().alarmAbove(3.2, Duration.ofSeconds(60)).build());

        read(pipeline, 0, 3.3);
        assertThat(read(pipeline, 10_000, 3.3).urgent()).isFalse();
        assertThat(read(pipeline, 5_000, 3.3).urgent()).isFalse();
        for (int second = 5_010; second < 5_060; second += 10) {
            assertThat(read(pipeline, second, 3.3).urgent()).isFalse();
        }
        assertThat(read(pipeline, 5_060, 3.3).urgent()).isTrue();
    }

    @Test
    void aCalibrationIsStraightBetweenItsPointsAndUncertainBeyondThem() {
        DevicePipeline pipeline = pipeline(new RulesBuilder()
                .calibrated(new double[] {0, 0.1}, new double[] {2, 2.0}, new double[] {4, 4.4})
                .build());

        assertThat(at(pipeline, 0, 0)).containsExactly(value(0.1, Quality.GOOD, 0));
        assertThat(at(pipeline, 10, 3)).containsExactly(value(3.2, Quality.GOOD, 10));
        assertThat(at(pipeline, 20, 4)).containsExactly(value(4.4, Quality.GOOD, 20));
        assertThat(at(pipeline, 30, 5)).containsExactly(value(5.6000000000000005, Quality.UNCERTAIN, 30));
        assertThat(at(pipeline, 40, -2)).containsExactly(value(-1.7999999999999998, Quality.UNCERTAIN, 40));
    }

    @Test
    void calibrationComesAfterTheScaleAndBeforeTheLimits() {
        DevicePipeline pipeline = pipeline(new RulesBuilder()
                .scaled("cm", 100, 0)
                .calibrated(new double[] {0, 0}, new double[] {500, 1_000})
                .within(0, 600)
                .build());

        assertThat(at(pipeline, 0, 2.5))
                .containsExactly(
                        new ChannelValue("level", OptionalDouble.of(500), "cm", Quality.GOOD, 0, Optional.empty()));
        assertThat(at(pipeline, 10, 3.5)).extracting(ChannelValue::quality).containsExactly(Quality.OUT_OF_RANGE);
    }

    @Test
    void implausibleValuesRaiseNoAlarm() {
        DevicePipeline pipeline =
                pipeline(plausible().alarmAbove(3.2, Duration.ZERO).build());

        assertThat(read(pipeline, 0, 9.9).urgent()).isFalse();
        assertThat(read(pipeline, 10, 3.3).urgent()).isTrue();
    }

    @Test
    void aValueThatIsNoNumberAfterScalingIsAFaultOfTheSensor() {
        DevicePipeline pipeline =
                pipeline(new RulesBuilder().scaled("m", 1e10, 0).build());

        assertThat(at(pipeline, 0, Double.MAX_VALUE))
                .containsExactly(new ChannelValue(
                        "level", OptionalDouble.empty(), "m", Quality.SENSOR_FAULT, 0, Optional.empty()));
    }

    @Test
    void channelsThatTheDriverDidNotAnnounceAreSentToo() {
        DevicePipeline pipeline = pipeline(ChannelRules.NONE);

        assertThat(pipeline.read(List.of(new Sample("distance", 1700, "mm", Quality.GOOD, 0)))
                        .values())
                .extracting(ChannelValue::channel)
                .containsExactly("distance");
        assertThat(fail(pipeline, 100)).extracting(ChannelValue::channel).containsExactly("level", "distance");
    }

    private static DevicePipeline pipeline(ChannelRules rules) {
        var entry = new DeviceEntry(
                new DeviceConfig("river", "scripted", "uart", Map.of()), EVERY, Map.of("level", rules), 1);
        return new DevicePipeline(
                entry, List.of(Channel.gauge("level", new Text("mực nước", "level"), "m", 0, 5, "")), HEARTBEAT);
    }

    private static RulesBuilder plausible() {
        return new RulesBuilder().within(0, 4.1);
    }

    private static Batch read(DevicePipeline pipeline, long second, double level) {
        return pipeline.read(List.of(new Sample("level", level, "m", Quality.GOOD, nanos(second))));
    }

    private static List<ChannelValue> at(DevicePipeline pipeline, long second, double level) {
        return read(pipeline, second, level).values();
    }

    private static List<ChannelValue> fail(DevicePipeline pipeline, long second) {
        return pipeline.failed(Quality.COMM_FAULT, TIMEOUT, nanos(second)).values();
    }

    private static ChannelValue value(double level, Quality quality, long second) {
        return new ChannelValue("level", OptionalDouble.of(level), "m", quality, nanos(second), Optional.empty());
    }

    private static long nanos(long second) {
        return second * 1_000_000_000L;
    }
}
