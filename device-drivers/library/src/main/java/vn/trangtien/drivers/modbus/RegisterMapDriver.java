package vn.trangtien.drivers.modbus;

import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.ChannelKind;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Text;
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

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "register-map",
                    new Text(
                            "Thiết bị Modbus RTU mô tả bằng bảng thanh ghi",
                            "Modbus RTU device described by its register map"),
                    "Modbus application protocol V1.1b3",
                    BusKind.MODBUS_RTU)
            .parameters(
                    Parameter.integer("unit", new Text("địa chỉ Modbus của thiết bị", "Modbus address of the device"))
                            .within(1, 247)
                            .mandatory(),
                    Parameter.integer(
                                    "function",
                                    new Text(
                                            "3 đọc thanh ghi giữ, 4 đọc thanh ghi vào",
                                            "3 reads holding registers, 4 reads input registers"))
                            .within(3, 4)
                            .defaultsTo(4L),
                    Parameter.choice(
                                    "wordOrder",
                                    new Text(
                                            "nửa nào của giá trị 32 bit đến trước",
                                            "which half of a 32-bit value comes first"),
                                    "high-first",
                                    "low-first")
                            .defaultsTo("high-first"),
                    Parameter.integer(
                                    "maxGap",
                                    new Text(
                                            "số thanh ghi thừa được đọc kèm để bớt một yêu cầu",
                                            "unused registers that may be read along to save a request"))
                            .within(0, 124)
                            .defaultsTo(8L),
                    Parameter.integer(
                                    "maxBlock",
                                    new Text(
                                            "yêu cầu dài nhất thiết bị trả lời, tính bằng thanh ghi",
                                            "longest request the device answers, in registers"))
                            .within(2, 125)
                            .defaultsTo(80L),
                    Parameter.of(
                                    "registers",
                                    ParameterKind.REGISTER_MAP,
                                    new Text(
                                            "tên kênh và at, type, unit, scale …",
                                            "channel name to at, type, unit, scale …"))
                            .mandatory())
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig config) {
        return RegisterMap.of(config.withDefaults(DESCRIPTOR)).stream()
                .map(register -> new Channel(
                        register.channel(),
                        new Text(register.channel(), register.channel()),
                        register.unit(),
                        register.monotonic() ? ChannelKind.COUNTER : ChannelKind.GAUGE,
                        -Double.MAX_VALUE,
                        Double.MAX_VALUE,
                        "",
                        false))
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
