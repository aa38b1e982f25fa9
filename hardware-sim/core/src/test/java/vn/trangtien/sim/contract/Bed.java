package vn.trangtien.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.sim.board.InMemoryBoard;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** A driver, its instrument and everything between them, in virtual time; checks each read as it comes. */
public final class Bed implements AutoCloseable {

    private static final DriverCatalog DRIVERS = DriverCatalog.installed();

    /** A value may be stamped while its frame still comes. */
    private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

    private final Subject subject;
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryBoard board;
    private Closures contact = Closures.none();
    private Buses buses;
    private Device device;
    private long readBegan;

    Bed(Subject subject, long seed) {
        this.subject = subject;
        var world = new World(seed, WorldProfile.floodNight());
        SimulatedBoardBuilder builder = SimulatedBoard.builder(world, new WorldClock(clock, subject.worldSpeed()))
                .named("contract")
                .buses(List.of(subject.bus()))
                .device(subject.device(), subject.simulation());
        subject.neighbours().forEach(builder::device);
        this.board = builder.inMemory(clock);
        clock.advance(Duration.ofSeconds(1));
        this.buses = board.buses(RtuMaster::new);
        this.device = opened();
    }

    VirtualClock clock() {
        return clock;
    }

    InMemoryBoard board() {
        return board;
    }

    FaultPlan faults() {
        return board.faults();
    }

    Device device() {
        return device;
    }

    Buses buses() {
        return buses;
    }

    /** As a restart of the gateway does. */
    void reopen() {
        device.close();
        buses.close();
        buses = board.buses(RtuMaster::new);
        device = opened();
    }

    private Device opened() {
        DeviceConfig config = subject.device();
        assertThat(DRIVERS.problems(config)).as("configuration of " + subject).isEmpty();
        DriverFactory factory = DRIVERS.get(config);
        subject.contact()
                .ifPresent(line -> contact = Closures.watch(buses, subject.bus().name(), line));
        try {
            Device opened = factory.open(config, buses, clock);
            for (Subject.Command command : subject.commands()) {
                ((Commandable) opened).command(command.channel(), command.value());
            }
            return opened;
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts an opening", e);
        } catch (DeviceException e) {
            throw new AssertionError("opening must not need the instrument", e);
        }
    }

    /** What the instrument felt as long before this moment as a value may be old; at least its latest measurement. */
    double[] felt(String channel, long at) {
        double[] lately =
                board.feltBetween(Subject.ID, channel, at - subject.age().toNanos(), at + SOON_NANOS);
        return lately.length > 0
                ? lately
                : board.lastFelt(Subject.ID, channel).stream().toArray();
    }

    /** Of the contact of this subject, since the device was opened. */
    long closures() {
        return contact.count();
    }

    boolean missedEdges() {
        return faults().target(Subject.ID).met(Fault.MISSED_EDGE) > 0;
    }

    /** Waits for the next turn, then reads. Everything that may never happen is an assertion here. */
    Outcome read(boolean valuesCount) throws InterruptedException {
        clock.advance(subject.every());
        readBegan = clock.nanoTime();
        Outcome outcome;
        try {
            List<Sample> samples = device.read();
            assertThat(samples).as("samples of one read").isNotEmpty();
            outcome = new Outcome(samples, null);
        } catch (DeviceException e) {
            assertThat(e.getMessage()).as("message of a " + e.error()).isNotBlank();
            outcome = new Outcome(List.of(), e);
        } catch (RuntimeException e) {
            throw new AssertionError("a read may fail with DeviceException only", e);
        }
        Duration took = Duration.ofNanos(clock.nanoTime() - readBegan);
        assertThat(took).as("time of one read, %s", outcome).isLessThanOrEqualTo(subject.bound());
        outcome.samples().forEach(sample -> check(sample, valuesCount));
        return outcome;
    }

    /** Nobody changes a chip with the supply on: while it is out, a read finds nothing. */
    void exchangePart() throws InterruptedException {
        faults().switchOn(Subject.ID, Fault.CABLE_CUT);
        read(true);
        faults().switchOff(Subject.ID, Fault.CABLE_CUT);
    }

    /** Reads until all is GOOD. */
    void readUntilGood(String when, boolean valuesCount) throws InterruptedException {
        Outcome last = null;
        for (int i = 0; i < subject.recovery(); i++) {
            last = read(valuesCount);
            if (last.isGood()) {
                return;
            }
        }
        fail("%s %s, %d reads later: still %s", subject, when, subject.recovery(), last);
    }

    private void check(Sample sample, boolean valuesCount) {
        long earliest = subject.bringsItsTime() ? 0 : readBegan - subject.age().toNanos();
        assertThat(sample.at()).as("time of %s", sample).isBetween(earliest, clock.nanoTime());
        if (sample.quality() == Quality.GOOD && valuesCount) {
            subject.judge(sample.channel())
                    .objection(sample, this)
                    .ifPresent(objection -> fail("%s calls a wrong value GOOD: %s", subject, objection));
        }
    }

    @Override
    public void close() {
        device.close();
        board.close();
    }
}
