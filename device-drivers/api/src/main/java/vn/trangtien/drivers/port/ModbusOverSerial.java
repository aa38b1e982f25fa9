package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceClock;

/** Makes a Modbus RTU master over an open line; how frames are guarded is not the business of who owns the port. */
@FunctionalInterface
public interface ModbusOverSerial {

    ModbusMaster over(SerialLink link, BusConfig.ModbusRtu bus, DeviceClock clock);
}
