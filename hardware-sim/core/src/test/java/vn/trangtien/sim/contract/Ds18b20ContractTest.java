package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** DS18B20: nine bytes with a checksum, and 85 °C after power-on. */
class Ds18b20ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("ds18b20", Wires.ONE_WIRE, Map.of())
                .channel("temperature", 0.07)
                // A damaged scratchpad is read again, and the second time nothing may come.
                .within(Duration.ofMillis(4_500));
    }
}
