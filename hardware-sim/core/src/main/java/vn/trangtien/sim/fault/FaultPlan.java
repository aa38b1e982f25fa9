package vn.trangtien.sim.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The faults of one board, switched by the names of its devices. Thread-safe; a switch is seen by the next transaction. */
public final class FaultPlan {

    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    /** Announces a device and what can go wrong with it. */
    public Target declare(String name, Set<Fault> possible) {
        var target = new Target(name, possible);
        if (targets.putIfAbsent(name, target) != null) {
            throw new IllegalArgumentException(
                    "a device with faults needs a name of its own, but '%s' is taken".formatted(name));
        }
        return target;
    }

    /** The devices and what can go wrong with each. */
    public Map<String, Set<Fault>> possible() {
        var possible = new TreeMap<String, Set<Fault>>();
        targets.forEach((name, target) -> possible.put(name, Set.copyOf(target.possible)));
        return possible;
    }

    /**
     * Makes a device fail from its next transaction on.
     *
     * @throws IllegalArgumentException if there is no such device or it cannot have this fault
     */
    public void switchOn(String device, Fault fault) {
        Target target = find(device);
        if (!target.possible.contains(fault)) {
            throw new IllegalArgumentException("device '%s' can have %s, but not %s"
                    .formatted(device, target.possible.stream().map(Fault::code).toList(), fault.code()));
        }
        target.active.add(fault);
    }

    /** As a person types it, for example {@code switchOn("uart-lv", "silent")}. */
    public void switchOn(String device, String faultCode) {
        switchOn(device, Fault.of(faultCode));
    }

    public void switchOff(String device, Fault fault) {
        find(device).active.remove(fault);
    }

    public void switchOff(String device, String faultCode) {
        switchOff(device, Fault.of(faultCode));
    }

    /** Heals everything. */
    public void clear() {
        targets.values().forEach(target -> target.active.clear());
    }

    private Target find(String device) {
        Target target = targets.get(device);
        if (target == null) {
            throw new IllegalArgumentException("there is no device '%s' on this board; there are %s"
                    .formatted(device, targets.keySet().stream().sorted().toList()));
        }
        return target;
    }

    /** What a model asks about itself. */
    public static final class Target {

        private final String name;
        private final Set<Fault> possible;
        private final Set<Fault> active = ConcurrentHashMap.newKeySet();

        private Target(String name, Set<Fault> possible) {
            this.name = name;
            this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
        }

        public String name() {
            return name;
        }

        public boolean has(Fault fault) {
            return active.contains(fault);
        }

        /** A device that never fails, for tests of a model alone. */
        public static Target sound() {
            return new Target("sound", Set.copyOf(List.of()));
        }
    }
}
