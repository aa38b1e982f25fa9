package vn.trangtien.drivers.pi4j;

import com.pi4j.io.IOType;
import com.pi4j.provider.Provider;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.ModbusOverSerial;
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

    private final Map<String, BusConfig> buses = new LinkedHashMap<>();
    private final Function<IOType, Provider<?, ?, ?>> providers;
    private final ModbusOverSerial modbus;
    private final DeviceClock clock;
    private final Map<String, BusContext> contexts = new HashMap<>();
    private final Map<String, JSerialCommLink> links = new HashMap<>();
    private final Map<String, ModbusMaster> masters = new HashMap<>();

    /**
     * @param providers gives a new Pi4J provider at each call: {@link RaspberryPiProviders} or those of a simulated board
     * @param modbus makes the Modbus RTU masters
     * @param clock stamps the edges of inputs
     * @throws ConfigException if two buses have the same name or port, or more than one is of kind gpio
     */
    public Pi4jBuses(
            List<BusConfig> buses,
            Function<IOType, Provider<?, ?, ?>> providers,
            ModbusOverSerial modbus,
            DeviceClock clock) {
        for (BusConfig bus : buses) {
            if (this.buses.put(bus.name(), bus) != null) {
                throw new ConfigException(
                        "buses.%s appears twice; give each bus a name of its own".formatted(bus.name()));
            }
        }
        checkGpio(buses);
        this.providers = providers;
        this.modbus = modbus;
        this.clock = clock;
    }

    @Override
    public I2cPort i2c(String bus, int address) {
        if (address < 0x08 || address > 0x77) {
            throw new ConfigException("an I2C address must be 0x08 to 0x77, but was 0x%02X".formatted(address));
        }
        BusConfig.I2c config = find(bus, BusConfig.I2c.class);
        return new Pi4jI2cPort(context(config, IOType.I2C), config, address);
    }

    @Override
    public SpiPort spi(String bus) {
        BusConfig.Spi config = find(bus, BusConfig.Spi.class);
        return new Pi4jSpiPort(context(config, IOType.SPI), config);
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
        BusConfig.ModbusRtu config = find(bus, BusConfig.ModbusRtu.class);
        return masters.computeIfAbsent(bus, name -> {
            var link = new JSerialCommLink(name, config.port(), config.baud(), config.parity());
            links.put(name, link);
            return modbus.over(link, config, clock);
        });
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) throws DeviceException {
        BusConfig.Gpio config = find(bus, BusConfig.Gpio.class);
        return new Pi4jGpioIn(context(config, IOType.DIGITAL_INPUT), config, line, pull, clock);
    }

    @Override
    public synchronized void close() {
        links.values().forEach(JSerialCommLink::close);
        contexts.forEach((bus, context) -> {
            try {
                context.close();
            } catch (RuntimeException e) {
                LOG.warn("bus={} event=close-failed cause={}", bus, Failures.innermostMessage(e), e);
            }
        });
        links.clear();
        masters.clear();
        contexts.clear();
    }

    private synchronized BusContext context(BusConfig config, IOType type) {
        return contexts.computeIfAbsent(config.name(), name -> new BusContext(name, type, providers));
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
}
