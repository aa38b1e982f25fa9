package vn.trangtien.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

class CounterTotalTest {

    private final Map<String, CounterMemory.Count> kept = new HashMap<>();
    private final CounterMemory memory = new CounterMemory() {
        @Override
        public Optional<Count> recall(String device, String channel) {
            return Optional.ofNullable(kept.get(device + "/" + channel));
        }

        @Override
        public void remember(String device, String channel, Count count) {
            kept.put(device + "/" + channel, count);
        }
    };

    private CounterTotal counter = new CounterTotal("rain", "total", memory);

    @Test
    void rainGoesOnWhereItWasBeforeTheRestart() {
        assertThat(total(0)).isZero();
        assertThat(total(12.5)).isEqualTo(12.5);

        restart();
        assertThat(total(0)).isEqualTo(12.5);
        assertThat(total(0.2)).isEqualTo(12.7);
        restart();
        restart();
        assertThat(total(0)).isEqualTo(12.7);
    }

    @Test
    void aMeterThatKeepsItsOwnCountIsNotCountedTwice() {
        assertThat(total(4_711)).isEqualTo(4_711);

        restart();
        assertThat(total(4_712)).isEqualTo(4_712);
    }

    @Test
    void aFallIsDoubtedOnceAndBelievedTheSecondTime() {
        total(100);
        total(110);

        assertThat(sample(3)).returns(110.0, Sample::value).returns(Quality.UNCERTAIN, Sample::quality);
        assertThat(sample(4)).returns(114.0, Sample::value).returns(Quality.GOOD, Sample::quality);
    }

    @Test
    void oneMisreadInEitherDirectionLeavesNoTrace() {
        total(100);
        total(110);

        assertThat(total(5)).isEqualTo(110);
        assertThat(total(111)).isEqualTo(111);

        assertThat(total(900_000)).isEqualTo(900_000);
        assertThat(sample(112).quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(total(113)).isEqualTo(113);
    }

    @Test
    void whatIsNoNumberIsNotCounted() {
        total(100);
        Sample missing = counter.of(Sample.missing("total", "mm", Quality.SENSOR_FAULT, 0));

        assertThat(missing.hasValue()).isFalse();
        assertThat(total(101)).isEqualTo(101);
        restart();
        total(Double.MAX_VALUE);
        restart();
        assertThat(total(0)).isEqualTo(Double.MAX_VALUE);
        assertThat(sample(Double.MAX_VALUE)).returns(Quality.SENSOR_FAULT, Sample::quality);
    }

    private void restart() {
        counter = new CounterTotal("rain", "total", memory);
    }

    private double total(double raw) {
        return sample(raw).value();
    }

    private Sample sample(double raw) {
        return counter.of(new Sample("total", raw, "mm", Quality.GOOD, 0));
    }
}
