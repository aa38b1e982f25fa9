package vn.trangtien.sim.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.OutputLines;

/** Makes output lines that move simulated relays. */
final class SimulatedOutputProvider extends DigitalOutputProviderBase {

    private final OutputLines lines;
    private final DeviceClock clock;

    SimulatedOutputProvider(OutputLines lines, DeviceClock clock) {
        super("simulated-digital-output", "Simulated digital output");
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        var output = new SimulatedOutput(this, config, lines, clock);
        context.registry().add(output);
        return output;
    }

    private static final class SimulatedOutput extends DigitalOutputBase {

        private final OutputLines lines;
        private final DeviceClock clock;

        SimulatedOutput(
                DigitalOutputProvider provider, DigitalOutputConfig config, OutputLines lines, DeviceClock clock) {
            super(provider, config);
            this.lines = lines;
            this.clock = clock;
        }

        @Override
        public DigitalOutput state(DigitalState wanted) {
            super.state(wanted);
            lines.level(config().address(), wanted.isHigh(), clock.nanoTime());
            return this;
        }
    }
}
