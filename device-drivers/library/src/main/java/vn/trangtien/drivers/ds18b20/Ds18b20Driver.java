package vn.trangtien.drivers.ds18b20;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.Buses;

/** {@code ds18b20}: Maxim DS18B20 on a 1-Wire bus. Source: Maxim DS18B20 datasheet 19-7487. */
public final class Ds18b20Driver implements DriverFactory {

    private static final Pattern ID = Pattern.compile(Ds18b20.FAMILY + "[0-9a-f]{12}");

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "ds18b20",
                    new Text("Maxim DS18B20: nhiệt độ", "Maxim DS18B20: temperature"),
                    "Maxim DS18B20 datasheet 19-7487",
                    BusKind.ONE_WIRE)
            .parameters(Parameter.text(
                    "device",
                    new Text(
                            "mã cảm biến, ví dụ 28-0316a2791bff; bỏ trống nếu chỉ có một",
                            "id of the sensor, for example 28-0316a2791bff; leave out if it is the only one")))
            .channels(Channel.gauge("temperature", new Text("nhiệt độ", "temperature"), "Cel", -55, 125, "±0.5"))
            .minInterval(Duration.ofSeconds(2))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) throws DeviceException {
        Optional<String> device = config.text("device");
        if (device.filter(id -> !ID.matcher(id).matches()).isPresent()) {
            throw new ConfigException(
                    "devices.%s.params.device must be 28- and 12 hexadecimal digits such as 28-0316a2791bff, but was '%s'"
                            .formatted(config.id(), device.get()));
        }
        return new Ds18b20(buses.oneWire(config.bus()), clock, "%s on %s".formatted(config.id(), config.bus()), device);
    }
}
