package vn.trangtien.drivers.dust;

import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.framing.WarmUp;

/** Parameters that dust sensors share, and the devices that follow them. */
public final class DustDevices {

    public static final Parameter WARM_UP = Parameter.duration(
                    "warmUp",
                    new Text(
                            "thời gian để quạt hút khí ổn định, ví dụ 30s",
                            "time until the fan draws steady air, for example 30s"))
            .defaultsTo("PT30S");

    public static final Parameter REST = Parameter.bool(
                    "rest",
                    new Text(
                            "ngủ giữa các lần đo để quạt và laser bền hơn (khoảng 8.000 giờ chạy); nên dùng khi đọc thưa, "
                                    + "ví dụ mỗi 5 phút. Mỗi lần đọc đánh thức cảm biến và trả lại kết quả đo trước; hết warmUp, "
                                    + "cảm biến đo rồi ngủ lại",
                            "sleeps between measurements, so that fan and laser (about 8,000 h of running) last longer; for "
                                    + "reads far apart, such as every 5 minutes. A read wakes the sensor and repeats the "
                                    + "measurement before; after warmUp it measures and sleeps again"))
            .defaultsTo(false);

    private DustDevices() {}

    /** A device that lets its sensor run all the time, or rest, as configured. */
    public static Device of(DustSensor sensor, DeviceClock clock, DeviceConfig config) {
        var warmUp = new WarmUp(clock, config.needDuration(WARM_UP.name()));
        return config.needBool(REST.name()) ? new RestingDust(sensor, clock, warmUp) : new RunningDust(sensor, warmUp);
    }
}
