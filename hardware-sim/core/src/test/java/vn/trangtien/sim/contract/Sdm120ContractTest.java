package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** An energy meter by its shipped register map, on RS-485. */
class Sdm120ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("register-map", Wires.RS485, Map.of("map", "sdm120", "unit", 1L))
                .channel("voltage", 0.01)
                .channel("current", 0.01)
                .channel("activePower", 0.1)
                .channel("apparentPower", 0.1)
                .channel("powerFactor", 0.01)
                .channel("frequency", 0.01)
                .channel("importEnergy", 0.001)
                .channel("exportEnergy", 0.001)
                .channel("totalEnergy", 0.001)
                // Four blocks, each asked up to three times with time-out and quiet time.
                .within(Duration.ofSeconds(14));
    }
}
