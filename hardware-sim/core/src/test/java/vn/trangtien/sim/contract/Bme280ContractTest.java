package vn.trangtien.sim.contract;

import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** BME280: no checksum, but everything is read twice. */
class Bme280ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("bme280", Wires.I2C, Map.of("address", 0x76L))
                .channel("temperature", 0.02)
                .channel("humidity", 0.1)
                .channel("pressure", 3)
                .cannotSee(Fault.ADDRESS_CLASH, "two chips without checksum answer with the same mixture each time");
    }
}
