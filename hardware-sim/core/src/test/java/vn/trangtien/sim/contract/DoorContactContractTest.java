package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** A door contact with a pull-up: its loop is open while the door is. */
class DoorContactContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("door-contact", Wires.GPIO, Map.of("line", 22L))
                .channel("open", Judge.felt("open", 0, open -> open > 0.5 ? 1 : 0))
                // Somebody comes once or twice a day.
                .inAWorldAt(600)
                .every(Duration.ofSeconds(30))
                .counts("openings", 10_000)
                .cannotSee(Fault.CABLE_CUT, "an open wire looks like an open door, which is what it should look like");
    }
}
