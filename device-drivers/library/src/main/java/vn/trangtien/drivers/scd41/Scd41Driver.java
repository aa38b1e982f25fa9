package vn.trangtien.drivers.scd41;

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
import vn.trangtien.drivers.sensirion.SensirionChip;

/** {@code scd41}: Sensirion SCD41 on I2C, always at 0x62. Source: Sensirion SCD4x datasheet. */
public final class Scd41Driver implements DriverFactory {

    private static final int ADDRESS = 0x62;

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "scd41",
                    new Text(
                            "Sensirion SCD41: khí CO2, nhiệt độ và độ ẩm không khí",
                            "Sensirion SCD41: carbon dioxide, air temperature and humidity"),
                    "Sensirion SCD4x datasheet",
                    BusKind.I2C)
            .parameters(
                    Parameter.integer(
                                    "altitude",
                                    new Text(
                                            "độ cao nơi lắp đặt so với mực nước biển",
                                            "height of the site above sea level"))
                            .in("m")
                            .within(0, 3_000)
                            .defaultsTo(0L),
                    Parameter.bool(
                                    "selfCalibration",
                                    new Text(
                                            "tự hiệu chuẩn; chỉ bật nơi mỗi tuần có không khí sạch",
                                            "self-calibration; only where fresh air comes every week"))
                            .defaultsTo(false))
            .channels(
                    Channel.gauge(
                            "co2",
                            new Text("nồng độ CO2", "carbon dioxide"),
                            "[ppm]",
                            Scd41.LOWEST_PPM,
                            Scd41.HIGHEST_PPM,
                            "±(40 + 5 %)"),
                    Channel.gauge(
                            "temperature",
                            new Text("nhiệt độ", "temperature"),
                            "Cel",
                            Scd41.COLDEST,
                            Scd41.HOTTEST,
                            "±0.8"),
                    Channel.gauge("humidity", new Text("độ ẩm tương đối", "relative humidity"), "%", 0, 100, "±6"))
            .warmUp(Scd41.INTERVAL.multipliedBy(2))
            .minInterval(Scd41.INTERVAL)
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        String name = "%s at 0x%02X on %s".formatted(config.id(), ADDRESS, config.bus());
        return new Scd41(
                new SensirionChip(buses.i2c(config.bus(), ADDRESS), clock, name),
                clock,
                config.needBool("selfCalibration"),
                (int) config.needInteger("altitude"));
    }
}
