package vn.trangtien.drivers.analog;

import java.time.Duration;
import java.util.List;
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
import vn.trangtien.drivers.adc.Converter;
import vn.trangtien.drivers.ads1115.Ads1115;
import vn.trangtien.drivers.ads1115.Ads1115Driver;
import vn.trangtien.drivers.mcp3008.Mcp3008;
import vn.trangtien.drivers.mcp3008.Mcp3008Driver;
import vn.trangtien.drivers.port.Buses;

/**
 * {@code analog-scaled}: a sensor with a voltage output, or in a 4–20 mA loop when {@code shunt} is given, behind an MCP3008
 * or an ADS1115. With {@code aggregate: energy} it gives {@code laeq} and {@code lmax}, with {@code aggregate: mean} it gives
 * {@code mean} and {@code max}. Source: the sensor's datasheet; NAMUR NE 43 for the loop.
 */
public final class AnalogScaledDriver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "analog-scaled",
                    new Text(
                            "Cảm biến điện áp hoặc 4–20 mA qua bộ chuyển đổi MCP3008 hay ADS1115",
                            "Sensor with a voltage or 4–20 mA output behind an MCP3008 or ADS1115 converter"),
                    "Microchip DS21295, TI SBAS444, NAMUR NE 43",
                    BusKind.SPI,
                    BusKind.I2C)
            .parameters(
                    Parameter.choice(
                                    "adc",
                                    new Text(
                                            "bộ chuyển đổi: mcp3008 trên SPI, ads1115 trên I2C",
                                            "converter: mcp3008 on SPI, ads1115 on I2C"),
                                    AnalogConfig.MCP3008,
                                    AnalogConfig.ADS1115)
                            .defaultsTo(AnalogConfig.MCP3008),
                    Parameter.integer("channel", new Text("ngõ vào của bộ chuyển đổi", "input of the converter"))
                            .within(0, 7)
                            .mandatory(),
                    Mcp3008Driver.VREF,
                    Ads1115Driver.ADDRESS,
                    Ads1115Driver.RANGE,
                    Parameter.number(
                                    "shunt",
                                    new Text(
                                            "điện trở của vòng 4–20 mA; bỏ trống nếu cảm biến cho điện áp",
                                            "resistor of a 4–20 mA loop; absent if the sensor gives a voltage"))
                            .in("Ohm")
                            .within(1, 1_000),
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
                                    "tín hiệu ở hai đầu thang đo của cảm biến: điện áp V, hoặc mA khi có shunt (mặc định [4, 20])",
                                    "signal at both ends of the sensor's scale: V, or mA with a shunt (then [4, 20] if absent)")),
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
            .minInterval(Duration.ofMillis(100))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig given) {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        AnalogScaled.Settings settings = new AnalogConfig(config).settings();
        Aggregate aggregate = settings.aggregate();
        NumberPair to = config.needPair("to");
        double min = Math.min(to.first(), to.second());
        double max = Math.max(to.first(), to.second());
        String unit = settings.unit();
        return List.of(
                Channel.gauge(aggregate.channel(), new Text("giá trị", "value"), unit, min, max, ""),
                Channel.gauge(
                        aggregate.maximumChannel(), new Text("giá trị lớn nhất", "largest value"), unit, min, max, ""));
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        var analog = new AnalogConfig(config);
        AnalogScaled.Settings settings = analog.settings();
        Converter converter = analog.isAds1115() ? Ads1115.open(config, buses, clock) : Mcp3008.open(config, buses);
        return new AnalogScaled(converter, clock, settings);
    }
}
