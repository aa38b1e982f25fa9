package vn.trangtien.drivers.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalStateChangeListener;
import com.pi4j.io.gpio.digital.PullResistance;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.GpioIn;

/** One input line. Opened at once, since edges before the first read count too. */
final class Pi4jGpioIn implements GpioIn {

    private final DigitalInput input;
    private final DeviceClock clock;
    private final String name;

    Pi4jGpioIn(BusContext context, BusConfig.Gpio bus, int line, Pull pull, DeviceClock clock) throws DeviceException {
        this.clock = clock;
        this.name = "%s line %d".formatted(bus.name(), line);
        this.input = context.port(
                name,
                DigitalInput.class,
                (pi4j, provider) -> pi4j.create(DigitalInput.newConfigBuilder(pi4j)
                        .id(name)
                        .provider(provider)
                        .address(line)
                        .pull(resistance(pull))
                        .debounce(0L)
                        .build()));
    }

    @Override
    public boolean isHigh() throws DeviceException {
        try {
            return input.isHigh();
        } catch (RuntimeException e) {
            throw new DeviceException(
                    DeviceError.PORT_GONE, "%s: cannot be read: %s".formatted(name, Failures.innermostMessage(e)), e);
        }
    }

    @Override
    public Subscription onEdge(EdgeListener listener) {
        DigitalStateChangeListener forward =
                event -> listener.edge(event.state().isHigh(), clock.nanoTime());
        input.addListener(forward);
        return () -> input.removeListener(forward);
    }

    private static PullResistance resistance(Pull pull) {
        return switch (pull) {
            case UP -> PullResistance.PULL_UP;
            case DOWN -> PullResistance.PULL_DOWN;
            case NONE -> PullResistance.OFF;
        };
    }
}
