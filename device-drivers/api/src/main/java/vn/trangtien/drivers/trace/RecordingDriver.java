package vn.trangtien.drivers.trace;

import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.trace.TraceEvent.Call;
import vn.trangtien.drivers.trace.TraceEvent.Command;
import vn.trangtien.drivers.trace.TraceEvent.Failed;
import vn.trangtien.drivers.trace.TraceEvent.Sampled;
import vn.trangtien.drivers.trace.TraceEvent.Verb;

/** A driver whose calls and their outcomes are written down, so that a replay knows when to ask and what to expect. */
final class RecordingDriver implements DriverFactory {

    private final DriverFactory inner;
    private final TraceRecorder recorder;

    RecordingDriver(DriverFactory inner, TraceRecorder recorder) {
        this.inner = inner;
        this.recorder = recorder;
    }

    @Override
    public DriverDescriptor descriptor() {
        return inner.descriptor();
    }

    @Override
    public List<DriverDescriptor.Channel> channels(DeviceConfig config) {
        return inner.channels(config);
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) throws DeviceException {
        recorder.event(new Call(recorder.now(), config.id(), Verb.OPEN));
        try {
            Device device = inner.open(config, buses, clock);
            boolean commandable = device instanceof Commandable;
            if (device instanceof Eventful) {
                return commandable
                        ? new EventfulCommandable(device, config.id())
                        : new EventfulOne(device, config.id());
            }
            return commandable ? new CommandableOne(device, config.id()) : new Recorded(device, config.id());
        } catch (DeviceException e) {
            recorder.event(new Failed(recorder.now(), config.id(), Failure.of(e)));
            throw e;
        }
    }

    private class Recorded implements Device {

        final Device device;
        final String id;

        Recorded(Device device, String id) {
            this.device = device;
            this.id = id;
        }

        @Override
        public List<Sample> read() throws DeviceException, InterruptedException {
            recorder.event(new Call(recorder.now(), id, Verb.READ));
            try {
                List<Sample> samples = device.read();
                for (Sample sample : samples) {
                    recorder.event(new Sampled(
                            recorder.sinceZero(sample.at()),
                            id,
                            sample.channel(),
                            sample.value(),
                            sample.unit(),
                            sample.quality()));
                }
                return samples;
            } catch (DeviceException e) {
                recorder.event(new Failed(recorder.now(), id, Failure.of(e)));
                throw e;
            }
        }

        @Override
        public Optional<String> warning() {
            return device.warning();
        }

        @Override
        public void close() {
            recorder.event(new Call(recorder.now(), id, Verb.CLOSE));
            device.close();
        }

        void tell(String channel, double value) throws DeviceException, InterruptedException {
            recorder.event(new Command(recorder.now(), id, channel, value));
            try {
                ((Commandable) device).command(channel, value);
            } catch (DeviceException e) {
                recorder.event(new Failed(recorder.now(), id, Failure.of(e)));
                throw e;
            }
        }
    }

    private final class EventfulOne extends Recorded implements Eventful {

        EventfulOne(Device device, String id) {
            super(device, id);
        }

        @Override
        public boolean hasNews() {
            return ((Eventful) device).hasNews();
        }
    }

    private final class CommandableOne extends Recorded implements Commandable {

        CommandableOne(Device device, String id) {
            super(device, id);
        }

        @Override
        public void command(String channel, double value) throws DeviceException, InterruptedException {
            tell(channel, value);
        }
    }

    private final class EventfulCommandable extends Recorded implements Eventful, Commandable {

        EventfulCommandable(Device device, String id) {
            super(device, id);
        }

        @Override
        public boolean hasNews() {
            return ((Eventful) device).hasNews();
        }

        @Override
        public void command(String channel, double value) throws DeviceException, InterruptedException {
            tell(channel, value);
        }
    }
}
