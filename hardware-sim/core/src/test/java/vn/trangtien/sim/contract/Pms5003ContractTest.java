package vn.trangtien.sim.contract;

import java.util.Map;

/** PMS5003 in passive mode. */
class Pms5003ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("pms5003", Wires.UART, Map.of("mode", "passive"))
                .channel("pm1", 0.6)
                .channel("pm25", 0.6)
                .channel("pm10", 0.6);
    }
}
