package vn.trangtien.sim.board;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.bus.FaultyLine;
import vn.trangtien.sim.bus.I2cLines;
import vn.trangtien.sim.bus.MessageLines;
import vn.trangtien.sim.bus.OneWireLines;
import vn.trangtien.sim.bus.OutputLines;
import vn.trangtien.sim.bus.PinLines;
import vn.trangtien.sim.bus.SharedLine;
import vn.trangtien.sim.bus.SpiLines;
import vn.trangtien.sim.bus.TcpUnits;
import vn.trangtien.sim.fault.FaultPlan;

/** Everything that was placed on a board, before it is decided how a driver reaches it. */
record Instruments(
        List<BusConfig> buses,
        FaultPlan faults,
        I2cLines i2c,
        SpiLines spi,
        PinLines inputs,
        OutputLines outputs,
        OneWireLines oneWire,
        TcpUnits tcp,
        MessageLines messages,
        Map<String, SharedLine> serial,
        Map<String, Map<String, Felt>> felt,
        Map<String, Object> shared) {

    static Instruments none(List<BusConfig> buses, FaultPlan faults) {
        return new Instruments(
                buses,
                faults,
                new I2cLines(),
                new SpiLines(),
                new PinLines(),
                new OutputLines(),
                new OneWireLines(),
                new TcpUnits(),
                new MessageLines(),
                new TreeMap<>(),
                new ConcurrentHashMap<>(),
                new TreeMap<>());
    }

    /** Hangs a device on a serial line, which is made for the first one. */
    void connect(String bus, FaultyLine device) {
        SharedLine line = serial.get(bus);
        if (line == null) {
            serial.put(bus, new SharedLine(device));
        } else {
            line.add(device);
        }
    }

    OptionalDouble lastFelt(String device, String channel) {
        Felt known = felt.getOrDefault(device, Map.of()).get(channel);
        return known == null ? OptionalDouble.empty() : known.last();
    }

    double[] feltSince(String device, String channel, long at) {
        Felt known = felt.getOrDefault(device, Map.of()).get(channel);
        return known == null ? new double[0] : known.since(at);
    }
}
