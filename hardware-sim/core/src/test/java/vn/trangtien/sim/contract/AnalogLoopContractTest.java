package vn.trangtien.sim.contract;

import java.util.List;
import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** A level transducer of 4–20 mA over a shunt at an ADS1115. */
class AnalogLoopContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of(
                        "analog-scaled",
                        Wires.I2C,
                        Map.of(
                                "adc",
                                "ads1115",
                                "address",
                                0x48L,
                                "channel",
                                1L,
                                "range",
                                4.096,
                                "shunt",
                                150L,
                                "from",
                                List.of(4L, 20L),
                                "to",
                                List.of(0L, 10L),
                                "unit",
                                "m",
                                "aggregate",
                                "mean"))
                .channel("mean", Judge.felt("mean", 0.01))
                .channel("max", Judge.felt("mean", 0.01))
                .cannotSee(Fault.ADDRESS_CLASH, "two converters without checksum answer with one mixture");
    }
}
