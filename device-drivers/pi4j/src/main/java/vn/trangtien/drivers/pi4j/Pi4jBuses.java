package vn.trangtien.drivers.pi4j;

import com.pi4j.io.IOType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.port.PwmOut;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.port.SpiPort;

/**
 * The buses of one gateway. Opening is lazy: a machine without one of the buses still serves the others, and a port that
 * comes back later is found again. Asking twice for a port gives the same one. Thread-safe; the ports are not.
 */
public final class Pi4jBuses implements Buses {

    /**
     * Loggers that report as an error that this machine is no Raspberry Pi, or each provider at start. An application sets
     * them to OFF or WARN in its own logging configuration; a library does not.
     */
    public static final List<String> NOISY_LOGGERS =
            List.of("com.pi4j.boardinfo.util.BoardInfoHelper", "com.pi4j.util.ExecuteCommand", "com.pi4j");

    private static final Logger LOG = LoggerFactory.getLogger(Pi4jBuses.class);

    private static final List<IOType> I2C = List.of(IOType.I2C);
    private static final List<IOType> SPI = List.of(IOType.SPI);
    private static final List<IOType> LINES = List.of(IOType.DIGITAL_INPUT, IOType.DIGITAL_OUTPUT);
    private static final List<IOType> PWM = List.of(IOType.PWM);

    private final Map<String, BusConfig> buses = new LinkedHashMap<>();
    private final BusParts parts;
    private final Map<ContextKey, BusContext> contexts = new HashMap<>();
    private final Map<String, JSerialCommLink> links = new HashMap<>();
    private final Map<String, ModbusMaster> masters = new HashMap<>();
    private final Map<String, SysfsOneWire> oneWires = new HashMap<>();
    private final Map<Integer, String> uses = new HashMap<>();
    private final OpenFeeds feeds = new OpenFeeds();

    /** @throws ConfigException if two buses have the same name, or more than one is of kind gpio */
    public Pi4jBuses(List<BusConfig> buses, BusParts parts) {
        for (BusConfig bus : buses) {
            if (this.buses.put(bus.name(), bus) != null) {
                throw new ConfigException(
                        "buses.%s appears twice; give each bus a name of its own".formatted(bus.name()));
            }
        }
        checkGpio(buses);
        this.parts = parts;
    }

    @Override
    public I2cPort i2c(String bus, int address) {
        if (address < 0x08 || address > 0x77) {
            throw new ConfigException("an I2C address must be 0x08 to 0x77, but was 0x%02X".formatted(address));
        }
        BusConfig.I2c config = find(bus, BusConfig.I2c.class);
        return new Pi4jI2cPort(context(config, I2C), config, address);
    }

    @Override
    public SpiPort spi(String bus) {
        BusConfig.Spi config = find(bus, BusConfig.Spi.class);
        return new Pi4jSpiPort(context(config, SPI), config);
    }

    @Override
    public synchronized SerialLink serial(String bus, int baud) {
        BusConfig.Uart config = find(bus, BusConfig.Uart.class);
        JSerialCommLink link =
                links.computeIfAbsent(bus, name -> new JSerialCommLink(name, config.port(), baud, Parity.NONE));
        if (link.baud() != baud) {
            throw new ConfigException(
                    "bus %s already runs at %d baud, but a second device wants %d; a UART serves one device"
                            .formatted(bus, link.baud(), baud));
        }
        return link;
    }

    @Override
    public synchronized ModbusMaster modbus(String bus) {
        ModbusMaster known = masters.get(bus);
        if (known != null) {
            return known;
        }
        ModbusMaster master;
        if (buses.get(bus) instanceof BusConfig.ModbusTcp tcp) {
            master = parts.modbusOverTcp().over(tcp, parts.clock());
        } else {
            BusConfig.ModbusRtu rtu = find(bus, BusConfig.ModbusRtu.class);
            var link = new JSerialCommLink(bus, rtu.port(), rtu.baud(), rtu.parity());
            links.put(bus, link);
            master = parts.modbusOverSerial().over(link, rtu, parts.clock());
        }
        masters.put(bus, master);
        return master;
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) throws DeviceException {
        BusConfig.Gpio config = find(bus, BusConfig.Gpio.class);
        claim(bus, line, "an input with pull " + pull);
        return new Pi4jGpioIn(context(config, LINES), config, line, pull, parts.clock());
    }

    @Override
    public GpioOut output(String bus, int line, boolean initiallyHigh) throws DeviceException {
        BusConfig.Gpio config = find(bus, BusConfig.Gpio.class);
        claim(bus, line, "an output");
        return new Pi4jGpioOut(context(config, LINES), config, line, initiallyHigh);
    }

    @Override
    public PwmOut pwm(String bus, int channel, int hertz) throws DeviceException {
        BusConfig.Gpio config = find(bus, BusConfig.Gpio.class);
        return new Pi4jPwmOut(context(config, PWM), config, channel, hertz).opened();
    }

    @Override
    public synchronized OneWireBus oneWire(String bus) {
        BusConfig.OneWire config = find(bus, BusConfig.OneWire.class);
        return oneWires.computeIfAbsent(bus, name -> new SysfsOneWire(config));
    }

    @Override
    public MessageFeed messages(String bus, String topicFilter) {
        BusConfig.Mqtt config = find(bus, BusConfig.Mqtt.class);
        return feeds.add(parts.messageFeeds().listen(config, topicFilter, parts.clock()));
    }

    @Override
    public synchronized void close() {
        feeds.close();
        masters.values().forEach(ModbusMaster::close);
        links.values().forEach(JSerialCommLink::close);
        oneWires.values().forEach(SysfsOneWire::close);
        contexts.forEach((key, context) -> {
            try {
                context.close();
            } catch (RuntimeException e) {
                LOG.warn("bus={} event=close-failed cause={}", key.bus(), Failures.innermostMessage(e), e);
            }
        });
        links.clear();
        masters.clear();
        oneWires.clear();
        contexts.clear();
        uses.clear();
    }

    private synchronized BusContext context(BusConfig config, List<IOType> types) {
        return contexts.computeIfAbsent(
                new ContextKey(config.name(), types), key -> new BusContext(key.bus(), key.types(), parts.providers()));
    }

    private synchronized void claim(String bus, int line, String use) {
        String known = uses.putIfAbsent(line, use);
        if (known != null && !known.equals(use)) {
            throw new ConfigException(
                    "bus %s line %d is already %s, but a second device wants it as %s; give each device a line of its own"
                            .formatted(bus, line, known, use));
        }
    }

    private <T extends BusConfig> T find(String name, Class<T> kind) {
        BusConfig config = buses.get(name);
        if (config == null) {
            throw new ConfigException("there is no bus '%s'; the configuration has %s".formatted(name, buses.keySet()));
        }
        if (!kind.isInstance(config)) {
            throw new ConfigException("bus '%s' is of kind %s, which does not fit this driver; the configuration has %s"
                    .formatted(name, config.kind().code(), buses.keySet()));
        }
        return kind.cast(config);
    }

    private static void checkGpio(List<BusConfig> buses) {
        List<BusConfig.Gpio> gpios = buses.stream()
                .filter(BusConfig.Gpio.class::isInstance)
                .map(BusConfig.Gpio.class::cast)
                .toList();
        if (gpios.size() > 1) {
            throw new ConfigException(
                    "only one bus of kind gpio is possible, but there are %d; the lines of the header share one chip"
                            .formatted(gpios.size()));
        }
        for (BusConfig.Gpio gpio : gpios) {
            if (!gpio.chip().equals("auto")) {
                throw new ConfigException("buses.%s.chip must be auto, the chip of the 40-pin header, but was '%s'"
                        .formatted(gpio.name(), gpio.chip()));
            }
        }
    }

    private record ContextKey(String bus, List<IOType> types) {}
}
