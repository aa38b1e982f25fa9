package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** A02YYUW over the river: the median of seven distances. */
class A02yyuwContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("a02yyuw", Wires.UART, Map.of("mountingHeightMm", 4_200L))
                .channel("level", Judge.felt("distance", 0.001, mm -> (4_200 - mm) / 1000))
                .channel("distance", 1)
                .within(Duration.ofSeconds(3))
                .neverMeets(Fault.ECHO, "it only listens");
    }
}
