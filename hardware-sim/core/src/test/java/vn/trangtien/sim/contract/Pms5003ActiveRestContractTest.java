package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** PMS5003 in active mode that sleeps between its measurements. */
class Pms5003ActiveRestContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("pms5003", Wires.UART, Map.of("mode", "active", "rest", true))
                .channel("pm1", 0.6)
                .channel("pm25", 0.6)
                .channel("pm10", 0.6)
                .every(Duration.ofSeconds(20))
                .within(Duration.ofMillis(4_000))
                .asOldAs(Duration.ofMinutes(3));
    }
}
