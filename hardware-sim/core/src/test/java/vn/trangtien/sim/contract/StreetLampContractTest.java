package vn.trangtien.sim.contract;

import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** A street lamp behind a relay and a dimmer. */
class StreetLampContractTest extends DriverContractTest {

    private static final String LIGHT = "nothing comes back that says how the lamp shines";

    @Override
    protected Subject subject() {
        return Subject.of("street-lamp", Wires.GPIO, Map.of("relayLine", 23L, "pwmChannel", 0L, "minimumPercent", 10L))
                .channel("level", 0.5)
                .channel("on", 0)
                .counts("onHours", 48)
                .commanded("level", 60)
                .cannotSee(Fault.CABLE_CUT, "an output line hears nothing of what it drives; a meter does")
                .cannotSee(Fault.STUCK_VALUE, LIGHT)
                .cannotSee(Fault.DRIFT, LIGHT)
                .cannotSee(Fault.OFFSET, LIGHT)
                .cannotSee(Fault.NOISE, LIGHT)
                .cannotSee(Fault.SPIKE, LIGHT)
                .cannotSee(Fault.SATURATE, LIGHT)
                .whateverTheWorld();
    }
}
