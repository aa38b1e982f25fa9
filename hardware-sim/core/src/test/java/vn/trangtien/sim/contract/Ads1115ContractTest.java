package vn.trangtien.sim.contract;

import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** ADS1115: raw volts of four inputs. */
class Ads1115ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("ads1115", Wires.I2C, Map.of("range", 4.096))
                .channel("ain0", 0.001)
                .channel("ain1", 0.001)
                .channel("ain2", 0.001)
                .channel("ain3", 0.001)
                .cannotSee(Fault.ADDRESS_CLASH, "two converters without checksum answer with one mixture");
    }
}
