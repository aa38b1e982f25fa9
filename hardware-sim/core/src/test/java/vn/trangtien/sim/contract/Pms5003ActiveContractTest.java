package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** PMS5003 in active mode, as it is after power-on. */
class Pms5003ActiveContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("pms5003", Wires.UART, Map.of("mode", "active"))
                .channel("pm1", 0.6)
                .channel("pm25", 0.6)
                .channel("pm10", 0.6)
                .within(Duration.ofSeconds(3))
                .neverMeets(Fault.ECHO, "it only listens");
    }
}
