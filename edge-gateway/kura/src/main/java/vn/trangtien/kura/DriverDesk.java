package vn.trangtien.kura;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.Buses;

/**
 * One instrument behind a component: opened when it is first needed, read as a whole, opened again after its port has gone. One
 * thread at a time gets at it, whoever calls; errors come back as words, channel by channel.
 */
public final class DriverDesk implements AutoCloseable {

    private final DriverFactory factory;
    private final ComponentSettings settings;
    private final Function<BusConfig, Buses> hardware;
    private final DeviceClock deviceClock;
    private final Clock clock;
    private @Nullable Buses buses;
    private @Nullable Device device;

    private DriverDesk(
            DriverFactory factory,
            ComponentSettings settings,
            Function<BusConfig, Buses> hardware,
            DeviceClock deviceClock,
            Clock clock) {
        this.factory = factory;
        this.settings = settings;
        this.hardware = hardware;
        this.deviceClock = deviceClock;
        this.clock = clock;
    }

    /**
     * Checks the settings; touches no hardware.
     *
     * @param type of the driver
     * @param hardware opens the ports of this machine, or a simulator's
     * @throws ConfigException with all that is wrong, a line each
     */
    public static DriverDesk of(
            DriverCatalog catalog,
            String type,
            Map<String, Object> properties,
            Function<BusConfig, Buses> hardware,
            DeviceClock deviceClock,
            Clock clock) {
        DriverFactory factory =
                catalog.find(type).orElseThrow(() -> new ConfigException("there is no driver '%s'".formatted(type)));
        ComponentSettings settings = ComponentSettings.of(factory.descriptor(), properties);
        List<String> problems = catalog.problems(settings.device());
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
        return new DriverDesk(factory, settings, hardware, deviceClock, clock);
    }

    /** What the instrument gives with these settings. */
    public List<Channel> channels() {
        return factory.channels(settings.device());
    }

    /** @throws DeviceException if a port does not exist; the instrument itself may still be silent */
    public synchronized void connect() throws DeviceException {
        if (device == null) {
            Buses opened = hardware.apply(settings.bus());
            buses = opened;
            try {
                device = factory.open(settings.device(), opened, deviceClock);
            } catch (DeviceException | RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    /** Reads the instrument once for all channels asked for; each of them is in the answer. */
    public synchronized Map<String, Outcome> read(Set<String> channels) {
        Map<String, Outcome> outcomes = new HashMap<>();
        try {
            for (Sample sample : open().read()) {
                outcomes.put(sample.channel(), outcome(sample));
            }
        } catch (DeviceException e) {
            failed(e);
            channels.forEach(channel -> outcomes.put(channel, Outcome.failed(words(e), clock.millis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channels.forEach(channel -> outcomes.put(channel, Outcome.failed("interrupted", clock.millis())));
        }
        for (String channel : channels) {
            outcomes.computeIfAbsent(channel, this::absent);
        }
        outcomes.keySet().retainAll(channels);
        return outcomes;
    }

    /** Tells the instrument something. */
    public synchronized Outcome write(String channel, double value) {
        Optional<Channel> known =
                channels().stream().filter(one -> one.name().equals(channel)).findFirst();
        if (known.isEmpty()) {
            return absent(channel);
        }
        if (!known.get().writable()) {
            return Outcome.failed("channel '%s' cannot be written".formatted(channel), clock.millis());
        }
        try {
            if (!(open() instanceof Commandable commandable)) {
                return Outcome.failed(
                        "driver %s takes no commands"
                                .formatted(settings.device().driver()),
                        clock.millis());
            }
            commandable.command(channel, value);
            return Outcome.of(value, clock.millis());
        } catch (DeviceException e) {
            failed(e);
            return Outcome.failed(words(e), clock.millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed("interrupted", clock.millis());
        }
    }

    private Device open() throws DeviceException {
        connect();
        Device opened = device;
        if (opened == null) {
            throw new IllegalStateException("a connected desk has a device");
        }
        return opened;
    }

    private Outcome outcome(Sample sample) {
        long ago = (deviceClock.nanoTime() - sample.at()) / 1_000_000;
        long at = clock.millis() - Math.max(0, ago);
        if (sample.hasValue() && sample.quality().isUsable()) {
            return Outcome.of(sample.value(), at);
        }
        String value = sample.hasValue() ? " (%s %s)".formatted(sample.value(), sample.unit()) : "";
        return Outcome.failed("quality " + sample.quality() + value, at);
    }

    private Outcome absent(String channel) {
        List<String> names = new ArrayList<>();
        channels().forEach(known -> names.add(known.name()));
        return Outcome.failed(
                names.contains(channel)
                        ? "the instrument gave no value for '%s' this time".formatted(channel)
                        : "channel must be one of %s, but was '%s'".formatted(names, channel),
                clock.millis());
    }

    /** After that the next call opens everything anew, as for a USB adapter that was pulled out. */
    private void failed(DeviceException e) {
        switch (e.error()) {
            case PORT_GONE, BUS_STUCK -> close();
            default -> {}
        }
    }

    private static String words(DeviceException e) {
        return e.error() + ": " + e.getMessage();
    }

    @Override
    public synchronized void close() {
        Device oldDevice = device;
        device = null;
        if (oldDevice != null) {
            oldDevice.close();
        }
        Buses oldBuses = buses;
        buses = null;
        if (oldBuses != null) {
            oldBuses.close();
        }
    }
}
