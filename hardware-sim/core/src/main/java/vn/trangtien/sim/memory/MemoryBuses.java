package vn.trangtien.sim.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.port.PwmOut;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.sim.bus.Lines;
import vn.trangtien.sim.bus.SharedLine;
import vn.trangtien.sim.time.VirtualClock;

/** The buses of one gateway in virtual time. Used by one thread at a time; only {@link #close} may come from another. */
public final class MemoryBuses implements Buses {

    private final Map<String, BusConfig> configs = new LinkedHashMap<>();
    private final Lines lines;
    private final VirtualClock clock;
    private final ModbusOverSerial modbus;
    private final Predicate<String> unplugged;
    private final LongFunction<Instant> timeOfDay;
    private final Map<String, MemorySerialLink> links = new HashMap<>();
    private final Map<String, ModbusMaster> masters = new HashMap<>();
    private final List<MessageFeed> feeds = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param modbus makes the Modbus RTU masters
     * @param unplugged whether the adapter of this serial bus is missing now
     * @param timeOfDay at a moment of the clock
     */
    public MemoryBuses(
            List<BusConfig> configs,
            Lines lines,
            VirtualClock clock,
            ModbusOverSerial modbus,
            Predicate<String> unplugged,
            LongFunction<Instant> timeOfDay) {
        configs.forEach(config -> this.configs.put(config.name(), config));
        this.lines = lines;
        this.clock = clock;
        this.modbus = modbus;
        this.unplugged = unplugged;
        this.timeOfDay = timeOfDay;
    }

    VirtualClock clock() {
        return clock;
    }

    void checkOpen(String bus) throws DeviceException {
        if (closed) {
            throw new DeviceException(DeviceError.PORT_GONE, "bus %s has been closed".formatted(bus));
        }
    }

    void checkPlugged(String bus) throws DeviceException {
        checkOpen(bus);
        if (unplugged.test(bus)) {
            throw new DeviceException(DeviceError.PORT_GONE, "bus %s: the adapter was unplugged".formatted(bus));
        }
    }

    @Override
    public I2cPort i2c(String bus, int address) {
        return new MemoryI2cPort(this, lines.i2c(), find(bus, BusConfig.I2c.class), address);
    }

    @Override
    public SpiPort spi(String bus) {
        BusConfig.Spi config = find(bus, BusConfig.Spi.class);
        return out -> {
            checkOpen(bus);
            clock.advanceTo(clock.nanoTime() + 8_000_000_000L * out.length / config.speedHz());
            return lines.spi().transfer(config.bus(), config.chipSelect(), out);
        };
    }

    @Override
    public SerialLink serial(String bus, int baud) {
        find(bus, BusConfig.Uart.class);
        MemorySerialLink link = links.computeIfAbsent(bus, name -> link(name, baud));
        if (link.baud() != baud) {
            throw new ConfigException(
                    "bus %s already runs at %d baud, but a second device wants %d; a UART serves one device"
                            .formatted(bus, link.baud(), baud));
        }
        return link;
    }

    @Override
    public ModbusMaster modbus(String bus) {
        if (configs.get(bus) instanceof BusConfig.ModbusTcp tcp) {
            return new MemoryTcpMaster(this, lines.tcp(), tcp);
        }
        BusConfig.ModbusRtu config = find(bus, BusConfig.ModbusRtu.class);
        return masters.computeIfAbsent(bus, name -> modbus.over(link(name, config.baud()), config, clock));
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) {
        find(bus, BusConfig.Gpio.class);
        lines.inputs().pull(line, pull != GpioIn.Pull.DOWN);
        return new MemoryInput(lines.inputs(), line, clock);
    }

    @Override
    public GpioOut output(String bus, int line, boolean initiallyHigh) throws DeviceException {
        find(bus, BusConfig.Gpio.class);
        var output = new MemoryOutput(this, bus, lines.outputs(), line);
        output.set(initiallyHigh);
        return output;
    }

    @Override
    public PwmOut pwm(String bus, int channel, int hertz) throws DeviceException {
        find(bus, BusConfig.Gpio.class);
        PwmOut output = percent -> {
            checkOpen(bus);
            lines.outputs().duty(channel, percent, hertz, clock.nanoTime());
        };
        output.duty(0);
        return output;
    }

    @Override
    public OneWireBus oneWire(String bus) {
        find(bus, BusConfig.OneWire.class);
        return new MemoryOneWireBus(this, lines.oneWire(), bus);
    }

    @Override
    public MessageFeed messages(String bus, String topicFilter) {
        find(bus, BusConfig.Mqtt.class);
        var feed = new MemoryFeed(lines.messages(), bus, topicFilter, timeOfDay);
        feeds.add(feed);
        return feed;
    }

    @Override
    public void close() {
        closed = true;
        feeds.forEach(MessageFeed::close);
    }

    private MemorySerialLink link(String bus, int baud) {
        SharedLine line = lines.serial().get(bus);
        if (line == null) {
            throw new ConfigException("nothing is connected to bus '%s' of this board".formatted(bus));
        }
        return new MemorySerialLink(this, bus, line, baud);
    }

    private <T extends BusConfig> T find(String name, Class<T> kind) {
        BusConfig config = configs.get(name);
        if (config == null) {
            throw new ConfigException(
                    "there is no bus '%s'; the configuration has %s".formatted(name, configs.keySet()));
        }
        if (!kind.isInstance(config)) {
            throw new ConfigException("bus '%s' is of kind %s, which does not fit this driver"
                    .formatted(name, config.kind().code()));
        }
        return kind.cast(config);
    }
}
