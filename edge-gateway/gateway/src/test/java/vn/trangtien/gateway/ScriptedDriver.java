package vn.trangtien.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
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
import vn.trangtien.gateway.hardware.Hardware;
import vn.trangtien.gateway.hardware.HardwareFactory;

/** A driver with one channel, {@code level} in metres unless it counts, whose instrument is a lambda. */
public final class ScriptedDriver implements DriverFactory {

    /** Buses for drivers that need none. */
    public static final Buses NO_BUSES = new NoBuses();

    /** A machine with nothing but these. */
    public static final HardwareFactory NO_HARDWARE = config -> Hardware.lent(NO_BUSES, List.of());

    private static final Channel LEVEL = Channel.gauge("level", new Text("mực nước", "level"), "m", 0, 10, "");
    private static final Channel TOTAL = Channel.counter("total", new Text("tổng", "total"), "mm", 1e9, "");

    private final String type;
    private final Channel channel;
    private final Instrument instrument;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private int openFailures;

    private ScriptedDriver(String type, Channel channel, Instrument instrument) {
        this.type = type;
        this.channel = channel;
        this.instrument = instrument;
    }

    /** What stands in for the instrument. */
    @FunctionalInterface
    public interface Instrument {
        double read() throws DeviceException, InterruptedException;
    }

    public static ScriptedDriver giving(Instrument instrument) {
        return new ScriptedDriver("scripted", LEVEL, instrument);
    }

    /** With a type of its own, for catalogues of several. */
    public static ScriptedDriver named(String type, Instrument instrument) {
        return new ScriptedDriver(type, LEVEL, instrument);
    }

    /** A counter, {@code total} in millimetres. */
    public static ScriptedDriver counting(String type, Instrument instrument) {
        return new ScriptedDriver(type, TOTAL, instrument);
    }

    public static ScriptedDriver failingAfter(DeviceClock clock, Duration timeout) {
        return new ScriptedDriver("scripted", LEVEL, () -> {
            clock.sleep(timeout);
            throw new DeviceException(DeviceError.TIMEOUT, "no reply");
        });
    }

    public ScriptedDriver openingAfterFailures(int failures) {
        openFailures = failures;
        return this;
    }

    public int opened() {
        return opened.get();
    }

    public int closed() {
        return closed.get();
    }

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of(type, new Text("hàm thử", "a lambda"), "none", DriverDescriptor.BusKind.UART)
                .channels(channel)
                .minInterval(Duration.ofMillis(10))
                .build();
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) throws DeviceException {
        if (openFailures-- > 0) {
            throw new DeviceException(DeviceError.PORT_GONE, "no such port");
        }
        opened.incrementAndGet();
        return new Device() {
            @Override
            public List<Sample> read() throws DeviceException, InterruptedException {
                return List.of(
                        new Sample(channel.name(), instrument.read(), channel.unit(), Quality.GOOD, clock.nanoTime()));
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private static final class NoBuses implements Buses {

        @Override
        public I2cPort i2c(String bus, int address) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public SpiPort spi(String bus) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public SerialLink serial(String bus, int baud) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public ModbusMaster modbus(String bus) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public GpioIn input(String bus, int line, GpioIn.Pull pull) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public GpioOut output(String bus, int line, boolean initiallyHigh) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public PwmOut pwm(String bus, int channel, int hertz) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public OneWireBus oneWire(String bus) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public MessageFeed messages(String bus, String topicFilter) {
            throw new UnsupportedOperationException(bus);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
