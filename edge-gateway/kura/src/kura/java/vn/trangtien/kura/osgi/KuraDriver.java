package vn.trangtien.kura.osgi;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.kura.channel.ChannelFlag;
import org.eclipse.kura.channel.ChannelRecord;
import org.eclipse.kura.channel.ChannelStatus;
import org.eclipse.kura.channel.listener.ChannelEvent;
import org.eclipse.kura.channel.listener.ChannelListener;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.eclipse.kura.driver.ChannelDescriptor;
import org.eclipse.kura.driver.Driver;
import org.eclipse.kura.driver.PreparedRead;
import org.eclipse.kura.type.DataType;
import org.eclipse.kura.type.TypedValue;
import org.eclipse.kura.type.TypedValues;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.modbus.TcpMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.drivers.pi4j.RaspberryPiProviders;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.kura.DriverDesk;
import vn.trangtien.kura.Outcome;
import vn.trangtien.kura.Watches;

/**
 * One of our drivers as a driver of Kura. Which one, says the property {@code trangtien.driver} of the component description. A
 * component with wrong settings stays there and says on every call what is wrong, since Kura shows a failed activation in the log
 * only. Thread-safe.
 */
public final class KuraDriver implements Driver, ConfigurableComponent {

    /** Property of a component description: type of the driver. */
    public static final String DRIVER = "trangtien.driver";

    private static final Logger LOG = LoggerFactory.getLogger(KuraDriver.class);

    private final Function<BusConfig, Buses> hardware;
    private @Nullable DriverDesk desk;
    private @Nullable Watches watches;
    private Duration interval = Duration.ofSeconds(1);
    private String problem = "the component is not active";

    /** For the component runtime: the ports of this machine. */
    public KuraDriver() {
        this(bus -> new Pi4jBuses(
                List.of(bus),
                BusParts.of(new RaspberryPiProviders(), DeviceClock.system())
                        .withModbus(RtuMaster::new, TcpMaster::new)));
    }

    KuraDriver(Function<BusConfig, Buses> hardware) {
        this.hardware = hardware;
    }

    /** Called by the component runtime. */
    public synchronized void activate(Map<String, Object> properties) {
        updated(properties);
    }

    /** Called by the component runtime when the settings have changed. */
    public synchronized void updated(Map<String, Object> properties) {
        deactivate();
        String type = String.valueOf(properties.get(DRIVER));
        try {
            DriverCatalog catalog = DriverCatalog.installed();
            desk = DriverDesk.of(catalog, type, properties, hardware, DeviceClock.system(), Clock.systemUTC());
            interval = catalog.find(type)
                    .map(factory -> factory.descriptor().minInterval())
                    .orElse(interval);
        } catch (ConfigException e) {
            problem = String.valueOf(e.getMessage());
            LOG.error("driver={} event=settings-refused problem={}", type, problem);
        }
    }

    /** Called by the component runtime. */
    public synchronized void deactivate() {
        if (watches != null) {
            watches.close();
            watches = null;
        }
        if (desk != null) {
            desk.close();
            desk = null;
        }
    }

    @Override
    public void connect() throws ConnectionException {
        try {
            desk().connect();
        } catch (DeviceException e) {
            throw new ConnectionException(e.error() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void disconnect() throws ConnectionException {
        desk().close();
    }

    @Override
    public synchronized ChannelDescriptor getChannelDescriptor() {
        DriverDesk now = desk;
        List<ChannelAttribute> attributes =
                List.of(ChannelAttribute.of(now == null ? List.of() : now.channels()));
        return () -> attributes;
    }

    @Override
    public void read(List<ChannelRecord> records) throws ConnectionException {
        Set<String> channels = new LinkedHashSet<>();
        records.forEach(record -> channel(record.getChannelConfig()).ifPresent(channels::add));
        Map<String, Outcome> outcomes = channels.isEmpty() ? Map.of() : desk().read(channels);
        for (ChannelRecord record : records) {
            Optional<String> channel = channel(record.getChannelConfig());
            fill(record, channel.map(outcomes::get));
        }
    }

    @Override
    public void write(List<ChannelRecord> records) throws ConnectionException {
        DriverDesk now = desk();
        for (ChannelRecord record : records) {
            Optional<Double> number = number(record.getValue());
            Optional<String> channel = channel(record.getChannelConfig());
            if (number.isEmpty() || channel.isEmpty()) {
                fail(record, "a write needs a channel and a number, true or false", System.currentTimeMillis());
                continue;
            }
            Outcome outcome = now.write(channel.get(), number.get());
            record.setTimestamp(outcome.atMs());
            outcome.failure()
                    .ifPresentOrElse(
                            why -> fail(record, why, outcome.atMs()),
                            () -> record.setChannelStatus(new ChannelStatus(ChannelFlag.SUCCESS)));
        }
    }

    @Override
    public synchronized void registerChannelListener(Map<String, Object> config, ChannelListener listener)
            throws ConnectionException {
        Map<String, Object> own = new HashMap<>(config);
        String name = String.valueOf(own.get("+name"));
        DataType type = DataType.getDataType(String.valueOf(own.get("+value.type")));
        String channel = channel(own)
                .orElseThrow(() -> new ConnectionException("a channel to be listened to needs " + ChannelAttribute.ID));
        if (watches == null) {
            watches = new Watches(desk(), interval);
        }
        watches.add(listener, channel, outcome -> {
            ChannelRecord record = ChannelRecord.createReadRecord(name, type);
            fill(record, Optional.of(outcome));
            listener.onChannelEvent(new ChannelEvent(record));
        });
    }

    @Override
    public synchronized void unregisterChannelListener(ChannelListener listener) {
        if (watches != null) {
            watches.remove(listener);
        }
    }

    @Override
    public PreparedRead prepareRead(List<ChannelRecord> records) {
        Objects.requireNonNull(records);
        return new PreparedRead() {
            @Override
            public List<ChannelRecord> execute() throws ConnectionException {
                read(records);
                return records;
            }

            @Override
            public List<ChannelRecord> getChannelRecords() {
                return records;
            }

            @Override
            public void close() {
                // Nothing was prepared: one read serves all channels of an instrument anyway.
            }
        };
    }

    private synchronized DriverDesk desk() throws ConnectionException {
        if (desk == null) {
            throw new ConnectionException(problem);
        }
        return desk;
    }

    private static void fill(ChannelRecord record, Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            fail(record, "the channel needs the property " + ChannelAttribute.ID, System.currentTimeMillis());
            return;
        }
        Outcome one = outcome.get();
        if (one.failure().isPresent()) {
            fail(record, one.failure().get(), one.atMs());
            return;
        }
        try {
            record.setValue(TypedValues.newTypedValue(one.as(record.getValueType().name())));
            record.setChannelStatus(new ChannelStatus(ChannelFlag.SUCCESS));
            record.setTimestamp(one.atMs());
        } catch (IllegalArgumentException | ArithmeticException e) {
            fail(record, String.valueOf(e.getMessage()), one.atMs());
        }
    }

    private static void fail(ChannelRecord record, String why, long atMs) {
        record.setChannelStatus(new ChannelStatus(ChannelFlag.FAILURE, why, null));
        record.setTimestamp(atMs);
    }

    private static Optional<String> channel(@Nullable Map<String, Object> config) {
        return Optional.ofNullable(config)
                .map(properties -> properties.get(ChannelAttribute.ID))
                .map(Object::toString)
                .filter(name -> !name.isEmpty());
    }

    private static Optional<Double> number(@Nullable TypedValue<?> value) {
        Object given = value == null ? null : value.getValue();
        if (given instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        return given instanceof Boolean truth ? Optional.of(truth ? 1.0 : 0.0) : Optional.empty();
    }
}
