package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** MH-Z19B: three minutes of warm-up after each power-on. */
class Mhz19bContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("mhz19b", Wires.UART, Map.of())
                .channel("co2", 1)
                .channel("temperature", 1)
                .every(Duration.ofSeconds(10))
                .cannotSee(Fault.BROWN_OUT, "it does not say that it started again, and its first values look like air")
                .cannotSee(Fault.POWER_ON_VALUE, "410 ppm is fresh air")
                .settlesIn(Duration.ofMinutes(4))
                .goodAfter(40);
    }
}
