package vn.trangtien.sim.bus;

import java.util.Map;
import java.util.TreeMap;

/**
 * Every wire of one board.
 *
 * @param serial UART and Modbus RTU lines by the name of their bus
 */
public record Lines(
        I2cLines i2c,
        SpiLines spi,
        PinLines inputs,
        OutputLines outputs,
        OneWireLines oneWire,
        TcpUnits tcp,
        MessageLines messages,
        Map<String, SharedLine> serial) {

    public static Lines bare() {
        return new Lines(
                new I2cLines(),
                new SpiLines(),
                new PinLines(),
                new OutputLines(),
                new OneWireLines(),
                new TcpUnits(),
                new MessageLines(),
                new TreeMap<>());
    }

    /** Hangs a device on a serial line, which is made for the first one. */
    public void connect(String bus, SerialTarget device) {
        SharedLine line = serial.get(bus);
        if (line == null) {
            serial.put(bus, new SharedLine(device));
        } else {
            line.add(device);
        }
    }
}
