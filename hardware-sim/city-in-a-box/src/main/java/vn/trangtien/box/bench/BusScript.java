package vn.trangtien.box.bench;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceFormatException;
import vn.trangtien.drivers.trace.TraceReader;
import vn.trangtien.drivers.trace.TraceRecorder;
import vn.trangtien.drivers.trace.TraceWriter;

/**
 * The transfers of one read of one device, recorded from its driver: what is left of a driver when everything but the bus is
 * taken away.
 */
final class BusScript {

    /** Shorter pauses are the driver's own computing. */
    private static final long SHORTEST_PAUSE = 1_000_000;

    private static final int READ_HOLDING = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Step> steps;

    private BusScript(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** One transfer, or one pause. */
    @FunctionalInterface
    private interface Step {
        void run() throws DeviceException, InterruptedException;
    }

    /** Lets the driver read twice and keeps what the second read did to its bus. */
    static BusScript of(DeviceConfig config, DriverFactory driver, Buses buses)
            throws DeviceException, InterruptedException {
        var text = new StringWriter();
        try (var writer = new TraceWriter(text)) {
            try (var recorder = new TraceRecorder(writer, DeviceClock.system());
                    Device device =
                            recorder.around(driver).open(config, recorder.around(buses), DeviceClock.system())) {
                device.read();
                device.read();
            }
            List<TraceEvent> events =
                    TraceReader.read(config.id(), text.toString()).events();
            return new BusScript(steps(lastRead(events), buses));
        } catch (TraceFormatException e) {
            throw new IllegalStateException("our own trace cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<TraceEvent> lastRead(List<TraceEvent> events) {
        int start = 0;
        int end = events.size();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof TraceEvent.Call call) {
                switch (call.verb()) {
                    case READ -> start = i + 1;
                    case CLOSE -> end = Math.min(end, i);
                    case OPEN -> start = i + 1;
                }
            }
        }
        return events.subList(start, Math.max(start, end));
    }

    private static List<Step> steps(List<TraceEvent> events, Buses buses) throws DeviceException {
        List<Step> steps = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (TraceEvent event : events) {
            boolean pausable = event instanceof TraceEvent.I2c || event instanceof TraceEvent.Spi;
            if (pausable && event.at() - before > SHORTEST_PAUSE) {
                Duration pause = Duration.ofNanos(event.at() - before);
                steps.add(() -> DeviceClock.system().sleep(pause));
            }
            step(event, buses, steps);
            before = event.at();
        }
        return steps;
    }

    private static void step(TraceEvent event, Buses buses, List<Step> steps) throws DeviceException {
        if (event instanceof TraceEvent.I2c i2c) {
            steps.add(i2c(i2c, buses.i2c(i2c.subject(), i2c.address())));
        } else if (event instanceof TraceEvent.Spi spi) {
            SpiPort port = buses.spi(spi.subject());
            byte[] out = spi.out().toArray();
            steps.add(() -> port.transfer(out));
        } else if (event instanceof TraceEvent.Sent sent) {
            SerialLink link = buses.serial(sent.subject(), 9_600);
            byte[] data = sent.data().toArray();
            steps.add(() -> {
                link.purge();
                link.write(data);
            });
        } else if (event instanceof TraceEvent.Received received) {
            SerialLink link = buses.serial(received.subject(), 9_600);
            int length = received.data().length();
            steps.add(() -> receive(link, length));
        } else if (event instanceof TraceEvent.OneWireRead wire) {
            OneWireBus bus = buses.oneWire(wire.subject());
            steps.add(() -> bus.readScratchpad(wire.device()));
        } else if (event instanceof TraceEvent.OneWireFound wire) {
            OneWireBus bus = buses.oneWire(wire.subject());
            steps.add(bus::devices);
        } else if (event instanceof TraceEvent.Pdu pdu) {
            steps.add(modbus(pdu, buses.modbus(pdu.subject())));
        }
    }

    private static Step i2c(TraceEvent.I2c event, I2cPort port) {
        byte[] written = event.written().orElse(Bytes.NONE).toArray();
        int wanted = event.wanted();
        if (wanted == 0) {
            return () -> port.write(written);
        }
        if (written.length == 0) {
            return () -> port.read(wanted);
        }
        int register = written[0] & 0xFF;
        return () -> port.readRegister(register, wanted);
    }

    private static Step modbus(TraceEvent.Pdu event, ModbusMaster master) {
        Bytes request = event.request();
        int unit = event.unit();
        int first = request.at(1) << 8 | request.at(2);
        int count = request.at(3) << 8 | request.at(4);
        return request.at(0) == READ_HOLDING
                ? () -> master.readHolding(unit, first, count)
                : () -> master.readInput(unit, first, count);
    }

    private static void receive(SerialLink link, int length) throws DeviceException, InterruptedException {
        for (int missing = length; missing > 0; ) {
            byte[] some = link.read(missing, PATIENCE);
            if (some.length == 0) {
                return;
            }
            missing -= some.length;
        }
    }

    void run() throws DeviceException, InterruptedException {
        for (Step step : steps) {
            step.run();
        }
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }
}
