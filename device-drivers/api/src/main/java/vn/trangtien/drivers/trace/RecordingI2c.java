package vn.trangtien.drivers.trace;

import java.util.Optional;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.trace.TraceEvent.I2c;

/** One device on an I2C bus. */
final class RecordingI2c implements I2cPort {

    private final I2cPort inner;
    private final String bus;
    private final int address;
    private final TraceRecorder recorder;

    RecordingI2c(I2cPort inner, String bus, int address, TraceRecorder recorder) {
        this.inner = inner;
        this.bus = bus;
        this.address = address;
        this.recorder = recorder;
    }

    @Override
    public void write(byte... data) throws DeviceException {
        Optional<Bytes> written = Optional.of(Bytes.of(data));
        try {
            inner.write(data);
            done(written, 0, Bytes.NONE);
        } catch (DeviceException e) {
            failed(written, 0, e);
            throw e;
        }
    }

    @Override
    public byte[] read(int length) throws DeviceException {
        try {
            byte[] data = inner.read(length);
            done(Optional.empty(), length, Bytes.of(data));
            return data;
        } catch (DeviceException e) {
            failed(Optional.empty(), length, e);
            throw e;
        }
    }

    @Override
    public byte[] readRegister(int register, int length) throws DeviceException {
        Optional<Bytes> written = Optional.of(Bytes.of(register));
        try {
            byte[] data = inner.readRegister(register, length);
            done(written, length, Bytes.of(data));
            return data;
        } catch (DeviceException e) {
            failed(written, length, e);
            throw e;
        }
    }

    private void done(Optional<Bytes> written, int wanted, Bytes read) {
        recorder.event(new I2c(recorder.now(), bus, address, written, wanted, read, Optional.empty()));
    }

    private void failed(Optional<Bytes> written, int wanted, DeviceException e) {
        recorder.event(new I2c(recorder.now(), bus, address, written, wanted, Bytes.NONE, Optional.of(Failure.of(e))));
    }
}
