package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceClock;

/** Makes a Modbus TCP master; it connects with its first request. */
@FunctionalInterface
public interface ModbusOverTcp {

    ModbusMaster over(BusConfig.ModbusTcp bus, DeviceClock clock);
}
