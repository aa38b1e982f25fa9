package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.fault.Fault;

/**
 * One driver with one configuration, and what it promises.
 *
 * <p>Every GOOD value must be what the instrument felt, within the tolerance of its channel. Where physics hides a fault from
 * any driver, {@link #cannotSee} names it with the reason, and only then may the value be wrong.
 */
public final class Subject {

    public static final String ID = "subject";

    private final BusConfig bus;
    private final DeviceConfig device;
    private final List<DeviceConfig> neighbours = new ArrayList<>();
    private final Map<String, Object> simulation = new HashMap<>();
    private final Map<String, Judge> judges = new HashMap<>();
    private final Map<Fault, String> unseen = new EnumMap<>(Fault.class);
    private final Map<Fault, String> unmet = new EnumMap<>(Fault.class);
    private Duration every = Duration.ofSeconds(2);
    private Duration bound = Duration.ofMillis(2_500);
    private Duration age = Duration.ofSeconds(10);
    private int recovery = 20;
    private final List<Command> commands = new ArrayList<>();
    private final Set<String> counts = new HashSet<>();
    private Duration settling = Duration.ZERO;
    private double worldSpeed = 1;
    private boolean bringsItsTime;
    private boolean dependsOnWorld = true;
    private OptionalInt contact = OptionalInt.empty();

    record Command(String channel, double value) {}

    private Subject(String driver, BusConfig bus, Map<String, Object> params) {
        this.bus = bus;
        this.device = new DeviceConfig(ID, driver, bus.name(), params);
    }

    public static Subject of(String driver, BusConfig bus, Map<String, Object> params) {
        return new Subject(driver, bus, params);
    }

    /** The channel says what the instrument felt under the same name. */
    public Subject channel(String name, double tolerance) {
        return channel(name, Judge.felt(name, tolerance));
    }

    /** A count of the driver's own, which goes on without the instrument. */
    public Subject counts(String name, double most) {
        counts.add(name);
        return channel(name, Judge.between(0, most));
    }

    public Subject channel(String name, Judge judge) {
        judges.put(name, judge);
        return this;
    }

    /** A fault that no driver can detect on this wire or with this instrument. */
    public Subject cannotSee(Fault fault, String why) {
        unseen.put(fault, why);
        return this;
    }

    /** A fault that this driver gives no occasion. */
    public Subject neverMeets(Fault fault, String why) {
        unmet.put(fault, why);
        return this;
    }

    boolean meets(Fault fault) {
        return !unmet.containsKey(fault);
    }

    /** How much faster than the instrument its world runs, where hardly anything would happen otherwise. */
    public Subject inAWorldAt(double speed) {
        worldSpeed = speed;
        return this;
    }

    double worldSpeed() {
        return worldSpeed;
    }

    /** Time between two reads. */
    public Subject every(Duration time) {
        every = time;
        return this;
    }

    /** The longest read, where the driver documents a longer one than usual. */
    public Subject within(Duration time) {
        bound = time;
        return this;
    }

    /** How old the measurement behind a value may be. */
    public Subject asOldAs(Duration time) {
        age = time;
        return this;
    }

    /** Reads after which the device is GOOD: at first, and after a fault. */
    public Subject goodAfter(int reads) {
        recovery = reads;
        return this;
    }

    /** What it says does not change with the weather. */
    public Subject whateverTheWorld() {
        dependsOnWorld = false;
        return this;
    }

    /** The GPIO line of its contact, where the wire itself is to be watched. */
    public Subject withContact(int line) {
        contact = OptionalInt.of(line);
        return this;
    }

    OptionalInt contact() {
        return contact;
    }

    /** What it is told after each opening. */
    public Subject commanded(String channel, double value) {
        commands.add(new Command(channel, value));
        return this;
    }

    /** Samples carry the time that a message names, which may be long past. */
    public Subject withItsOwnTime() {
        bringsItsTime = true;
        return this;
    }

    /** How long the consequences of a fault that cannot be seen go on unseen. */
    public Subject settlesIn(Duration time) {
        settling = time;
        return this;
    }

    List<Command> commands() {
        return commands;
    }

    boolean bringsItsTime() {
        return bringsItsTime;
    }

    Duration settling() {
        return settling;
    }

    boolean countsItself(String channel) {
        return counts.contains(channel);
    }

    public Subject beside(DeviceConfig neighbour) {
        neighbours.add(neighbour);
        return this;
    }

    public Subject simulated(String key, Object value) {
        simulation.put(key, value);
        return this;
    }

    BusConfig bus() {
        return bus;
    }

    DeviceConfig device() {
        return device;
    }

    List<DeviceConfig> neighbours() {
        return neighbours;
    }

    Map<String, Object> simulation() {
        return simulation;
    }

    Duration every() {
        return every;
    }

    Duration bound() {
        return bound;
    }

    Duration age() {
        return age;
    }

    int recovery() {
        return recovery;
    }

    boolean dependsOnWorld() {
        return dependsOnWorld;
    }

    boolean canSee(Fault fault) {
        return !unseen.containsKey(fault);
    }

    Judge judge(String channel) {
        return Optional.ofNullable(judges.get(channel))
                .orElseThrow(() -> new AssertionError(
                        "the contract test of %s says nothing about channel %s".formatted(device.driver(), channel)));
    }

    @Override
    public String toString() {
        return "%s on %s".formatted(device.driver(), bus.name());
    }
}
