package vn.trangtien.drivers.bme280;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    /** Bosch BMP280 datasheet, section 3.12, the worked example. */
    @Test
    void exampleOfTheDatasheet() {
        var calibration = new Calibration(
                new Calibration.Temperature(27504, 26435, -1000),
                new Calibration.Pressure(36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000),
                new Calibration.Humidity(0, 0, 0, 0, 0, 0));

        double fine = calibration.fine(519888);

        assertThat(fine).isCloseTo(128422, within(1.0));
        assertThat(Calibration.celsius(fine)).isCloseTo(25.08, within(0.005));
        assertThat(calibration.pascal(415148, fine)).isCloseTo(100653.27, within(0.01));
    }

    /** Registers of a real chip, as published with the Pi4J drivers; the values were computed independently. */
    @Test
    void registersOfARealChip() {
        Calibration calibration = Calibration.of(
                hex("00 6E 8E 67 32 00 43 91 66 D6 D0 0B C3 1B 2C 00 F9 FF B4 2D E8 D1 88 13 00 00"),
                hex("6E 01 00 13 27 03 1E"));

        double fine = calibration.fine(0x7EC10);

        assertThat(Calibration.celsius(fine)).isCloseTo(21.69, within(0.005));
        assertThat(calibration.pascal(0x56C30, fine)).isCloseTo(96807.35, within(0.05));
        assertThat(calibration.percent(0x7B52, fine)).isCloseTo(65.56, within(0.005));
    }

    @Test
    void theTwoNumbersThatShareAByteAreSigned() {
        Calibration calibration = Calibration.of(new byte[26], hex("00 00 00 80 F7 80 00"));

        assertThat(calibration.humidity().h4()).isEqualTo(-2048 + 7);
        assertThat(calibration.humidity().h5()).isEqualTo(-2048 + 15);
    }

    @Test
    void allZerosAndAllOnesAreNoCalibration() {
        var ones = new byte[26];
        java.util.Arrays.fill(ones, (byte) 0xFF);

        assertThat(Calibration.of(new byte[26], new byte[7]).isPlausible()).isFalse();
        assertThat(Calibration.of(ones, new byte[7]).isPlausible()).isFalse();
    }
}
