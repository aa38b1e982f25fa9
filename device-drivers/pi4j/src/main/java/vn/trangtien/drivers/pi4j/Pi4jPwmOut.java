package vn.trangtien.drivers.pi4j;

import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import java.util.Map;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.PwmOut;

/**
 * One channel of the kernel's pulse-width chip.
 *
 * <p>The provider pulls the line low for some microseconds at every change, so an unchanged duty is not written again. The
 * type of a duty is {@code Number} in Pi4J 2 and {@code Integer} from 3 on; {@link #duty} is the only call that notices.
 */
final class Pi4jPwmOut implements PwmOut {

    /** Config property that names the chip; the provider's guess is wrong on boards with an RP1 that are no Pi 5. */
    static final String CHIP = "linux.pwm.chip";

    private final BusContext context;
    private final BusConfig.Gpio bus;
    private final int channel;
    private final int hertz;
    private final String name;
    private double last = Double.NaN;

    Pi4jPwmOut(BusContext context, BusConfig.Gpio bus, int channel, int hertz) {
        this.context = context;
        this.bus = bus;
        this.channel = channel;
        this.hertz = hertz;
        this.name = "%s pwm chip %d channel %d".formatted(bus.name(), bus.pwmChip(), channel);
    }

    /** Exports the channel and makes it silent. */
    Pi4jPwmOut opened() throws DeviceException {
        duty(0);
        return this;
    }

    @Override
    public void duty(double percent) throws DeviceException {
        if (!(percent >= 0 && percent <= 100)) {
            throw new ConfigException("%s: a duty must be 0 to 100 percent, but was %s".formatted(name, percent));
        }
        Pwm pwm = context.port(
                name,
                Pwm.class,
                (pi4j, provider) -> pi4j.create(Pwm.newConfigBuilder(pi4j)
                        .id(name)
                        .provider(provider)
                        .address(channel)
                        .pwmType(PwmType.HARDWARE)
                        .frequency(hertz)
                        .load(Map.of(CHIP, Integer.toString(bus.pwmChip())))
                        .build()));
        if (percent == last) {
            return;
        }
        try {
            Number duty = percent;
            pwm.on(duty, hertz);
            last = percent;
        } catch (RuntimeException e) {
            last = Double.NaN;
            throw Failures.of(name + ": duty of %s percent".formatted(percent), e);
        }
    }
}
