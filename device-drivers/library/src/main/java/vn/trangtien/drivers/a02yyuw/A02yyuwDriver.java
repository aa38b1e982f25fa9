package vn.trangtien.drivers.a02yyuw;

import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.port.Buses;

/** {@code a02yyuw}: DFRobot A02YYUW (SEN0311) on a UART, 9600 baud. Source: DFRobot wiki, SEN0311. */
public final class A02yyuwDriver implements DriverFactory {

    private static final int BAUD = 9_600;

    private static final DriverDescriptor DESCRIPTOR = new DriverDescriptor(
            "a02yyuw",
            "DFRobot A02YYUW: water level by ultrasound",
            BusKind.UART,
            List.of(
                    Parameter.integer("mountingHeightMm", "sensor face above the zero of the staff gauge, in mm")
                            .within(-10_000, 100_000)
                            .mandatory(),
                    Parameter.integer("samples", "distances per read, of which the median counts")
                            .within(1, 31)
                            .defaultsTo(7L)),
            List.of(
                    new Channel("level", "m", -10, 100, "±0.01"),
                    new Channel("distance", "mm", A02yyuw.BLIND_ZONE_MM, A02yyuw.RANGE_MM, "±10")),
            Duration.ZERO,
            Duration.ofSeconds(1));

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
