package vn.trangtien.drivers.trace;

import java.util.Optional;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.trace.TraceEvent.Pdu;

/** A Modbus master whose wire is out of reach: requests and replies are written down as protocol data units. */
final class RecordingModbus implements ModbusMaster {

    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;

    private final ModbusMaster inner;
    private final String bus;
    private final TraceRecorder recorder;

    RecordingModbus(ModbusMaster inner, String bus, TraceRecorder recorder) {
        this.inner = inner;
        this.bus = bus;
        this.recorder = recorder;
    }

    @Override
    public int[] readHolding(int unit, int first, int count) throws DeviceException, InterruptedException {
        return recorded(READ_HOLDING, unit, first, count);
    }

    @Override
    public int[] readInput(int unit, int first, int count) throws DeviceException, InterruptedException {
        return recorded(READ_INPUT, unit, first, count);
    }

    private int[] recorded(int function, int unit, int first, int count) throws DeviceException, InterruptedException {
        Bytes request = Bytes.of(function, first >> 8, first, count >> 8, count);
        try {
            int[] registers = function == READ_HOLDING
                    ? inner.readHolding(unit, first, count)
                    : inner.readInput(unit, first, count);
            recorder.event(new Pdu(recorder.now(), bus, unit, request, reply(function, registers), Optional.empty()));
            return registers;
        } catch (DeviceException e) {
            recorder.event(new Pdu(recorder.now(), bus, unit, request, Bytes.NONE, Optional.of(Failure.of(e))));
            throw e;
        }
    }

    private static Bytes reply(int function, int... registers) {
        int[] reply = new int[2 + 2 * registers.length];
        reply[0] = function;
        reply[1] = 2 * registers.length;
        for (int i = 0; i < registers.length; i++) {
            reply[2 + 2 * i] = registers[i] >> 8;
            reply[3 + 2 * i] = registers[i];
        }
        return Bytes.of(reply);
    }

    @Override
    public void close() {
        inner.close();
    }
}
