package vn.trangtien.sim.model;

import java.util.EnumSet;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.world.RandomStream;

/** A device whose faults a test switches. */
final class Ill {

    private final FaultPlan plan = new FaultPlan(name -> new RandomStream(1, name), new VirtualClock());
    private final FaultPlan.Target target = plan.declare("it", EnumSet.allOf(Fault.class));

    static FaultPlan.Target with(Fault fault) {
        var ill = new Ill();
        ill.on(fault);
        return ill.target();
    }

    FaultPlan.Target target() {
        return target;
    }

    void on(Fault fault) {
        plan.switchOn("it", fault);
    }

    void off(Fault fault) {
        plan.switchOff("it", fault);
    }
}
