package vn.trangtien.sim.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.model.Mcp3008Model;

class LinesTest {

    @Test
    void anAddressWithoutADeviceIsNotAcknowledged() {
        assertThatThrownBy(() -> new I2cLines().transact(1, 0x76, new byte[1], 0))
                .isInstanceOf(IOException.class)
                .hasMessage("Remote I/O error");
    }

    @Test
    void anSpiLineWithoutADeviceFloatsHigh() {
        assertThat(new SpiLines().transfer(0, 0, new byte[3])).containsOnly(0xFF);
    }

    /** The converter looks for the start bit wherever it stands: the same question, shifted by up to seven bits. */
    @ParameterizedTest(name = "{0} V is {1}")
    @CsvSource({"0.0, 0", "1.65, 512", "3.3, 1023", "5.0, 1023", "0.0033, 1"})
    void theConverterAnswersBitByBit(double volts, int code) {
        var converter = new Mcp3008Model(3.3);
        converter.connect(3, () -> volts);
        var lines = new SpiLines();
        lines.attach(0, 0, converter, FaultPlan.Target.sound());

        for (int shift = 0; shift < 8; shift++) {
            // Start bit, single-ended, channel 3: 1 1 0 1 1; sampling, null bit and ten bits follow.
            long question = 0b11011L << 12 + shift;
            byte[] in = lines.transfer(0, 0, bytes(question));
            long answer = number(in) >> shift;
            assertThat(answer & 0x3FF).as("shift %d", shift).isEqualTo(code);
            assertThat(answer >> 10 & 1).as("null bit, shift %d", shift).isZero();
        }
    }

    @Test
    void listenersHearChangesOnlyAndUntilTheyAreForgotten() {
        var pins = new PinLines();
        var heard = new ArrayList<Boolean>();
        PinLines.Listener listener = (high, at) -> heard.add(high);
        pins.listen(17, listener);

        pins.set(17, true, 0);
        pins.set(17, false, 0);
        pins.set(17, false, 0);
        pins.set(17, true, 0);
        pins.forget(17, listener);
        pins.set(17, false, 0);

        assertThat(heard).containsExactly(false, true);
        assertThat(pins.isHigh(17, 0)).isFalse();
        assertThat(pins.isHigh(18, 0)).isTrue();
    }

    private static byte[] bytes(long number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private static long number(byte[] bytes) {
        long number = 0;
        for (byte b : bytes) {
            number = number << 8 | b & 0xFF;
        }
        return number;
    }
}
