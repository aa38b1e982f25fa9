package vn.trangtien.drivers.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.IOType;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProvider;
import com.pi4j.io.pwm.PwmProviderBase;
import com.pi4j.provider.Provider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A GPIO chip and a PWM chip that write down what is done to them. */
final class StubLines implements Function<IOType, Provider<?, ?, ?>> {

    final List<String> log = new ArrayList<>();
    final Set<Integer> broken = new HashSet<>();
    final Set<Context> contexts = new HashSet<>();
    private final Map<Integer, StubInput> inputs = new HashMap<>();

    void edge(int line, boolean high) {
        StubInput input = inputs.get(line);
        if (input != null) {
            input.change(high);
        }
    }

    @Override
    public Provider<?, ?, ?> apply(IOType type) {
        return switch (type) {
            case DIGITAL_INPUT -> new Inputs();
            case DIGITAL_OUTPUT -> new Outputs();
            case PWM -> new Pwms();
            default -> throw new AssertionError("no " + type + " here");
        };
    }

    private void open(Context context, int line) {
        contexts.add(context);
        if (broken.contains(line)) {
            throw new IllegalStateException("Device or resource busy");
        }
    }

    private final class Inputs extends DigitalInputProviderBase {

        Inputs() {
            super("stub-input", "Stub input");
        }

        @Override
        public DigitalInput create(DigitalInputConfig config) {
            open(context, config.address());
            var input = new StubInput(this, config);
            inputs.put(config.address(), input);
            context.registry().add(input);
            return input;
        }
    }

    private final class StubInput extends DigitalInputBase {

        private boolean high = true;

        StubInput(DigitalInputProvider provider, DigitalInputConfig config) {
            super(provider, config);
        }

        void change(boolean level) {
            high = level;
            dispatch(new DigitalStateChangeEvent<DigitalInput>(this, state()));
        }

        @Override
        public DigitalState state() {
            return high ? DigitalState.HIGH : DigitalState.LOW;
        }

        @Override
        public DigitalInput shutdown(Context context) {
            inputs.remove(config().address());
            return this;
        }
    }

    private final class Outputs extends DigitalOutputProviderBase {

        Outputs() {
            super("stub-output", "Stub output");
        }

        @Override
        public DigitalOutput create(DigitalOutputConfig config) {
            open(context, config.address());
            var output = new StubOutput(this, config);
            context.registry().add(output);
            return output;
        }
    }

    private final class StubOutput extends DigitalOutputBase {

        StubOutput(DigitalOutputProvider provider, DigitalOutputConfig config) {
            super(provider, config);
        }

        @Override
        public DigitalOutput state(DigitalState state) {
            if (broken.contains(config().address())) {
                throw new IllegalStateException("No such device");
            }
            log.add("line %d %s".formatted(config().address(), state));
            return super.state(state);
        }
    }

    private final class Pwms extends PwmProviderBase {

        Pwms() {
            super("stub-pwm", "Stub PWM");
        }

        @Override
        public Pwm create(PwmConfig config) {
            open(context, config.address());
            log.add("%s of chip %s"
                    .formatted(config.pwmType(), config.properties().get(Pi4jPwmOut.CHIP)));
            var pwm = new StubPwm(this, config);
            context.registry().add(pwm);
            return pwm;
        }
    }

    private final class StubPwm extends PwmBase {

        StubPwm(PwmProvider provider, PwmConfig config) {
            super(provider, config);
        }

        @Override
        public Pwm on() {
            if (broken.contains(config().address())) {
                throw new IllegalStateException("No such device");
            }
            log.add("channel %d on %s%% %d Hz".formatted(config().address(), dutyCycle, frequency));
            return this;
        }

        @Override
        public Pwm off() {
            log.add("channel %d off".formatted(config().address()));
            return this;
        }
    }
}
