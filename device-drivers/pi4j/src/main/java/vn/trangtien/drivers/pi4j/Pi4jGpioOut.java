package vn.trangtien.drivers.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.GpioOut;

/** One output line. It has no state for the shutdown: a lamp stays as it is while the gateway restarts. */
final class Pi4jGpioOut implements GpioOut {

    private final String name;
    private final DigitalOutput output;
    private boolean high;

    Pi4jGpioOut(BusContext context, BusConfig.Gpio bus, int line, boolean initiallyHigh) throws DeviceException {
        this.name = "%s line %d".formatted(bus.name(), line);
        this.output = context.port(
                name,
                DigitalOutput.class,
                (pi4j, provider) -> pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                        .id(name)
                        .provider(provider)
                        .address(line)
                        .initial(state(initiallyHigh))
                        .build()));
        set(initiallyHigh);
    }

    @Override
    public void set(boolean level) throws DeviceException {
        try {
            output.state(state(level));
            high = level;
        } catch (RuntimeException e) {
            throw Failures.of(name + ": setting it " + state(level), e);
        }
    }

    @Override
    public boolean isHigh() {
        return high;
    }

    private static DigitalState state(boolean high) {
        return high ? DigitalState.HIGH : DigitalState.LOW;
    }
}
