package vn.trangtien.drivers.adc;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.adc.Conversion.Rail;

/**
 * Every input of a converter as it is, in volts. An input at full scale is OUT_OF_RANGE, since its true voltage may be
 * higher; one clearly below ground is wired wrongly, hence SENSOR_FAULT.
 */
public final class InputVoltages implements Device {

    /** What the protection diodes of an input let through below ground. */
    private static final double BELOW_GROUND = -0.3;

    private final Converter converter;
    private final DeviceClock clock;
    private final String prefix;

    /** @param prefix channels are called this and the number of the input */
    public InputVoltages(Converter converter, DeviceClock clock, String prefix) {
        this.converter = converter;
        this.clock = clock;
        this.prefix = prefix;
    }

    /** Descriptions of the channels {@code prefix0, prefix1, …}. */
    public static Channel[] channels(String prefix, int inputs, double highest, String accuracy) {
        var channels = new Channel[inputs];
        for (int i = 0; i < inputs; i++) {
            channels[i] = Channel.gauge(
                    prefix + i, new Text("điện áp ngõ vào " + i, "voltage of input " + i), "V", 0, highest, accuracy);
        }
        return channels;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        var samples = new ArrayList<Sample>();
        boolean anyAboveGround = false;
        for (int input = 0; input < converter.inputs(); input++) {
            Conversion conversion = converter.convert(input);
            anyAboveGround |= conversion.rail() != Rail.LOW;
            samples.add(new Sample(prefix + input, conversion.volts(), "V", quality(conversion), clock.nanoTime()));
        }
        if (!anyAboveGround) {
            converter.proveAlive();
        }
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        // The port belongs to the bus, and the chip has nothing to switch off.
    }

    private static Quality quality(Conversion conversion) {
        if (conversion.rail() == Rail.HIGH) {
            return Quality.OUT_OF_RANGE;
        }
        return conversion.volts() < BELOW_GROUND ? Quality.SENSOR_FAULT : Quality.GOOD;
    }
}
