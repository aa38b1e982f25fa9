package vn.trangtien.drivers.analog;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceConfig.NumberPair;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.Buses;

/**
 * {@code analog-scaled}: a sensor with a voltage output behind an MCP3008. With {@code aggregate: energy} it gives
 * {@code laeq} and {@code lmax}, with {@code aggregate: mean} it gives {@code mean} and {@code max}.
 */
public final class AnalogScaledDriver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "analog-scaled",
                    new Text(
                            "Cảm biến điện áp qua bộ chuyển đổi MCP3008",
                            "Sensor with a voltage output behind an MCP3008 converter"),
                    "Microchip DS21295",
                    BusKind.SPI)
            .parameters(
                    Parameter.choice("adc", new Text("bộ chuyển đổi", "converter"), "mcp3008")
                            .defaultsTo("mcp3008"),
                    Parameter.integer("channel", new Text("ngõ vào của bộ chuyển đổi", "input of the converter"))
                            .within(0, 7)
                            .mandatory(),
                    Parameter.number("vref", new Text("điện áp toàn thang", "volts at full scale"))
                            .in("V")
                            .within(0.5, 5.5)
                            .defaultsTo(3.3),
                    Parameter.integer("samples", new Text("số mẫu mỗi lần đọc", "samples per read"))
                            .within(1, 1_000)
                            .defaultsTo(8L),
                    Parameter.number(
                                    "sampleHz", new Text("số mẫu mỗi giây khi đọc", "samples per second during a read"))
                            .in("Hz")
                            .within(0.1, 1_000)
                            .defaultsTo(8.0),
                    Parameter.of(
                                    "from",
                                    ParameterKind.NUMBER_PAIR,
                                    new Text(
                                            "điện áp ở hai đầu thang đo của cảm biến",
                                            "volts at both ends of the sensor's scale"))
                            .in("V")
                            .mandatory(),
                    Parameter.of(
                                    "to",
                                    ParameterKind.NUMBER_PAIR,
                                    new Text(
                                            "giá trị ở hai đầu thang đo của cảm biến",
                                            "values at both ends of the sensor's scale"))
                            .mandatory(),
                    Parameter.text("unit", new Text("mã UCUM của giá trị", "UCUM code of the values"))
                            .defaultsTo("dB"),
                    Parameter.choice(
                                    "aggregate",
                                    new Text(
                                            "energy cho decibel, mean cho đại lượng khác",
                                            "energy for decibels, mean for the rest"),
                                    "energy",
                                    "mean")
                            .defaultsTo("energy"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig given) {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        Aggregate aggregate = aggregate(config);
        NumberPair to = config.needPair("to");
        double min = Math.min(to.first(), to.second());
        double max = Math.max(to.first(), to.second());
        String unit = config.needText("unit");
        return List.of(
                Channel.gauge(aggregate.channel(), new Text("giá trị", "value"), unit, min, max, ""),
                Channel.gauge(
                        aggregate.maximumChannel(), new Text("giá trị lớn nhất", "largest value"), unit, min, max, ""));
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        var settings = new AnalogScaled.Settings(
                (int) config.needInteger("channel"),
                config.needNumber("vref"),
                (int) config.needInteger("samples"),
                Duration.ofNanos(Math.round(1e9 / config.needNumber("sampleHz"))),
                scale(config),
                aggregate(config),
                config.needText("unit"));
        String name = "%s on %s".formatted(config.id(), config.bus());
        return new AnalogScaled(new Mcp3008(buses.spi(config.bus()), name), clock, settings);
    }

    private static Scale scale(DeviceConfig config) {
        NumberPair from = config.needPair("from");
        NumberPair to = config.needPair("to");
        if (from.first() >= from.second()) {
            throw new ConfigException(
                    "devices.%s.params.from must rise, but was [%s, %s]; swap both ends of from and of to"
                            .formatted(config.id(), from.first(), from.second()));
        }
        if (from.second() > config.needNumber("vref")) {
            throw new ConfigException(
                    "devices.%s.params.from must end at or below vref %s V, but was [%s, %s]; the converter sees no more"
                            .formatted(config.id(), config.needNumber("vref"), from.first(), from.second()));
        }
        return new Scale(from.first(), from.second(), to.first(), to.second());
    }

    private static Aggregate aggregate(DeviceConfig config) {
        return Aggregate.valueOf(config.needText("aggregate").toUpperCase(Locale.ROOT));
    }
}
