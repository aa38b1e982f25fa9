package vn.trangtien.drivers.gps;

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

/** {@code gps-nmea}: any satellite receiver that speaks NMEA 0183 on a UART. Source: u-blox 6 receiver description. */
public final class GpsNmeaDriver implements DriverFactory {

    static final Channel LATITUDE =
            Channel.gauge("latitude", new Text("vĩ độ", "latitude"), "deg", -90, 90, "±0.00003");
    static final Channel LONGITUDE =
            Channel.gauge("longitude", new Text("kinh độ", "longitude"), "deg", -180, 180, "±0.00003");
    static final Channel ALTITUDE = Channel.gauge(
            "altitude", new Text("độ cao so với mực nước biển", "height above sea level"), "m", -500, 50_000, "±5");
    static final Channel SATELLITES =
            Channel.gauge("satellites", new Text("số vệ tinh đang dùng", "satellites used"), "{count}", 0, 99, "±0");
    static final Channel SPEED =
            Channel.gauge("speed", new Text("tốc độ mặt đất", "speed over ground"), "m/s", 0, 500, "±0.1");
    static final Channel HDOP = Channel.gauge(
            "hdop", new Text("độ suy giảm chính xác ngang", "horizontal dilution of precision"), "1", 0, 100, "");
    static final Channel TIME = Channel.gauge(
            "time", new Text("giây từ 1970-01-01, UTC", "seconds since 1970-01-01, UTC"), "s", 0, 4e9, "±1");

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "gps-nmea",
                    new Text("Máy thu định vị vệ tinh NMEA 0183", "Satellite receiver, NMEA 0183"),
                    "u-blox 6 receiver description including protocol specification; NMEA 0183 v2.3",
                    BusKind.UART)
            .parameters(
                    Parameter.integer("baud", new Text("tốc độ cổng nối tiếp", "rate of the serial line"))
                            .in("Bd")
                            .within(4_800, 115_200)
                            .defaultsTo(9_600L),
                    Parameter.number(
                                    "maxSpeed",
                                    new Text(
                                            "di chuyển nhanh hơn mức này là không chắc chắn",
                                            "moving faster than this is uncertain"))
                            .in("m/s")
                            .within(1, 500)
                            .defaultsTo(60.0))
            .channels(LATITUDE, LONGITUDE, ALTITUDE, SATELLITES, SPEED, HDOP, TIME)
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        int baud = (int) config.needInteger("baud");
        return new GpsNmea(
                buses.serial(config.bus(), baud),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                baud,
                config.needNumber("maxSpeed"));
    }
}
