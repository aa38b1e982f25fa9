package vn.trangtien.drivers.sensirion;

import java.util.List;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/**
 * Temperature and relative humidity as Sensirion's chips encode them.
 *
 * <pre>
 * temperature = −45 + 175 · word / 65535     °C
 * humidity    =       100 · word / 65535     %
 * </pre>
 *
 * <p>Source: Sensirion SHT3x-DIS datasheet, section 4.13; the SCD4x uses the same.
 *
 * @param temperature word of the temperature, 0 to 65535
 * @param humidity word of the humidity, 0 to 65535
 */
public record AirWords(int temperature, int humidity) {

    private static final double FULL_SCALE = 65_535.0;
    private static final double WET = 100.0;

    public double celsius() {
        return -45.0 + 175.0 * temperature / FULL_SCALE;
    }

    public double percent() {
        return 100.0 * humidity / FULL_SCALE;
    }

    /**
     * Samples of {@code temperature} and {@code humidity}. A temperature at which the part cannot work is a defect, and so is
     * the humidity that the chip corrected with it; a humidity at the end of its scale is a wet or dead sensor.
     *
     * @param coldest at which the part works, in °C
     * @param hottest at which the part works, in °C
     */
    public List<Sample> samples(double coldest, double hottest, long at) {
        boolean possible = celsius() >= coldest && celsius() <= hottest;
        return List.of(
                new Sample("temperature", celsius(), "Cel", possible ? Quality.GOOD : Quality.SENSOR_FAULT, at),
                new Sample("humidity", percent(), "%", possible ? humidityQuality() : Quality.SENSOR_FAULT, at));
    }

    private Quality humidityQuality() {
        return percent() <= 0 || percent() >= WET ? Quality.UNCERTAIN : Quality.GOOD;
    }
}
