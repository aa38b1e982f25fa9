package vn.trangtien.sim.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.port.PwmOut;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.drivers.trace.BareTrace;
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceEvent.InputOpened;
import vn.trangtien.drivers.trace.TraceEvent.OneWireFound;
import vn.trangtien.drivers.trace.TraceEvent.OneWireRead;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Spi;
import vn.trangtien.sim.time.VirtualClock;

/** Answers as well as a recording can. */
final class LenientBuses implements ReplayBuses {

    private static final String SOME_DEVICE = "28-000000000000";

    private final Trace trace;
    private final VirtualClock clock;
    private final Recorded.Served served;
    private final int deafTurns;
    private final List<BooleanSupplier> ends = new ArrayList<>();

    LenientBuses(Trace trace, VirtualClock clock, long beginsAt, int deafTurns) {
        this.deafTurns = deafTurns;
        this.trace = trace;
        this.clock = clock;
        this.served = new Recorded.Served(clock, beginsAt);
    }

    @Override
    public int served() {
        return served.count();
    }

    @Override
    public boolean isExhausted() {
        return ends.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    @Override
    public I2cPort i2c(String bus, int address) {
        return new LenientI2c(trace, bus, address, served);
    }

    @Override
    public SpiPort spi(String bus) {
        var recorded = recorded(bus, Spi.class);
        return out -> {
            Bytes asked = Bytes.of(out);
            Optional<Spi> answer = recorded.next(event -> event.out().equals(asked));
            if (answer.isEmpty()) {
                answer = recorded.known(event -> event.out().equals(asked));
            }
            return answer.map(event -> event.in().toArray()).orElseThrow(() -> recorded.unknown("x=" + asked));
        };
    }

    @Override
    public SerialLink serial(String bus, int baud) {
        var recorded = recorded(bus, Received.class);
        return new LenientLink(recorded, clock, deafTurns);
    }

    @Override
    public ModbusMaster modbus(String bus) {
        var master = new LenientModbus(trace, bus, served);
        ends.add(master::isExhausted);
        return master;
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) {
        boolean high = trace.events().stream()
                .filter(event -> event instanceof InputOpened opened
                        && opened.subject().equals(bus)
                        && (opened.line() == line || opened.line() < 0))
                .map(event -> ((InputOpened) event).high())
                .findFirst()
                .orElse(pull == GpioIn.Pull.UP);
        return ReplayInput.follow(trace, bus, line, high, clock, served.zero());
    }

    @Override
    public GpioOut output(String bus, int line, boolean initiallyHigh) {
        return new GpioOut() {
            private boolean level = initiallyHigh;

            @Override
            public void set(boolean high) {
                level = high;
            }

            @Override
            public boolean isHigh() {
                return level;
            }
        };
    }

    @Override
    public PwmOut pwm(String bus, int channel, int hertz) {
        return percent -> {};
    }

    @Override
    public OneWireBus oneWire(String bus) {
        var recorded = recorded(bus, OneWireRead.class);
        return new OneWireBus() {
            @Override
            public List<String> devices() {
                Set<String> devices = new LinkedHashSet<>();
                for (TraceEvent event : trace.events()) {
                    if (event instanceof OneWireFound found && found.subject().equals(bus)) {
                        devices.addAll(found.devices());
                    }
                }
                recorded.all()
                        .forEach(event ->
                                devices.add(event.device().equals(BareTrace.ANY) ? SOME_DEVICE : event.device()));
                return devices.stream().sorted().toList();
            }

            @Override
            public byte[] readScratchpad(String device) throws DeviceException {
                Predicate<OneWireRead> same =
                        event -> event.device().equals(device) || event.device().equals(BareTrace.ANY);
                Optional<OneWireRead> answer = recorded.next(same);
                if (answer.isEmpty()) {
                    answer = recorded.known(same);
                }
                return answer.orElseThrow(() -> recorded.unknown("the scratchpad of " + device))
                        .scratchpad()
                        .toArray();
            }
        };
    }

    @Override
    public MessageFeed messages(String bus, String topicFilter) {
        return new ReplayFeed(trace, bus, topicFilter, clock, served.zero(), true, served::serve);
    }

    private <E extends TraceEvent> Recorded<E> recorded(String bus, Class<E> kind) {
        var recorded = new Recorded<>(trace, bus, kind, served);
        ends.add(recorded::isExhausted);
        return recorded;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
