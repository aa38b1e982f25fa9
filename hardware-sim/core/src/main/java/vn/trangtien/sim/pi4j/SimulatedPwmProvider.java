package vn.trangtien.sim.pi4j;

import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProvider;
import com.pi4j.io.pwm.PwmProviderBase;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.OutputLines;

/** Makes pulse-width outputs that drive simulated lamps. */
final class SimulatedPwmProvider extends PwmProviderBase {

    private final OutputLines lines;
    private final DeviceClock clock;

    SimulatedPwmProvider(OutputLines lines, DeviceClock clock) {
        super("simulated-pwm", "Simulated PWM");
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public Pwm create(PwmConfig config) {
        var pwm = new SimulatedPwm(this, config, lines, clock);
        context.registry().add(pwm);
        return pwm;
    }

    private static final class SimulatedPwm extends PwmBase {

        private final OutputLines lines;
        private final DeviceClock clock;

        SimulatedPwm(PwmProvider provider, PwmConfig config, OutputLines lines, DeviceClock clock) {
            super(provider, config);
            this.lines = lines;
            this.clock = clock;
        }

        @Override
        public Pwm on() {
            onState = true;
            show();
            return this;
        }

        @Override
        public Pwm off() {
            onState = false;
            show();
            return this;
        }

        private void show() {
            lines.duty(config().address(), onState ? getDutyCycle() : 0, getFrequency(), clock.nanoTime());
        }
    }
}
