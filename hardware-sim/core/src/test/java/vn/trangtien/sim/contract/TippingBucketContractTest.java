package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** A tipping bucket: a total can lack tips that were never seen, but has none that never were. */
class TippingBucketContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("tipping-bucket", Wires.GPIO, Map.of("line", 17L, "mmPerTip", 0.2794))
                .withContact(17)
                .every(Duration.ofMinutes(2))
                .channel("total", Judge.closures(0.2794))
                .channel("interval", Judge.someClosures(0.2794))
                // The rain of a flood night is written in its profile, not drawn.
                .whateverTheWorld()
                .cannotSee(Fault.CABLE_CUT, "an open wire looks like an open contact");
    }
}
