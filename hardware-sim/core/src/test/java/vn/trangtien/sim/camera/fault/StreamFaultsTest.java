package vn.trangtien.sim.camera.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFaultsTest {

    private final StreamFaults faults = new StreamFaults();

    @Test
    void isSwitchedAsPeopleWriteIt() {
        faults.apply("loss=12.5%");
        faults.apply("jitter=80ms");
        faults.apply("slow");
        assertThat(faults.amount(Fault.LOSS)).isEqualTo(12.5);
        assertThat(faults.amount(Fault.JITTER)).isEqualTo(80);
        assertThat(faults.amount(Fault.SLOW)).isEqualTo(2_000);

        faults.apply("-loss");
        assertThat(faults.has(Fault.LOSS)).isFalse();
        assertThat(faults.has(Fault.JITTER)).isTrue();
    }

    @Test
    void theLensDecidesBeforeTheSensor() {
        assertThat(faults.ofPicture()).isEmpty();
        faults.on(Fault.RESOLUTION);
        faults.on(Fault.COVERED);
        assertThat(faults.ofPicture()).contains(Fault.COVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "los, 'freeze, still'",
        "loss=101, from 0 to 100 %",
        "loss=-1, from 0 to 100",
        "loss=many, must be a number of %",
        "black=3, has no amount",
        "loss=NaN, from 0"
    })
    void nonsenseSaysWhatIsPossible(String words, String help) {
        assertThatThrownBy(() -> faults.apply(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(help);
    }
}
