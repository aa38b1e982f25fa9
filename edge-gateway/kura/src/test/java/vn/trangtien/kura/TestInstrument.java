package vn.trangtien.kura;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;

/** A lamp with a thermometer that does what a test tells it. */
public final class TestInstrument implements DriverFactory, Device, Commandable {

    private static final Text ANY = new Text("đèn", "lamp");
    public static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T05:00:00Z"), ZoneOffset.UTC);

    public final List<String> told = new ArrayList<>();
    public Optional<DeviceError> error = Optional.empty();
    public Quality quality = Quality.GOOD;
    public double temperature = 21.5;
    public int opened;

    /** A desk with this instrument on it. */
    public DriverDesk desk() {
        return DriverDesk.of(catalog(), "lamp", Map.of("bus", "i2c:1"), bus -> noBuses(), DeviceClock.system(), NOON);
    }

    public DriverCatalog catalog() {
        return new DriverCatalog(List.of(this));
    }

    private static Buses noBuses() {
        return (Buses) Proxy.newProxyInstance(
                Buses.class.getClassLoader(), new Class<?>[] {Buses.class}, (proxy, method, arguments) -> null);
    }

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("lamp", ANY, "none", BusKind.I2C)
                .channels(
                        Channel.gauge("temperature", ANY, "Cel", -40, 85, ""),
                        Channel.gauge("level", ANY, "%", 0, 100, "").commanded())
                .build();
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) {
        opened++;
        return this;
    }

    @Override
    public List<Sample> read() throws DeviceException {
        if (error.isPresent()) {
            throw new DeviceException(error.get(), "i2c 0x76: no acknowledgement");
        }
        return List.of(new Sample("temperature", temperature, "Cel", quality, System.nanoTime()));
    }

    @Override
    public void command(String channel, double value) throws DeviceException {
        if (value > 100) {
            throw new DeviceException(DeviceError.UNSUPPORTED, "level must be 0 to 100, but was " + value);
        }
        told.add(channel + "=" + value);
    }

    @Override
    public void close() {
        told.add("closed");
    }
}
