package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** PMS5003 that sleeps between its measurements: one in three reads measures. */
class Pms5003RestContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("pms5003", Wires.UART, Map.of("mode", "passive", "rest", true))
                .channel("pm1", 0.6)
                .channel("pm25", 0.6)
                .channel("pm10", 0.6)
                .every(Duration.ofSeconds(20))
                .within(Duration.ofMillis(4_000))
                .asOldAs(Duration.ofMinutes(3));
    }
}
