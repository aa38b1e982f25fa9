package vn.trangtien.sim.camera.fault;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What is wrong with the camera at the moment. Thread-safe; a change takes effect at once, for a picture fault with the next key picture. */
public final class StreamFaults {

    private final Map<Fault, Double> amounts = new ConcurrentHashMap<>();

    /** Switches a fault on with its usual amount. */
    public void on(Fault fault) {
        on(fault, fault.usual());
    }

    /**
     * Switches a fault on or changes its amount.
     *
     * @throws IllegalArgumentException if the amount is negative or beyond what the fault allows
     */
    public void on(Fault fault, double amount) {
        if (!(amount >= 0 && amount <= fault.most())) {
            throw new IllegalArgumentException("fault %s: amount must be from 0 to %s %s, but was %s"
                    .formatted(fault.word(), plain(fault.most()), fault.unit(), plain(amount))
                    .replace("  ", " "));
        }
        amounts.put(fault, amount);
    }

    /** Switches a fault off; nothing happens if it was not on. */
    public void off(Fault fault) {
        amounts.remove(fault);
    }

    /** Repairs everything. */
    public void clear() {
        amounts.clear();
    }

    /** Whether the fault is on. */
    public boolean has(Fault fault) {
        return amounts.containsKey(fault);
    }

    /** How much of it there is, in the fault's unit; 0 if it is off. */
    public double amount(Fault fault) {
        return amounts.getOrDefault(fault, 0.0);
    }

    /** The fault that decides what is in the picture, if any is on; of several the first in the order of {@link Fault}. */
    public Optional<Fault> ofPicture() {
        for (Fault fault : Fault.values()) {
            if (fault.isOfPicture() && has(fault)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /**
     * Switches on what a person wrote: {@code freeze}, {@code loss=5}; {@code -loss} switches it off again.
     *
     * @throws IllegalArgumentException if there is no such fault or its amount makes no sense, naming what there is
     */
    public void apply(String words) {
        boolean off = words.startsWith("-");
        String[] parts = (off ? words.substring(1) : words).split("=", 2);
        Fault fault = Fault.of(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("there is no fault '%s'; there are %s"
                        .formatted(
                                parts[0],
                                Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", ")))));
        if (off) {
            off(fault);
        } else if (parts.length == 1) {
            on(fault);
        } else {
            on(fault, number(fault, parts[1]));
        }
    }

    private static double number(Fault fault, String text) {
        if (fault.unit().isEmpty()) {
            throw new IllegalArgumentException(
                    "fault %s has no amount, but '%s' was given".formatted(fault.word(), text));
        }
        try {
            return Double.parseDouble(
                    text.endsWith(fault.unit())
                            ? text.substring(0, text.length() - fault.unit().length())
                            : text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "fault %s: amount must be a number of %s, but was '%s'".formatted(fault.word(), fault.unit(), text),
                    e);
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
