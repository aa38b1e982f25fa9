package vn.trangtien.sim.contract;

import java.util.Map;

/** SDS011: a frame a second. */
class Sds011ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("sds011", Wires.UART, Map.of()).channel("pm25", 0.1).channel("pm10", 0.1);
    }
}
