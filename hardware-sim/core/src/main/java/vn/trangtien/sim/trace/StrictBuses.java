package vn.trangtien.sim.trace;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig.ModbusRtu;
import vn.trangtien.drivers.port.BusConfig.Parity;
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
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent.I2c;
import vn.trangtien.drivers.trace.TraceEvent.InputOpened;
import vn.trangtien.drivers.trace.TraceEvent.Listening;
import vn.trangtien.drivers.trace.TraceEvent.OneWireFound;
import vn.trangtien.drivers.trace.TraceEvent.OneWireRead;
import vn.trangtien.drivers.trace.TraceEvent.Opened;
import vn.trangtien.drivers.trace.TraceEvent.Output;
import vn.trangtien.drivers.trace.TraceEvent.Pdu;
import vn.trangtien.drivers.trace.TraceEvent.Pwm;
import vn.trangtien.drivers.trace.TraceEvent.Spi;
import vn.trangtien.sim.time.VirtualClock;

/** Serves a recording in its order and compares every question. */
final class StrictBuses implements ReplayBuses {

    private final Trace trace;
    private final VirtualClock clock;
    private final ModbusOverSerial modbus;
    private final Script script;
    private final long zero;
    private final Map<String, ModbusMaster> masters = new HashMap<>();

    StrictBuses(Trace trace, VirtualClock clock, ModbusOverSerial modbus) {
        this.trace = trace;
        this.clock = clock;
        this.modbus = modbus;
        this.script = new Script(trace, clock);
        this.zero = clock.nanoTime();
    }

    @Override
    public int served() {
        return script.served();
    }

    @Override
    public boolean isExhausted() {
        return script.isExhausted();
    }

    @Override
    public I2cPort i2c(String bus, int address) {
        return new I2cPort() {
            @Override
            public void write(byte... data) throws DeviceException {
                ask(Optional.of(Bytes.of(data)), 0);
            }

            @Override
            public byte[] read(int length) throws DeviceException {
                return ask(Optional.empty(), length);
            }

            @Override
            public byte[] readRegister(int register, int length) throws DeviceException {
                return ask(Optional.of(Bytes.of(register)), length);
            }

            private byte[] ask(Optional<Bytes> written, int wanted) throws DeviceException {
                return script.ask(
                                bus,
                                I2c.class,
                                event -> question(event.address(), event.written(), event.wanted()),
                                question(address, written, wanted))
                        .read()
                        .toArray();
            }
        };
    }

    private static String question(int address, Optional<Bytes> written, int wanted) {
        return "0x%02x%s%s"
                .formatted(
                        address,
                        written.map(bytes -> " w=" + bytes).orElse(""),
                        wanted == 0 ? "" : " and %d to read".formatted(wanted));
    }

    @Override
    public SpiPort spi(String bus) {
        return out -> script.ask(bus, Spi.class, event -> "x=" + event.out(), "x=" + Bytes.of(out))
                .in()
                .toArray();
    }

    @Override
    public SerialLink serial(String bus, int baud) throws DeviceException {
        script.ask(bus, Opened.class, event -> "open baud=" + event.baud(), "open baud=" + baud);
        return new StrictLink(trace, bus, script, clock, zero);
    }

    @Override
    public ModbusMaster modbus(String bus) {
        return masters.computeIfAbsent(bus, this::master);
    }

    private ModbusMaster master(String bus) {
        boolean units = trace.events().stream()
                .anyMatch(event -> event instanceof Pdu && event.subject().equals(bus));
        if (units) {
            return new PduMaster(
                    (unit, request) -> script.ask(
                                    bus,
                                    Pdu.class,
                                    event -> "unit=%d q=%s".formatted(event.unit(), event.request()),
                                    "unit=%d q=%s".formatted(unit, request))
                            .reply(),
                    bus);
        }
        ModbusRtu line = trace.buses().stream()
                .filter(config -> config.name().equals(bus) && config instanceof ModbusRtu)
                .map(ModbusRtu.class::cast)
                .findFirst()
                .orElseGet(() -> new ModbusRtu(
                        bus, "recorded", 9_600, Parity.NONE, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        return modbus.over(new StrictLink(trace, bus, script, clock, zero), line, clock);
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) throws DeviceException {
        boolean high = script.ask(
                        bus,
                        InputOpened.class,
                        event -> "line=%d pull=%s".formatted(event.line(), event.pull()),
                        "line=%d pull=%s".formatted(line, pull))
                .high();
        return ReplayInput.follow(trace, bus, line, high, clock, zero);
    }

    @Override
    public GpioOut output(String bus, int line, boolean initiallyHigh) throws DeviceException {
        set(bus, line, initiallyHigh);
        return new GpioOut() {
            private boolean level = initiallyHigh;

            @Override
            public void set(boolean high) throws DeviceException {
                StrictBuses.this.set(bus, line, high);
                level = high;
            }

            @Override
            public boolean isHigh() {
                return level;
            }
        };
    }

    private void set(String bus, int line, boolean high) throws DeviceException {
        script.ask(
                bus,
                Output.class,
                event -> "line=%d out=%s".formatted(event.line(), event.high()),
                "line=%d out=%s".formatted(line, high));
    }

    @Override
    public PwmOut pwm(String bus, int channel, int hertz) {
        return percent -> script.ask(
                bus,
                Pwm.class,
                event -> "pwm=%d hz=%d duty=%s".formatted(event.channel(), event.hertz(), event.duty()),
                "pwm=%d hz=%d duty=%s".formatted(channel, hertz, percent));
    }

    @Override
    public OneWireBus oneWire(String bus) {
        return new OneWireBus() {
            @Override
            public List<String> devices() throws DeviceException {
                return script.ask(bus, OneWireFound.class, event -> "devices", "devices")
                        .devices();
            }

            @Override
            public byte[] readScratchpad(String device) throws DeviceException {
                return script.ask(bus, OneWireRead.class, OneWireRead::device, device)
                        .scratchpad()
                        .toArray();
            }
        };
    }

    @Override
    public MessageFeed messages(String bus, String topicFilter) throws DeviceException {
        script.ask(bus, Listening.class, Listening::filter, topicFilter);
        return new ReplayFeed(trace, bus, topicFilter, clock, zero, false, () -> {});
    }

    @Override
    public void close() {
        masters.values().forEach(ModbusMaster::close);
    }
}
