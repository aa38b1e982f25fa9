package vn.trangtien.sim.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.world.RandomStream;

/**
 * The faults of one board, switched by the names of its devices, at once or by a time-line. Thread-safe; a switch is seen by
 * the next transaction. Each device and fault draws from a stream of its own, so that adding one changes no other.
 */
public final class FaultPlan {

    /** The gateway itself, whose faults a harness plays. */
    public static final String GATEWAY = "gateway";

    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Function<String, RandomStream> streams;
    private final DeviceClock clock;
    private final long start;

    /**
     * @param streams randomness by name, for example {@code world::stream}
     * @param clock of the time-line, which begins now
     */
    public FaultPlan(Function<String, RandomStream> streams, DeviceClock clock) {
        this.streams = streams;
        this.clock = clock;
        this.start = clock.nanoTime();
    }

    /** Announces a device and what can go wrong with it. */
    public Target declare(String name, Set<Fault> possible) {
        var target = new Target(name, possible, streams, clock);
        if (targets.putIfAbsent(name, target) != null) {
            throw new IllegalArgumentException(
                    "a device with faults needs a name of its own, but '%s' is taken".formatted(name));
        }
        return target;
    }

    /**
     * The device of this name.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public Target target(String name) {
        Target target = targets.get(name);
        if (target == null) {
            throw new IllegalArgumentException("there is no device '%s' on this board; there are %s"
                    .formatted(name, targets.keySet().stream().sorted().toList()));
        }
        return target;
    }

    /** The devices and what can go wrong with each. */
    public Map<String, Set<Fault>> possible() {
        var possible = new TreeMap<String, Set<Fault>>();
        targets.forEach((name, target) -> possible.put(name, target.possible()));
        return possible;
    }

    /**
     * Makes a device fail from its next transaction on.
     *
     * @throws IllegalArgumentException if there is no such device or it cannot have this fault
     */
    public void switchOn(String device, FaultSetting setting) {
        able(device, setting.fault()).on.put(setting.fault(), setting);
    }

    public void switchOn(String device, Fault fault) {
        switchOn(device, FaultSetting.always(fault));
    }

    /** As a person types it, for example {@code switchOn("river", "cable-cut")}. */
    public void switchOn(String device, String faultCode) {
        switchOn(device, Fault.of(faultCode));
    }

    public void switchOff(String device, Fault fault) {
        target(device).on.remove(fault);
    }

    public void switchOff(String device, String faultCode) {
        switchOff(device, Fault.of(faultCode));
    }

    /**
     * Makes a device fail for some time.
     *
     * @param begin after the start of this plan, by the clock of the devices
     * @throws IllegalArgumentException if there is no such device or it cannot have this fault
     */
    public void schedule(String device, FaultSetting setting, Duration begin, Duration length) {
        long from = start + begin.toNanos();
        able(device, setting.fault()).windows.add(new Window(setting, from, from + length.toNanos()));
    }

    /** Heals everything, now and on the time-line. */
    public void clear() {
        targets.values().forEach(target -> {
            target.on.clear();
            target.windows.clear();
        });
    }

    private Target able(String device, Fault fault) {
        Target target = target(device);
        if (!target.possible().contains(fault)) {
            throw new IllegalArgumentException("device '%s' can have %s, but not %s"
                    .formatted(
                            device, target.possible().stream().map(Fault::code).toList(), fault.code()));
        }
        return target;
    }

    private record Window(FaultSetting setting, long from, long until) {}

    /** What a model or a line asks about one device. Thread-safe. */
    public static final class Target {

        private final String name;
        private final Set<Fault> possible = EnumSet.noneOf(Fault.class);
        private final Map<Fault, FaultSetting> on = new ConcurrentHashMap<>();
        private final List<Window> windows = new CopyOnWriteArrayList<>();
        private final Map<Fault, AtomicLong> met = new ConcurrentHashMap<>();
        private final Map<String, RandomStream> randomness = new ConcurrentHashMap<>();
        private final Map<String, AtomicLong> draws = new ConcurrentHashMap<>();
        private final Function<String, RandomStream> streams;
        private final DeviceClock clock;

        private Target(String name, Set<Fault> possible, Function<String, RandomStream> streams, DeviceClock clock) {
            this.name = name;
            this.possible.addAll(possible);
            this.streams = streams;
            this.clock = clock;
        }

        public String name() {
            return name;
        }

        /** What can go wrong here. */
        public synchronized Set<Fault> possible() {
            return possible.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(possible));
        }

        /** More can go wrong than was known at first. */
        public synchronized void add(Set<Fault> more) {
            possible.addAll(more);
        }

        /** Whether nothing is switched on or planned, which is the case nearly always. */
        public boolean isCalm() {
            return on.isEmpty() && windows.isEmpty();
        }

        /** Whether the fault is on now. */
        public boolean has(Fault fault) {
            return setting(fault) != null;
        }

        /** How often somebody has met this fault while it was on: a fault that nobody plays stays at 0. */
        public long met(Fault fault) {
            AtomicLong count = met.get(fault);
            return count == null ? 0 : count.get();
        }

        /** Whether the fault is on and hits this occasion; each call draws anew. */
        public boolean strikes(Fault fault) {
            FaultSetting setting = setting(fault);
            return setting != null && (setting.probability() >= 1 || chance(fault.code()) < setting.probability());
        }

        /** As it was switched on, otherwise the usual one. */
        public double amount(Fault fault) {
            FaultSetting setting = setting(fault);
            return setting == null ? fault.defaultAmount() : setting.amount();
        }

        /** The next number of a seeded row, 0 (inclusive) to 1 (exclusive). */
        public double chance(String what) {
            long index = draws.computeIfAbsent(what, any -> new AtomicLong()).getAndIncrement();
            double white = randomness
                    .computeIfAbsent(what, any -> streams.apply("fault/%s/%s".formatted(name, any)))
                    .white(index);
            return (white + 1) / 2;
        }

        /** The next number of a seeded row, 0 (inclusive) to {@code bound} (exclusive). */
        public int chance(String what, int bound) {
            return (int) (chance(what) * bound);
        }

        /** A device that never fails, for tests of a model alone. */
        public static Target sound() {
            return new Target("sound", Set.of(), name -> new RandomStream(0, name), DeviceClock.system());
        }

        private @Nullable FaultSetting setting(Fault fault) {
            if (isCalm()) {
                return null;
            }
            FaultSetting now = current(fault);
            if (now != null) {
                met.computeIfAbsent(fault, any -> new AtomicLong()).incrementAndGet();
            }
            return now;
        }

        private @Nullable FaultSetting current(Fault fault) {
            FaultSetting always = on.get(fault);
            if (always != null || windows.isEmpty()) {
                return always;
            }
            long now = clock.nanoTime();
            for (Window window : windows) {
                if (window.setting().fault() == fault && now - window.from() >= 0 && now - window.until() < 0) {
                    return window.setting();
                }
            }
            return null;
        }
    }
}
