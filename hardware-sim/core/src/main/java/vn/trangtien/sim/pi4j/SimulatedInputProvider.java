package vn.trangtien.sim.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import com.pi4j.io.gpio.digital.PullResistance;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.PinLines;

/** Makes input lines that see the edges of simulated contacts, without debouncing. */
final class SimulatedInputProvider extends DigitalInputProviderBase {

    private final PinLines pins;
    private final DeviceClock clock;

    SimulatedInputProvider(PinLines pins, DeviceClock clock) {
        super("simulated-digital-input", "Simulated digital input");
        this.pins = pins;
        this.clock = clock;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        pins.pull(config.address(), config.pull() != PullResistance.PULL_DOWN);
        var input = new SimulatedInput(this, config, pins, clock);
        context.registry().add(input);
        pins.listen(config.address(), input.edges);
        return input;
    }

    private static final class SimulatedInput extends DigitalInputBase {

        private final PinLines pins;
        private final DeviceClock clock;
        private final PinLines.Listener edges = this::edge;

        SimulatedInput(DigitalInputProvider provider, DigitalInputConfig config, PinLines pins, DeviceClock clock) {
            super(provider, config);
            this.pins = pins;
            this.clock = clock;
        }

        @Override
        public DigitalState state() {
            return state(pins.isHigh(config().address(), clock.nanoTime()));
        }

        @Override
        public DigitalInput shutdown(Context context) throws ShutdownException {
            pins.forget(config().address(), edges);
            return super.shutdown(context);
        }

        private void edge(boolean high, long at) {
            dispatch(new DigitalStateChangeEvent<DigitalInput>(this, state(high)));
        }

        private static DigitalState state(boolean high) {
            return high ? DigitalState.HIGH : DigitalState.LOW;
        }
    }
}
