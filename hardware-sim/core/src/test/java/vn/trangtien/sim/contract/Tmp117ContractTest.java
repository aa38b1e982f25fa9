package vn.trangtien.sim.contract;

import java.util.Map;
import vn.trangtien.sim.fault.Fault;

// [page: contract]
/** TMP117, the example of docs/write-a-driver.md: no checksum, but the temperature is read twice. */
class Tmp117ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("tmp117", Wires.I2C, Map.of("address", 0x49L))
                .channel("temperature", 0.02)
                .cannotSee(Fault.ADDRESS_CLASH, "two chips without checksum answer with one mixture");
    }
}
// [end]
