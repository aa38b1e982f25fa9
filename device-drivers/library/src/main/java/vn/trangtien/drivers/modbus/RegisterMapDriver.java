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
 * {@code register-map}: any Modbus device, over a serial line or TCP, described by a map of its registers.
 *
 * <p>{@code map} names a shipped map ({@code sdm120}, {@code sdm630}, {@code soil-probe}, {@code weather-station}) or a file of
 * the customer; or the registers stand in the configuration itself:
 *
 * <pre>
 * registers:
 *   voltage:      { at: 0x0000, type: float32, unit: V }
 *   importEnergy: { at: 0x0048, type: float32, unit: kW.h, monotonic: true }
 * </pre>
 *
 * <p>Keys of a register: {@code at}, {@code type} (uint16, int16, uint32, int32, float32), {@code unit} (UCUM), and optional
 * {@code scale}, {@code offset}, {@code min}, {@code max}, {@code title}, {@code wordOrder}, {@code monotonic}.
 */
public final class RegisterMapDriver implements DriverFactory {

    // No default values here: those of a map come before those of the driver.
    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "register-map",
                    new Text(
                            "Thiết bị Modbus (RTU hoặc TCP) mô tả bằng bảng thanh ghi",
                            "Modbus device (RTU or TCP) described by its register map"),
                    "Modbus application protocol V1.1b3; Modbus messaging on TCP/IP V1.0b",
                    BusKind.MODBUS_RTU,
                    BusKind.MODBUS_TCP)
            .parameters(
                    Parameter.integer(
                                    "unit",
                                    new Text(
                                            "địa chỉ Modbus của thiết bị: 1–247; qua TCP có thể là 0 hoặc 255",
                                            "Modbus address of the device: 1 to 247; over TCP also 0 or 255"))
                            .within(0, 255)
                            .mandatory(),
                    Parameter.text(
                            "map",
                            new Text(
                                    "bảng thanh ghi: " + String.join(", ", MapFile.SHIPPED)
                                            + ", hoặc đường dẫn tuyệt đối tới tệp .yaml; hoặc dùng registers",
                                    "register map: " + String.join(", ", MapFile.SHIPPED)
                                            + ", or the absolute path of a .yaml file; or use registers")),
                    Parameter.of(
                            "registers",
                            ParameterKind.REGISTER_MAP,
                            new Text(
                                    "thay cho map: tên kênh và at, type, unit, scale, offset, min, max …",
                                    "instead of map: channel name to at, type, unit, scale, offset, min, max …")),
                    Parameter.integer(
                                    "function",
                                    new Text(
                                            "3 đọc thanh ghi giữ, 4 đọc thanh ghi vào; mặc định 4; chỉ dùng với registers",
                                            "3 reads holding registers, 4 reads input registers; usually 4; with registers only"))
                            .within(ReadRequest.HOLDING, ReadRequest.INPUT),
                    Parameter.choice(
                            "wordOrder",
                            new Text(
                                    "nửa nào của giá trị 32 bit đến trước; mặc định high-first; chỉ dùng với registers",
                                    "which half of a 32-bit value comes first; usually high-first; with registers only"),
                            "high-first",
                            "low-first"),
                    Parameter.integer(
                                    "maxGap",
                                    new Text(
                                            "số thanh ghi thừa được đọc kèm để bớt một yêu cầu; mặc định theo map hoặc 8",
                                            "unused registers that may be read along to save a request; usually as the map says, or 8"))
                            .within(0, RegisterMap.HIGHEST_GAP),
                    Parameter.integer(
                                    "maxBlock",
                                    new Text(
                                            "yêu cầu dài nhất thiết bị trả lời, tính bằng thanh ghi; mặc định theo map hoặc 80",
                                            "longest request the device answers, in registers; usually as the map says, or 80"))
                            .within(RegisterMap.SHORTEST_BLOCK, RegisterMap.LONGEST_BLOCK))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig config) {
        return RegisterMap.of(config).registers().stream()
                .map(RegisterMapDriver::channel)
                .toList();
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) throws DeviceException {
        return new RegisterMapDevice(
                buses.modbus(config.bus()),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                (int) config.needInteger("unit"),
                RegisterMap.of(config));
    }

    private static Channel channel(Register register) {
        return new Channel(
                register.channel(),
                register.title(),
                register.unit(),
                register.monotonic() ? ChannelKind.COUNTER : ChannelKind.GAUGE,
                register.min(),
                register.max(),
                "",
                false);
    }
}
