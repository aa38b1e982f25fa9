package vn.trangtien.sim.contract;

import java.util.Map;

/** SHT31: each word has a checksum. */
class Sht31ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("sht31", Wires.I2C, Map.of())
                .channel("temperature", 0.02)
                .channel("humidity", 0.05);
    }
}
