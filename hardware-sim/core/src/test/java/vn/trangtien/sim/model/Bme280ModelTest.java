package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.bus.I2cLines;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.time.VirtualClock;

/** The model against the datasheet, byte by byte. */
class Bme280ModelTest {

    private final VirtualClock clock = new VirtualClock();
    private final I2cLines lines = new I2cLines();

    Bme280ModelTest() {
        // Temperature and pressure of the worked example in the datasheet.
        var model = new Bme280Model(() -> new Bme280Model.Air(25.08, 55, 100_653.27), clock, FaultPlan.Target.sound());
        lines.attach(1, 0x76, model, FaultPlan.Target.sound());
    }

    @Test
    void rawWordsAreThoseOfTheDatasheetsExample() throws Exception {
        write(0xF2, 1);
        write(0xF4, 0x25);
        clock.advance(Duration.ofMillis(10));

        int pressure = raw20(0xF7);
        int temperature = raw20(0xFA);

        assertThat(temperature).isCloseTo(519_888, org.assertj.core.api.Assertions.within(20));
        assertThat(pressure).isCloseTo(415_148, org.assertj.core.api.Assertions.within(30));
    }

    @Test
    void beforeTheFirstMeasurementTheDataIsSkipped() throws Exception {
        assertThat(read(0xF7, 8)).isEqualTo("8000008000008000");
    }

    @Test
    void whileMeasuringTheOldDataStays() throws Exception {
        write(0xF4, 0x25);

        assertThat(read(0xF3, 1)).isEqualTo("08");
        assertThat(read(0xF7, 8)).isEqualTo("8000008000008000");
        clock.advance(Duration.ofMillis(8));
        assertThat(read(0xF3, 1)).isEqualTo("00");
        assertThat(read(0xF7, 8)).isNotEqualTo("8000008000008000");
    }

    @Test
    void humidityControlWorksWithTheNextControlOnly() throws Exception {
        write(0xF4, 0x25);
        write(0xF2, 1);
        clock.advance(Duration.ofMillis(10));

        assertThat(read(0xFD, 2)).isEqualTo("8000");
    }

    @Test
    void resetForgetsEverything() throws Exception {
        write(0xF2, 1);
        write(0xF4, 0x25);
        clock.advance(Duration.ofMillis(10));

        write(0xE0, 0xB6);

        assertThat(read(0xF7, 8)).isEqualTo("8000008000008000");
        assertThat(read(0xF2, 1)).isEqualTo("00");
    }

    @Test
    void aReadWithoutARegisterGoesOnWhereTheLastOneEnded() throws Exception {
        String both = read(0x88, 4);
        read(0x88, 2);

        assertThat(HexFormat.of().formatHex(lines.transact(1, 0x76, new byte[0], 2)))
                .isEqualTo(both.substring(4));
    }

    private int raw20(int register) throws Exception {
        return Integer.parseInt(read(register, 3), 16) >> 4;
    }

    private void write(int register, int value) throws Exception {
        lines.transact(1, 0x76, new byte[] {(byte) register, (byte) value}, 0);
    }

    private String read(int register, int length) throws Exception {
        return HexFormat.of().formatHex(lines.transact(1, 0x76, new byte[] {(byte) register}, length));
    }
}
