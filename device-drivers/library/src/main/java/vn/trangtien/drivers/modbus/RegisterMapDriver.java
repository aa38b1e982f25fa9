package vn.trangtien.drivers.modbus;

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
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.port.Buses;

/**
 * {@code register-map}: any Modbus RTU device, described in the configuration.
 *
 * <pre>
 * registers:
 *   voltage:      { at: 0x0000, type: float32, unit: V }
 *   importEnergy: { at: 0x0048, type: float32, unit: kW.h, monotonic: true }
 * </pre>
 *
 * <p>Keys of a register: {@code at}, {@code type} (uint16, int16, uint32, int32, float32), {@code unit} (UCUM), and optional
 * {@code scale}, {@code offset}, {@code wordOrder}, {@code monotonic}.
 */
public final class RegisterMapDriver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = new DriverDescriptor(
            "register-map",
            "Modbus RTU device described by its register map",
            BusKind.MODBUS_RTU,
            List.of(
                    Parameter.integer("unit", "Modbus address of the device")
                            .within(1, 247)
                            .mandatory(),
                    Parameter.integer("function", "3 reads holding registers, 4 reads input registers")
                            .within(3, 4)
                            .defaultsTo(4L),
                    Parameter.choice("wordOrder", "which half of a 32-bit value comes first", "high-first", "low-first")
                            .defaultsTo("high-first"),
                    Parameter.integer("maxGap", "unused registers that may be read along to save a request")
                            .within(0, 124)
                            .defaultsTo(8L),
                    Parameter.integer("maxBlock", "longest request the device answers, in registers")
                            .within(2, 125)
                            .defaultsTo(80L),
                    Parameter.of("registers", ParameterKind.REGISTER_MAP, "channel name to at, type, unit, scale …")
                            .mandatory()),
            List.of(),
            Duration.ZERO,
            Duration.ofSeconds(1));

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig config) {
        return RegisterMap.of(config.withDefaults(DESCRIPTOR)).stream()
                .map(register ->
                        new Channel(register.channel(), register.unit(), -Double.MAX_VALUE, Double.MAX_VALUE, ""))
                .toList();
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        return new RegisterMapDevice(
                buses.modbus(config.bus()),
                clock,
                (int) config.needInteger("unit"),
                (int) config.needInteger("function"),
                RegisterMap.of(config),
                (int) config.needInteger("maxGap"),
                (int) config.needInteger("maxBlock"));
    }
}
