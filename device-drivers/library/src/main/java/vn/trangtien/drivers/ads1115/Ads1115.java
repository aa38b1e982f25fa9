package vn.trangtien.drivers.ads1115;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.adc.Conversion;
import vn.trangtien.drivers.adc.Conversion.Rail;
import vn.trangtien.drivers.adc.Converter;
import vn.trangtien.drivers.i2c.I2cChip;
import vn.trangtien.drivers.port.Buses;

/**
 * Texas Instruments ADS1115, four single-ended inputs of 16 bits, one conversion at a time.
 *
 * <pre>
 * register  meaning, each 16 bits, high byte first
 * 0x00      last conversion, signed; 0x7FFF is full scale
 * 0x01      bit 15    write 1: convert once; reads 1 when done
 *           14..12    input: 100 to 111 are AIN0 to AIN3 against ground
 *           11..9     range: 000 ±6.144 V to 101 ±0.256 V
 *           8         1: sleep between conversions
 *           7..5      rate: 100 is 128 per second, which lasts 7.8 ms, 10 percent more at worst
 *           4..0      comparator: 00011 is off
 * </pre>
 *
 * <p>After a reset register 0x01 is 0x8583. It is read back before and after the result: a chip that lost power meanwhile
 * has converted something else or nothing, and another part keeps other bits. Source: TI SBAS444, sections 8.1 (register map) and 7.5.
 */
public final class Ads1115 implements Converter {

    /** Inputs of the chip. */
    static final int INPUTS = 4;

    private static final int CONVERSION = 0x00;
    private static final int CONFIG = 0x01;

    private static final int DONE = 1 << 15;
    private static final int SINGLE_ENDED = 1 << 14;
    private static final int INPUT_SHIFT = 12;
    private static final int RANGE_SHIFT = 9;
    private static final int SINGLE_SHOT = 1 << 8;
    private static final int RATE_128 = 0b100 << 5;
    private static final int NO_COMPARATOR = 0b11;
    private static final int AFTER_RESET = 0x8583;

    private static final int FULL_SCALE = 1 << 15;
    private static final int HIGHEST_CODE = FULL_SCALE - 1;

    private static final Duration CONVERTING = Duration.ofNanos(8_600_000);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final int LOOKS = 10;

    private final I2cChip chip;
    private final DeviceClock clock;
    private final Range range;

    Ads1115(I2cChip chip, DeviceClock clock, Range range) {
        this.chip = chip;
        this.clock = clock;
        this.range = range;
    }

    /** The converter that {@code address} and {@code range} of a configuration describe. */
    public static Ads1115 open(DeviceConfig config, Buses buses, DeviceClock clock) throws DeviceException {
        Range range = Range.of(config);
        int address = (int) config.needInteger("address");
        String name = "%s at 0x%02X on %s".formatted(config.id(), address, config.bus());
        return new Ads1115(new I2cChip(buses.i2c(config.bus(), address), name), clock, range);
    }

    /**
     * Volts at full scale of the {@code range} of a configuration.
     *
     * @throws vn.trangtien.drivers.ConfigException if the chip has no such range
     */
    public static double fullScale(DeviceConfig config) {
        return Range.of(config).volts();
    }

    @Override
    public int inputs() {
        return INPUTS;
    }

    @Override
    public Conversion convert(int input) throws DeviceException, InterruptedException {
        int order = DONE
                | SINGLE_ENDED
                | input << INPUT_SHIFT
                | range.code() << RANGE_SHIFT
                | SINGLE_SHOT
                | RATE_128
                | NO_COMPARATOR;
        chip.write(CONFIG, order >> 8, order);
        clock.sleep(CONVERTING);
        verify(order, awaitDone());
        int code = (short) chip.wordTwice(CONVERSION);
        // Again, since a reset just before the result was read has made it 0.
        verify(order, chip.word(CONFIG));
        Rail rail = code <= 0 ? Rail.LOW : code == HIGHEST_CODE ? Rail.HIGH : Rail.NONE;
        return new Conversion(code * range.volts() / FULL_SCALE, rail);
    }

    /** Nothing to do: the configuration register, read back at each conversion, has proved it. */
    @Override
    public void proveAlive() {
        // See above.
    }

    /** What the configuration register says when the chip is done, or at the last look. */
    private int awaitDone() throws DeviceException, InterruptedException {
        int config = chip.word(CONFIG);
        for (int look = 1; look < LOOKS && (config & DONE) == 0; look++) {
            clock.sleep(BETWEEN_LOOKS);
            config = chip.word(CONFIG);
        }
        return config;
    }

    private void verify(int order, int config) throws DeviceException {
        if (config == order) {
            return;
        }
        int again = chip.word(CONFIG);
        if (again != config) {
            throw chip.failure(
                    DeviceError.CRC,
                    "its configuration must read the same twice, but was 0x%04X and then 0x%04X; check cable length and pull-ups"
                            .formatted(config, again));
        }
        if (config == 0 || config == 0xFFFF) {
            throw chip.failure(
                    DeviceError.BUS_STUCK,
                    "its configuration reads as 0x%04X; is the data line held?".formatted(config));
        }
        if (config == AFTER_RESET) {
            throw chip.failure(DeviceError.BUSY, "it was reset during the conversion; check its supply");
        }
        if (config == (order & ~DONE)) {
            throw chip.failure(DeviceError.BUSY, "the conversion did not end; replace the chip if it never does");
        }
        throw chip.failure(
                DeviceError.WRONG_PART,
                "an ADS1115 keeps the configuration 0x%04X, but 0x%04X came back; is it another part?"
                        .formatted(order, config));
    }
}
