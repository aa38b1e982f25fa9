package vn.trangtien.sim.contract;

import java.util.Map;

/** MCP3008: raw volts of eight inputs. */
class Mcp3008ContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("mcp3008", Wires.SPI, Map.of("vref", 3.3))
                .channel("ch0", 0.008)
                .channel("ch1", 0.008)
                .channel("ch2", 0.008)
                .channel("ch3", 0.008)
                .channel("ch4", 0.008)
                .channel("ch5", 0.008)
                .channel("ch6", 0.008)
                .channel("ch7", 0.008);
    }
}
