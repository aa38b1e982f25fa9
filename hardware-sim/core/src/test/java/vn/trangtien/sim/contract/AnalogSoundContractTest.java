package vn.trangtien.sim.contract;

import java.util.List;
import java.util.Map;

/** A sound level module behind an MCP3008: an energy mean of many samples. */
class AnalogSoundContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of(
                        "analog-scaled",
                        Wires.SPI,
                        Map.of("adc", "mcp3008", "channel", 2L, "from", List.of(0.6, 2.6), "to", List.of(30L, 130L)))
                .channel("laeq", Judge.felt("laeq", 0.5))
                .channel("lmax", Judge.felt("laeq", 0.5));
    }
}
