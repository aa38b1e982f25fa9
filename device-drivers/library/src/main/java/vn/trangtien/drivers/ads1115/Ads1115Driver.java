package vn.trangtien.drivers.ads1115;

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

/** {@code ads1115}: the four voltages at a Texas Instruments ADS1115. Source: TI SBAS444. */
public final class Ads1115Driver implements DriverFactory {

    /** Where the chip answers. */
    public static final Parameter ADDRESS = Parameter.integer(
                    "address",
                    new Text(
                            "địa chỉ I2C của ADS1115: 0x48 đến 0x4B theo chân ADDR (GND, VDD, SDA, SCL)",
                            "I2C address of an ADS1115: 0x48 to 0x4B by pin ADDR (GND, VDD, SDA, SCL)"))
            .within(0x48, 0x4B)
            .defaultsTo(0x48L);

    /** Volts at full scale. */
    public static final Parameter RANGE = Parameter.number(
                    "range",
                    new Text(
                            "thang đo của ADS1115: 6.144, 4.096, 2.048, 1.024, 0.512 hoặc 0.256",
                            "range of an ADS1115: 6.144, 4.096, 2.048, 1.024, 0.512 or 0.256"))
            .in("V")
            .within(Range.V_0_256.volts(), Range.V_6_144.volts())
            .defaultsTo(Range.V_4_096.volts());

    private static final String PREFIX = "ain";
    private static final String ACCURACY = "±0.15 %";

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "ads1115",
                    new Text("Texas Instruments ADS1115: bốn điện áp", "Texas Instruments ADS1115: four voltages"),
                    "TI SBAS444",
                    BusKind.I2C)
            .parameters(ADDRESS, RANGE)
            .channels(InputVoltages.channels(PREFIX, Ads1115.INPUTS, Range.V_6_144.volts(), ACCURACY))
            .minInterval(Duration.ofMillis(100))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig given) {
        double fullScale = Ads1115.fullScale(given.withDefaults(DESCRIPTOR));
        return List.of(InputVoltages.channels(PREFIX, Ads1115.INPUTS, fullScale, ACCURACY));
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        return new InputVoltages(Ads1115.open(given.withDefaults(DESCRIPTOR), buses, clock), clock, PREFIX);
    }
}
