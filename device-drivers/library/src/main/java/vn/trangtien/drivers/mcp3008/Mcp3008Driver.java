package vn.trangtien.drivers.mcp3008;

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
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.adc.InputVoltages;
import vn.trangtien.drivers.port.Buses;

/** {@code mcp3008}: the eight voltages at a Microchip MCP3008. Source: Microchip DS21295. */
public final class Mcp3008Driver implements DriverFactory {

    /** Volts at full scale. */
    public static final Parameter VREF = Parameter.number(
                    "vref", new Text("điện áp toàn thang của MCP3008", "volts at full scale of an MCP3008"))
            .in("V")
            .within(0.5, 5.5)
            .defaultsTo(3.3);

    private static final String PREFIX = "ch";
    private static final double HIGHEST_VREF = 5.5;
    private static final String ACCURACY = "±0.004";

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "mcp3008",
                    new Text("Microchip MCP3008: tám điện áp", "Microchip MCP3008: eight voltages"),
                    "Microchip DS21295",
                    BusKind.SPI)
            .parameters(VREF)
            .channels(InputVoltages.channels(PREFIX, Mcp3008.INPUTS, HIGHEST_VREF, ACCURACY))
            .minInterval(Duration.ofMillis(100))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig given) {
        double vref = given.withDefaults(DESCRIPTOR).needNumber("vref");
        return List.of(InputVoltages.channels(PREFIX, Mcp3008.INPUTS, vref, ACCURACY));
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        return new InputVoltages(Mcp3008.open(given.withDefaults(DESCRIPTOR), buses), clock, PREFIX);
    }
}
