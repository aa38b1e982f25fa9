package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.trangtien.platform.text.VietnameseText;

/** The units of all times with their levels, checked as a whole. Immutable. */
final class UnitTree {

    private final Map<String, List<Unit>> periods;
    private final List<Level> levels;

    /** @throws IllegalArgumentException if periods of one code overlap, or a parent, a successor or a level does not fit */
    UnitTree(List<Unit> units, List<Level> levels) {
        this.periods = units.stream()
                .sorted(Comparator.comparing(Unit::validFrom))
                .collect(Collectors.groupingBy(Unit::code, TreeMap::new, Collectors.toList()));
        this.levels =
                levels.stream().sorted(Comparator.comparingInt(Level::rank)).toList();
        periods.values().forEach(UnitTree::refuseOverlap);
        units.forEach(this::refuseUnknownRelatives);
        units.forEach(unit -> pathTo(unit, unit.validFrom()));
        units.forEach(this::refuseWrongLevel);
    }

    /** Every period of every unit. */
    List<Unit> all() {
        return periods.values().stream().flatMap(List::stream).toList();
    }

    /** Levels of all times, the topmost first. */
    List<Level> levels() {
        return levels;
    }

    /** All periods of a code, the earliest first. */
    List<Unit> history(String code) {
        return periods.getOrDefault(code, List.of());
    }

    Optional<Unit> find(String code, LocalDate day) {
        return history(code).stream().filter(unit -> unit.isValidOn(day)).findFirst();
    }

    /** The last period that had ended by that day. */
    Optional<Unit> lastBefore(String code, LocalDate day) {
        return history(code).stream()
                .filter(past -> past.validTo() != null && past.validTo().isBefore(day))
                .reduce((earlier, later) -> later);
    }

    Succession succession(String code, LocalDate day) {
        return succession(code, day, new HashSet<>());
    }

    private Succession succession(String code, LocalDate day, Set<String> seen) {
        Optional<Unit> present = find(code, day);
        if (present.isPresent()) {
            return new Succession.Itself(present.get());
        }
        Optional<Unit> past = lastBefore(code, day);
        if (past.isEmpty()) {
            return history(code).stream()
                    .findFirst()
                    .<Succession>map(Succession.NotYet::new)
                    .orElseGet(() -> new Succession.Unknown(code));
        }
        Unit former = past.get();
        if (!seen.add(code) || former.successors().isEmpty()) {
            return new Succession.Ended(former);
        }
        if (former.successors().size() > 1) {
            return new Succession.Split(
                    former,
                    former.successors().stream()
                            .map(one -> new Succession.Share(
                                    one,
                                    succession(one.code(), day, new HashSet<>(seen))
                                            .unit()))
                            .toList());
        }
        Succession next = succession(former.successors().get(0).code(), day, seen);
        Optional<Unit> heir = next.unit();
        return heir.isPresent() ? new Succession.Taken(former, heir.get()) : next;
    }

    UnitLookup lookUp(String text, LocalDate day) {
        Optional<Unit> byCode = find(text, day);
        if (byCode.isPresent()) {
            return new UnitLookup.Found(byCode.get());
        }
        for (Unit unit : on(day, one -> true)) {
            for (Alias alias : unit.aliases()) {
                if (alias.code().equals(text)) {
                    return new UnitLookup.ByAlias(unit, alias);
                }
            }
        }
        Optional<Unit> perhaps = AgencyCodes.suggestion(text).flatMap(code -> find(code, day));
        if (perhaps.isPresent()) {
            return new UnitLookup.Perhaps(perhaps.get());
        }
        return lastBefore(text, day)
                .<UnitLookup>map(UnitLookup.Past::new)
                .orElseGet(() -> new UnitLookup.Unknown(text));
    }

    boolean isWithin(String code, String ancestor, LocalDate day) {
        return find(code, day)
                .map(unit ->
                        pathTo(unit, day).stream().anyMatch(step -> step.code().equals(ancestor)))
                .orElse(false);
    }

    /** Units of a day in dictionary order of the Vietnamese names. */
    List<Unit> on(LocalDate day, Predicate<Unit> wanted) {
        return periods.values().stream()
                .flatMap(List::stream)
                .filter(unit -> unit.isValidOn(day))
                .filter(wanted)
                .sorted(Comparator.comparing(Unit::nameVi, VietnameseText.order()))
                .toList();
    }

    /** Units that handed work to this code when they ended, the latest first. */
    List<Unit> predecessors(String code) {
        return periods.values().stream()
                .flatMap(List::stream)
                .filter(unit ->
                        unit.successors().stream().anyMatch(heir -> heir.code().equals(code)))
                .sorted(Comparator.comparing(Unit::validTo, Comparator.nullsFirst(Comparator.<LocalDate>reverseOrder()))
                        .thenComparing(Unit::code))
                .toList();
    }

    List<Unit> pathTo(Unit unit, LocalDate day) {
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
        for (Successor heir : unit.successors()) {
            if (!periods.containsKey(heir.code())) {
                throw new IllegalArgumentException("unit %s: successorCode %s must be a unit of the file, but is not"
                        .formatted(unit.code(), heir.code()));
            }
        }
    }

    private void refuseWrongLevel(Unit unit) {
        String code = unit.level();
        if (code == null) {
            return;
        }
        Level level = level(code, unit.validFrom())
                .orElseThrow(() -> new IllegalArgumentException("unit %s: level %s must exist on %s, but does not"
                        .formatted(unit.code(), code, unit.validFrom())));
        LocalDate ends = level.validTo();
        if (ends != null && (unit.validTo() == null || unit.validTo().isAfter(ends))) {
            throw new IllegalArgumentException(
                    "unit %s: level %s ends on %s; end the unit by then, or give it a level that goes on"
                            .formatted(unit.code(), code, ends));
        }
        pathTo(unit, unit.validFrom()).stream()
                .flatMap(above -> Optional.ofNullable(above.level()).stream())
                .flatMap(above -> level(above, unit.validFrom()).stream())
                .filter(above -> above.rank() > level.rank())
                .findFirst()
                .ifPresent(above -> {
                    throw new IllegalArgumentException(
                            "unit %s: level %s cannot stand below level %s; mend its parentCode"
                                    .formatted(unit.code(), code, above.code()));
                });
    }

    Optional<Level> level(String code, LocalDate day) {
        return levels.stream()
                .filter(level -> level.code().equals(code) && level.isValidOn(day))
                .findFirst();
    }
}
