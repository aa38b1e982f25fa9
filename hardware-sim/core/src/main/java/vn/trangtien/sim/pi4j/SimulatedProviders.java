package vn.trangtien.sim.pi4j;

import com.pi4j.io.IOType;
import com.pi4j.provider.Provider;
import java.util.function.Function;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cLines;
import vn.trangtien.sim.bus.OutputLines;
import vn.trangtien.sim.bus.PinLines;
import vn.trangtien.sim.bus.SpiLines;

/** Gives a new Pi4J provider at each call, so that each Pi4J context has its own. */
public final class SimulatedProviders implements Function<IOType, Provider<?, ?, ?>> {

    private final I2cLines i2c;
    private final SpiLines spi;
    private final PinLines inputs;
    private final OutputLines outputs;
    private final DeviceClock clock;

    public SimulatedProviders(I2cLines i2c, SpiLines spi, PinLines inputs, OutputLines outputs, DeviceClock clock) {
        this.i2c = i2c;
        this.spi = spi;
        this.inputs = inputs;
        this.outputs = outputs;
        this.clock = clock;
    }

    @Override
    public Provider<?, ?, ?> apply(IOType type) {
        return switch (type) {
            case I2C -> new SimulatedI2cProvider(i2c);
            case SPI -> new SimulatedSpiProvider(spi);
            case DIGITAL_INPUT -> new SimulatedInputProvider(inputs, clock);
            case DIGITAL_OUTPUT -> new SimulatedOutputProvider(outputs, clock);
            case PWM -> new SimulatedPwmProvider(outputs, clock);
            default ->
                throw new IllegalArgumentException(
                        "the simulator has I2C, SPI, DIGITAL_INPUT, DIGITAL_OUTPUT and PWM, but was asked for " + type);
        };
    }
}
