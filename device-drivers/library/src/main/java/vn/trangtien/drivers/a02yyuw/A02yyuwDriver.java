package vn.trangtien.drivers.a02yyuw;

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

/** {@code a02yyuw}: DFRobot A02YYUW (SEN0311) on a UART, 9600 baud. Source: DFRobot wiki, SEN0311. */
public final class A02yyuwDriver implements DriverFactory {

    private static final int BAUD = 9_600;

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "a02yyuw",
                    new Text("DFRobot A02YYUW: mực nước bằng siêu âm", "DFRobot A02YYUW: water level by ultrasound"),
                    "DFRobot wiki, SEN0311",
                    BusKind.UART)
            .parameters(
                    Parameter.integer(
                                    "mountingHeightMm",
                                    new Text(
                                            "mặt cảm biến cao hơn số không của thước nước bao nhiêu mm",
                                            "sensor face above the zero of the staff gauge, in mm"))
                            .in("mm")
                            .within(-10_000, 100_000)
                            .mandatory(),
                    Parameter.integer(
                                    "samples",
                                    new Text(
                                            "số khoảng cách mỗi lần đọc, lấy trung vị",
                                            "distances per read, of which the median counts"))
                            .within(1, 31)
                            .defaultsTo(7L))
            .channels(
                    Channel.gauge("level", new Text("mực nước", "water level"), "m", -10, 100, "±0.01"),
                    Channel.gauge(
                            "distance",
                            new Text("khoảng cách đến mặt nước", "distance to the water"),
                            "mm",
                            A02yyuw.BLIND_ZONE_MM,
                            A02yyuw.RANGE_MM,
                            "±10"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        return new A02yyuw(
                buses.serial(config.bus(), BAUD),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                (int) config.needInteger("mountingHeightMm"),
                (int) config.needInteger("samples"));
    }
}
