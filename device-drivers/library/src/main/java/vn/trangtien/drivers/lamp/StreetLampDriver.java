package vn.trangtien.drivers.lamp;

import java.time.Duration;
import java.util.Optional;
import vn.trangtien.drivers.ConfigException;
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
import vn.trangtien.drivers.port.PwmOut;

/** {@code street-lamp}: a lamp behind a relay and, where there is one, a 0–10 V dimmer fed by 1 kHz pulses. */
public final class StreetLampDriver implements DriverFactory {

    private static final int DIMMER_HERTZ = 1_000;
    private static final Duration SHORTEST_FAIL_SAFE = Duration.ofSeconds(1);

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "street-lamp",
                    new Text("Đèn đường: rơ-le và chỉnh sáng 0–10 V", "Street lamp: relay and 0–10 V dimmer"),
                    "IEC 60929 annex E, 0–10 V control, by pulses of 1 kHz",
                    BusKind.GPIO)
            .parameters(
                    Parameter.integer(
                                    "relayLine", new Text("chân GPIO của rơ-le, số BCM", "GPIO line of the relay, BCM"))
                            .within(0, 27)
                            .mandatory(),
                    Parameter.bool(
                                    "activeLow",
                                    new Text(
                                            "rơ-le đóng khi chân ở mức thấp, như phần lớn mô-đun rơ-le",
                                            "the relay is on while its line is low, as on most relay boards"))
                            .defaultsTo(true),
                    Parameter.integer(
                                    "pwmChannel",
                                    new Text(
                                            "kênh xung của bộ chỉnh sáng; bỏ trống nếu chỉ bật tắt",
                                            "pulse channel of the dimmer; leave out if the lamp is only switched"))
                            .within(0, 15),
                    Parameter.number(
                                    "minimumPercent",
                                    new Text(
                                            "mức sáng thấp nhất khi bật; thấp hơn sẽ thành mức này",
                                            "lowest level while on; less becomes this"))
                            .in("%")
                            .within(1, 100)
                            .defaultsTo(10.0),
                    Parameter.duration(
                                    "ramp",
                                    new Text(
                                            "thời gian chuyển từ tắt đến sáng nhất, ví dụ 10s",
                                            "time from off to full, for example 10s"))
                            .defaultsTo("PT0S"),
                    Parameter.duration(
                            "failSafeAfter",
                            new Text(
                                    "không có lệnh trong thời gian này thì bật sáng 100 %; bỏ trống: không bao giờ",
                                    "on at 100 % when no command has come for so long; leave out for never")))
            .channels(
                    Channel.gauge(StreetLamp.LEVEL, new Text("mức sáng", "level"), "%", 0, 100, "±1")
                            .commanded(),
                    Channel.state("on", new Text("1 khi rơ-le đóng", "1 while the relay is on"), 1),
                    Channel.counter("onHours", new Text("số giờ sáng", "hours on"), "h", 1_000_000, "±0.01"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        Optional<Duration> failSafeAfter = config.duration("failSafeAfter");
        if (failSafeAfter
                .filter(limit -> limit.compareTo(SHORTEST_FAIL_SAFE) < 0)
                .isPresent()) {
            throw new ConfigException(
                    "devices.%s.params.failSafeAfter must be 1s or more, but was '%s'; leave it out for never"
                            .formatted(config.id(), failSafeAfter.get()));
        }
        boolean on = failSafeAfter.isPresent();
        boolean activeLow = config.needBool("activeLow");
        var relay =
                buses.output(config.bus(), (int) config.needInteger("relayLine"), LampOutput.relayLevel(on, activeLow));
        Optional<PwmOut> dimmer = Optional.empty();
        if (config.integer("pwmChannel").isPresent()) {
            dimmer = Optional.of(buses.pwm(config.bus(), (int) config.needInteger("pwmChannel"), DIMMER_HERTZ));
        }
        var output = new LampOutput(relay, activeLow, dimmer);
        output.set(on ? 100 : 0);
        return new StreetLamp(
                output,
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                config.needNumber("minimumPercent"),
                config.needDuration("ramp"),
                failSafeAfter);
    }
}
