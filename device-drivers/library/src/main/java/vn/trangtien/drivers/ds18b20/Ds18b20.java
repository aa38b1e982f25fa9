package vn.trangtien.drivers.ds18b20;

import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.OneWireBus;

/**
 * DS18B20. A conversion lasts 750 ms at 12 bits; a damaged answer is asked for again, so a read lasts three conversions at
 * most, or until the kernel gives up one of them.
 *
 * <p>A part that has lost its supply holds 85 °C, with a good checksum, until it has converted. So exactly 85 °C is asked for
 * again: another value then was measured and counts. Exactly 85 °C once more is believed only within
 * {@value #NEAR_SIXTEENTHS} sixteenths of the value before it, since what is truly that hot got there by degrees; otherwise
 * the part does not convert, for want of current, and that is a SENSOR_FAULT without a value.
 */
final class Ds18b20 implements Device {

    /** Family code of the part, with which its ids begin. */
    static final String FAMILY = "28-";

    /** 5 °C. */
    private static final int NEAR_SIXTEENTHS = 80;

    private static final double COLDEST = -55;
    private static final double HOTTEST = 125;
    private static final int MOST_CONVERSIONS = 3;

    private final OneWireBus bus;
    private final DeviceClock clock;
    private final String name;
    private final Optional<String> configured;
    private Optional<Scratchpad> last = Optional.empty();
    private Optional<String> warning = Optional.empty();

    /** @param configured id of the part; empty if it is the only one on the bus */
    Ds18b20(OneWireBus bus, DeviceClock clock, String name, Optional<String> configured) {
        this.bus = bus;
        this.clock = clock;
        this.name = name;
        this.configured = configured;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        warning = Optional.empty();
        try {
            Optional<String> id = configured.isPresent() ? configured : onlyOne();
            return List.of(id.isEmpty() ? missing(Quality.CONFIG_ERROR) : measure(id.get()));
        } catch (DeviceException e) {
            last = Optional.empty();
            throw e;
        }
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() {
        last = Optional.empty();
    }

    /** The part of this family on the bus; empty, with a warning, if there are several. */
    private Optional<String> onlyOne() throws DeviceException {
        List<String> all = bus.devices();
        List<String> family = all.stream().filter(id -> id.startsWith(FAMILY)).toList();
        if (family.isEmpty()) {
            throw new DeviceException(
                    DeviceError.NOT_PRESENT,
                    "%s: a DS18B20 was expected, but the bus shows %s; check its three wires and the pull-up of 4.7 kΩ"
                            .formatted(name, all.isEmpty() ? "nothing" : all));
        }
        if (family.size() > 1) {
            warning = Optional.of(
                    "%s: several sensors %s are on the bus; say which one with 'device'".formatted(name, family));
            return Optional.empty();
        }
        return Optional.of(family.get(0));
    }

    private Sample measure(String id) throws DeviceException, InterruptedException {
        boolean suspected = false;
        for (int conversion = 1; ; conversion++) {
            Scratchpad scratchpad;
            try {
                scratchpad = Scratchpad.of(bus.readScratchpad(id), "%s, sensor %s".formatted(name, id));
            } catch (DeviceException e) {
                if (e.error() != DeviceError.CRC || conversion == MOST_CONVERSIONS) {
                    throw e;
                }
                continue;
            }
            if (!scratchpad.isPowerOnValue() || (suspected && isNearLast(scratchpad))) {
                return sample(scratchpad);
            }
            if (suspected || conversion == MOST_CONVERSIONS) {
                warning = Optional.of(
                        "%s: sensor %s shows the 85 °C it has after power-on; is its supply too weak for a conversion?"
                                .formatted(name, id));
                return missing(Quality.SENSOR_FAULT);
            }
            suspected = true;
        }
    }

    private boolean isNearLast(Scratchpad now) {
        return last.filter(before -> Math.abs(before.sixteenths() - now.sixteenths()) <= NEAR_SIXTEENTHS)
                .isPresent();
    }

    private Sample sample(Scratchpad scratchpad) {
        last = Optional.of(scratchpad);
        double celsius = scratchpad.celsius();
        Quality quality = celsius < COLDEST || celsius > HOTTEST ? Quality.OUT_OF_RANGE : Quality.GOOD;
        return new Sample("temperature", celsius, "Cel", quality, clock.nanoTime());
    }

    private Sample missing(Quality quality) {
        return Sample.missing("temperature", "Cel", quality, clock.nanoTime());
    }
}
