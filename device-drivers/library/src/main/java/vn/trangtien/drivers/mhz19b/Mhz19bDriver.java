package vn.trangtien.drivers.mhz19b;

import java.time.Duration;
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

/** {@code mhz19b}: Winsen MH-Z19B on a UART, 9600 baud. Source: Winsen MH-Z19B manual v1.0. */
public final class Mhz19bDriver implements DriverFactory {

    private static final int BAUD = 9_600;

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "mhz19b",
                    new Text("Winsen MH-Z19B: khí CO₂", "Winsen MH-Z19B: carbon dioxide"),
                    "Winsen MH-Z19B manual v1.0",
                    BusKind.UART)
            .parameters(
                    Parameter.bool(
                                    "selfCalibration",
                                    new Text(
                                            "tự hiệu chuẩn; chỉ bật nơi mỗi ngày có lúc không khí trong lành",
                                            "self-calibration; only where the air is fresh for a while every day"))
                            .defaultsTo(false),
                    Parameter.integer(
                                    "range",
                                    new Text(
                                            "thang đo ghi trên nhãn: 2000, 5000 hoặc 10000",
                                            "range on the label: 2000, 5000 or 10000"))
                            .in("[ppm]")
                            .within(1_000, 10_000)
                            .defaultsTo(5_000L),
                    Parameter.duration(
                                    "warmUp",
                                    new Text(
                                            "thời gian làm nóng sau khi cấp điện",
                                            "time to warm up after switching on"))
                            .defaultsTo("PT3M"))
            .channels(
                    Channel.gauge("co2", new Text("khí CO₂", "carbon dioxide"), "[ppm]", 0, 10_000, "±50, ±5 %"),
                    Channel.gauge(
                            "temperature",
                            new Text("nhiệt độ bên trong cảm biến", "temperature inside the sensor"),
                            "Cel",
                            -40,
                            85,
                            ""))
            .warmUp(Duration.ofMinutes(3))
            .minInterval(Duration.ofSeconds(5))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        return new Mhz19b(
                buses.serial(config.bus(), BAUD),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                config.needBool("selfCalibration"),
                (int) config.needInteger("range"),
                config.needDuration("warmUp"));
    }
}
