package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** SCD41: each word has a checksum; measures by itself every five seconds. */
class Scd41ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("scd41", Wires.I2C, Map.of())
                .channel("co2", 2)
                .channel("temperature", 0.05)
                .channel("humidity", 0.1)
                .every(Duration.ofSeconds(5))
                .asOldAs(Duration.ofSeconds(15));
    }
}
