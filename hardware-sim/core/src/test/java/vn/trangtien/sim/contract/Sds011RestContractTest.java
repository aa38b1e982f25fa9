package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** SDS011 that sleeps between its measurements: one in three reads measures. */
class Sds011RestContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("sds011", Wires.UART, Map.of("mode", "query", "rest", true))
                .channel("pm25", 0.1)
                .channel("pm10", 0.1)
                .every(Duration.ofSeconds(20))
                .within(Duration.ofMillis(3_000))
                .asOldAs(Duration.ofMinutes(3));
    }
}
