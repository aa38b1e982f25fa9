package vn.trangtien.drivers.trace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.port.PwmOut;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.drivers.trace.TraceEvent.Edge;
import vn.trangtien.drivers.trace.TraceEvent.FeedBroken;
import vn.trangtien.drivers.trace.TraceEvent.InputOpened;
import vn.trangtien.drivers.trace.TraceEvent.Listening;
import vn.trangtien.drivers.trace.TraceEvent.Message;
import vn.trangtien.drivers.trace.TraceEvent.OneWireFound;
import vn.trangtien.drivers.trace.TraceEvent.OneWireRead;
import vn.trangtien.drivers.trace.TraceEvent.Opened;
import vn.trangtien.drivers.trace.TraceEvent.Output;
import vn.trangtien.drivers.trace.TraceEvent.Pwm;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Sent;

/**
 * Buses whose traffic is recorded. A read that found nothing in time leaves no line: the clock says the same in a replay.
 * As thread-safe as what it decorates.
 */
final class RecordingBuses implements Buses {

    private final Buses inner;
    private final TraceRecorder recorder;

    RecordingBuses(Buses inner, TraceRecorder recorder) {
        this.inner = inner;
        this.recorder = recorder;
    }

    @Override
    public I2cPort i2c(String bus, int address) throws DeviceException {
        return new RecordingI2c(inner.i2c(bus, address), bus, address, recorder);
    }

    @Override
    public SpiPort spi(String bus) throws DeviceException {
        SpiPort port = inner.spi(bus);
        return out -> {
            try {
                byte[] in = port.transfer(out);
                recorder.event(new TraceEvent.Spi(recorder.now(), bus, Bytes.of(out), Bytes.of(in), Optional.empty()));
                return in;
            } catch (DeviceException e) {
                recorder.event(
                        new TraceEvent.Spi(recorder.now(), bus, Bytes.of(out), Bytes.NONE, Optional.of(Failure.of(e))));
                throw e;
            }
        };
    }

    @Override
    public SerialLink serial(String bus, int baud) throws DeviceException {
        try {
            SerialLink link = inner.serial(bus, baud);
            recorder.event(new Opened(recorder.now(), bus, baud, Optional.empty()));
            return new Link(link, bus, recorder);
        } catch (DeviceException e) {
            recorder.event(new Opened(recorder.now(), bus, baud, Optional.of(Failure.of(e))));
            throw e;
        }
    }

    @Override
    public ModbusMaster modbus(String bus) throws DeviceException {
        ModbusMaster master = inner.modbus(bus);
        return recorder.hasWire(bus) ? master : new RecordingModbus(master, bus, recorder);
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) throws DeviceException {
        GpioIn port = inner.input(bus, line, pull);
        boolean high = port.isHigh();
        recorder.event(new InputOpened(recorder.now(), bus, line, pull, high));
        return new Input(port, bus, line, high, recorder);
    }

    @Override
    public GpioOut output(String bus, int line, boolean initiallyHigh) throws DeviceException {
        GpioOut port = inner.output(bus, line, initiallyHigh);
        recorder.event(new Output(recorder.now(), bus, line, initiallyHigh, Optional.empty()));
        return new GpioOut() {
            @Override
            public void set(boolean high) throws DeviceException {
                try {
                    port.set(high);
                    recorder.event(new Output(recorder.now(), bus, line, high, Optional.empty()));
                } catch (DeviceException e) {
                    recorder.event(new Output(recorder.now(), bus, line, high, Optional.of(Failure.of(e))));
                    throw e;
                }
            }

            @Override
            public boolean isHigh() {
                return port.isHigh();
            }
        };
    }

    @Override
    public PwmOut pwm(String bus, int channel, int hertz) throws DeviceException {
        PwmOut port = inner.pwm(bus, channel, hertz);
        return percent -> {
            try {
                port.duty(percent);
                recorder.event(new Pwm(recorder.now(), bus, channel, hertz, percent, Optional.empty()));
            } catch (DeviceException e) {
                recorder.event(new Pwm(recorder.now(), bus, channel, hertz, percent, Optional.of(Failure.of(e))));
                throw e;
            }
        };
    }

    @Override
    public OneWireBus oneWire(String bus) throws DeviceException {
        OneWireBus port = inner.oneWire(bus);
        return new OneWireBus() {
            @Override
            public List<String> devices() throws DeviceException {
                try {
                    List<String> devices = port.devices();
                    recorder.event(new OneWireFound(recorder.now(), bus, devices, Optional.empty()));
                    return devices;
                } catch (DeviceException e) {
                    recorder.event(new OneWireFound(recorder.now(), bus, List.of(), Optional.of(Failure.of(e))));
                    throw e;
                }
            }

            @Override
            public byte[] readScratchpad(String device) throws DeviceException, InterruptedException {
                try {
                    byte[] scratchpad = port.readScratchpad(device);
                    recorder.event(
                            new OneWireRead(recorder.now(), bus, device, Bytes.of(scratchpad), Optional.empty()));
                    return scratchpad;
                } catch (DeviceException e) {
                    recorder.event(
                            new OneWireRead(recorder.now(), bus, device, Bytes.NONE, Optional.of(Failure.of(e))));
                    throw e;
                }
            }
        };
    }

    @Override
    public MessageFeed messages(String bus, String topicFilter) throws DeviceException {
        MessageFeed feed = inner.messages(bus, topicFilter);
        recorder.event(new Listening(recorder.now(), bus, topicFilter));
        return new MessageFeed() {
            @Override
            public List<Message> take() throws DeviceException {
                try {
                    List<Message> messages = feed.take();
                    for (Message message : messages) {
                        recorder.event(new TraceEvent.Message(
                                recorder.sinceZero(message.at()), bus, message.topic(), Bytes.of(message.payload())));
                    }
                    return messages;
                } catch (DeviceException e) {
                    recorder.event(new FeedBroken(recorder.now(), bus, Failure.of(e)));
                    throw e;
                }
            }

            @Override
            public void close() {
                feed.close();
            }
        };
    }

    @Override
    public void close() {
        inner.close();
    }

    /** A serial line, of a UART or under a Modbus master. */
    static final class Link implements SerialLink {

        private final SerialLink inner;
        private final String bus;
        private final TraceRecorder recorder;

        Link(SerialLink inner, String bus, TraceRecorder recorder) {
            this.inner = inner;
            this.bus = bus;
            this.recorder = recorder;
        }

        @Override
        public void write(byte... data) throws DeviceException {
            try {
                inner.write(data);
                recorder.event(new Sent(recorder.now(), bus, Bytes.of(data), Optional.empty()));
            } catch (DeviceException e) {
                recorder.event(new Sent(recorder.now(), bus, Bytes.of(data), Optional.of(Failure.of(e))));
                throw e;
            }
        }

        @Override
        public byte[] read(int max, Duration timeout) throws DeviceException, InterruptedException {
            try {
                byte[] data = inner.read(max, timeout);
                if (data.length > 0) {
                    recorder.received(bus, data);
                }
                return data;
            } catch (DeviceException e) {
                failed(e);
                throw e;
            }
        }

        @Override
        public void purge() throws DeviceException {
            try {
                inner.purge();
            } catch (DeviceException e) {
                failed(e);
                throw e;
            }
        }

        private void failed(DeviceException e) {
            long now = recorder.now();
            recorder.event(new Received(now, now, bus, Bytes.NONE, Optional.of(Failure.of(e))));
        }
    }

    /** An input line; every listener hears what is recorded. */
    private static final class Input implements GpioIn {

        private final GpioIn inner;
        private final String bus;
        private final int line;
        private final TraceRecorder recorder;
        private final AtomicBoolean level;
        private final List<EdgeListener> listeners = new CopyOnWriteArrayList<>();

        Input(GpioIn inner, String bus, int line, boolean high, TraceRecorder recorder) {
            this.inner = inner;
            this.bus = bus;
            this.line = line;
            this.recorder = recorder;
            this.level = new AtomicBoolean(high);
            inner.onEdge(this::edge);
        }

        private void edge(boolean high, long at) {
            level.set(high);
            recorder.event(new Edge(recorder.sinceZero(at), bus, line, high));
            listeners.forEach(listener -> listener.edge(high, at));
        }

        /** A level that no edge announced is recorded as an edge of now. */
        @Override
        public boolean isHigh() throws DeviceException {
            boolean high = inner.isHigh();
            if (level.getAndSet(high) != high) {
                recorder.event(new Edge(recorder.now(), bus, line, high));
            }
            return high;
        }

        @Override
        public Subscription onEdge(EdgeListener listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }
}
