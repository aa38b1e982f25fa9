package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.trangtien.platform.text.VietnameseText;

/** The tree of units as it was on any day. Immutable. */
public final class Organisation {

    private final Map<String, List<Unit>> periods;

    /** @throws IllegalArgumentException if periods of one code overlap, or a parent or successor does not exist */
    public Organisation(List<Unit> units) {
        periods =
                units.stream().sorted(Comparator.comparing(Unit::validFrom)).collect(Collectors.groupingBy(Unit::code));
        periods.values().forEach(Organisation::refuseOverlap);
        units.forEach(this::refuseUnknownRelatives);
        units.forEach(unit -> pathTo(unit, unit.validFrom()));
    }

    /** The unit with this code on that day; empty if it never existed or did not exist then. */
    public Optional<Unit> find(String code, LocalDate day) {
        return periods.getOrDefault(code, List.of()).stream()
                .filter(unit -> unit.isValidOn(day))
                .findFirst();
    }

    /**
     * The unit that does the work of this code on that day: itself, or whoever succeeded it.
     *
     * @return empty if the code is unknown, not founded yet, or was abolished without successor
     */
    public Optional<Unit> responsible(String code, LocalDate day) {
        var seen = new HashSet<String>();
        String current = code;
        while (seen.add(current)) {
            Optional<Unit> unit = find(current, day);
            if (unit.isPresent()) {
                return unit;
            }
            Optional<String> successor = periods.getOrDefault(current, List.of()).stream()
                    .filter(past -> past.validTo() != null && past.validTo().isBefore(day))
                    .reduce((earlier, later) -> later)
                    .map(Unit::successorCode);
            if (successor.isEmpty()) {
                return Optional.empty();
            }
            current = successor.get();
        }
        return Optional.empty();
    }

    /** Whether {@code code} is {@code ancestor} or lies anywhere below it on that day. */
    public boolean isWithin(String code, String ancestor, LocalDate day) {
        return find(code, day)
                .map(unit ->
                        pathTo(unit, day).stream().anyMatch(step -> step.code().equals(ancestor)))
                .orElse(false);
    }

    /** The unit and everything below it on that day, in dictionary order of the Vietnamese names. */
    public List<Unit> within(String ancestor, LocalDate day) {
        return on(day, unit -> isWithin(unit.code(), ancestor, day));
    }

    /** Every unit of that day, in dictionary order of the Vietnamese names. */
    public List<Unit> on(LocalDate day) {
        return on(day, unit -> true);
    }

    /** From the root down to the unit itself. */
    public List<Unit> pathTo(Unit unit, LocalDate day) {
        var path = new ArrayList<Unit>();
        Optional<Unit> step = Optional.of(unit);
        while (step.isPresent()) {
            Unit current = step.get();
            if (path.stream().anyMatch(below -> below.code().equals(current.code()))) {
                throw new IllegalArgumentException(
                        "unit %s stands above itself on %s; mend its parentCode".formatted(unit.code(), day));
            }
            path.add(0, current);
            step = Optional.ofNullable(current.parentCode()).flatMap(parent -> find(parent, day));
        }
        return List.copyOf(path);
    }

    private List<Unit> on(LocalDate day, Predicate<Unit> wanted) {
        return periods.values().stream()
                .flatMap(List::stream)
                .filter(unit -> unit.isValidOn(day))
                .filter(wanted)
                .sorted(Comparator.comparing(Unit::nameVi, VietnameseText.order()))
                .toList();
    }

    private static void refuseOverlap(List<Unit> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            Unit earlier = sorted.get(i - 1);
            Unit later = sorted.get(i);
            if (earlier.isValidOn(later.validFrom())) {
                throw new IllegalArgumentException(
                        "unit %s: the period from %s overlaps the one from %s; end the earlier one first"
                                .formatted(later.code(), later.validFrom(), earlier.validFrom()));
            }
        }
    }

    private void refuseUnknownRelatives(Unit unit) {
        if (unit.parentCode() != null
                && find(unit.parentCode(), unit.validFrom()).isEmpty()) {
            throw new IllegalArgumentException("unit %s: parentCode %s must exist on %s, but does not"
                    .formatted(unit.code(), unit.parentCode(), unit.validFrom()));
        }
        if (unit.successorCode() != null && !periods.containsKey(unit.successorCode())) {
            throw new IllegalArgumentException("unit %s: successorCode %s must be a unit of the file, but is not"
                    .formatted(unit.code(), unit.successorCode()));
        }
    }
}
