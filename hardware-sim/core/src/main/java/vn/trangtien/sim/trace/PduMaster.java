package vn.trangtien.sim.trace;

import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.trace.Bytes;

/** A Modbus master whose replies come from a recording of protocol data units. */
record PduMaster(Exchange exchange, String bus) implements ModbusMaster {

    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;
    private static final int REFUSED = 0x80;

    /** Gives the recorded reply to a request. */
    @FunctionalInterface
    interface Exchange {
        Bytes reply(int unit, Bytes request) throws DeviceException;
    }

    @Override
    public int[] readHolding(int unit, int first, int count) throws DeviceException {
        return read(READ_HOLDING, unit, first, count);
    }

    @Override
    public int[] readInput(int unit, int first, int count) throws DeviceException {
        return read(READ_INPUT, unit, first, count);
    }

    private int[] read(int function, int unit, int first, int count) throws DeviceException {
        Bytes reply = exchange.reply(unit, Bytes.of(function, first >> 8, first, count >> 8, count));
        return registers(bus, unit, function, count, reply);
    }

    /** The registers of a reply, which must be to this request. */
    static int[] registers(String bus, int unit, int function, int count, Bytes reply) throws DeviceException {
        if (reply.length() == 2 && reply.at(0) == (function | REFUSED)) {
            throw new DeviceException(
                    DeviceError.UNSUPPORTED,
                    "bus %s, unit %d: the recorded reply refuses function %d with exception %d"
                            .formatted(bus, unit, function, reply.at(1)));
        }
        if (reply.length() != 2 + 2 * count || reply.at(0) != function || reply.at(1) != 2 * count) {
            throw new DeviceException(
                    DeviceError.FRAMING,
                    "bus %s, unit %d: expected %d registers of function %d, but the recording has '%s'"
                            .formatted(bus, unit, count, function, reply));
        }
        int[] registers = new int[count];
        for (int i = 0; i < count; i++) {
            registers[i] = reply.at(2 + 2 * i) << 8 | reply.at(3 + 2 * i);
        }
        return registers;
    }
}
