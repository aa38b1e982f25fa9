package vn.trangtien.sim.board;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Number of the kernel's device from the name of a bus: {@code i2c-1} is bus 1, {@code spi-0} is bus 0 with chip select 0,
 * {@code spi-0.1} is bus 0 with chip select 1.
 */
record BusNumber(int bus, int chipSelect) {

    private static final Pattern TAIL = Pattern.compile("(\\d+)(?:\\.(\\d+))?$");

    static BusNumber of(String name) {
        Matcher tail = TAIL.matcher(name);
        if (!tail.find()) {
            throw new IllegalArgumentException(
                    "the name of an I2C or SPI bus must end with its number, as i2c-1 does, but was '%s'"
                            .formatted(name));
        }
        int chipSelect = tail.group(2) == null ? 0 : Integer.parseInt(tail.group(2));
        return new BusNumber(Integer.parseInt(tail.group(1)), chipSelect);
    }
}
