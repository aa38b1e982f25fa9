package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.platform.text.Sentence;

/** Applies changes to the tree. Pure. */
final class UnitChanges {

    private static final String BUNDLE = "i18n.organisation";

    private UnitChanges() {}

    /**
     * Why the change cannot be made, in the words of who tries.
     *
     * @return empty if it can
     */
    static Optional<Sentence> problem(UnitTree tree, UnitChange change) {
        if (change instanceof UnitChange.Open open) {
            return openProblem(tree, open.unit());
        }
        if (tree.history(change.code()).isEmpty()) {
            return say("change.problem.unknown", change.code());
        }
        if (change instanceof UnitChange.Decide decide) {
            return decideProblem(tree, decide);
        }
        Optional<Unit> unit = tree.find(change.code(), change.day());
        if (unit.isEmpty()) {
            return say("change.problem.day", change.code(), change.day());
        }
        if (change instanceof UnitChange.Alter alter) {
            return alterProblem(tree, alter);
        }
        if (change instanceof UnitChange.Close close) {
            return closeProblem(tree, unit.get(), close);
        }
        return Optional.empty();
    }

    private static Optional<Sentence> openProblem(UnitTree tree, Unit unit) {
        if (tree.history(unit.code()).stream()
                .anyMatch(other -> other.validTo() == null || !other.validTo().isBefore(unit.validFrom()))) {
            return say("change.problem.taken", unit.code(), unit.validFrom());
        }
        String parent = unit.parentCode();
        if (parent != null && tree.find(parent, unit.validFrom()).isEmpty()) {
            return say("change.problem.parent", parent, unit.validFrom());
        }
        return abbreviationProblem(tree, unit.code(), unit.abbreviation(), unit.validFrom());
    }

    private static Optional<Sentence> alterProblem(UnitTree tree, UnitChange.Alter alter) {
        String parent = alter.parentCode();
        if (parent != null && tree.find(parent, alter.day()).isEmpty()) {
            return say("change.problem.parent", parent, alter.day());
        }
        if (parent != null && tree.isWithin(parent, alter.code(), alter.day())) {
            return say("change.problem.circle", alter.code(), parent);
        }
        return abbreviationProblem(tree, alter.code(), alter.abbreviation(), alter.day());
    }

    private static Optional<Sentence> abbreviationProblem(
            UnitTree tree, String code, String abbreviation, LocalDate day) {
        return tree
                .on(
                        day,
                        other -> other.abbreviation().equals(abbreviation)
                                && !other.code().equals(code))
                .stream()
                .findFirst()
                .flatMap(other -> say("change.problem.abbreviation", abbreviation, other.nameVi(), day));
    }

    private static Optional<Sentence> closeProblem(UnitTree tree, Unit unit, UnitChange.Close close) {
        if (unit.validTo() != null) {
            return say("change.problem.closed", unit.code(), unit.validTo());
        }
        LocalDate after = close.day().plusDays(1);
        List<Unit> children = tree.on(after, child -> unit.code().equals(child.parentCode()));
        if (!children.isEmpty()) {
            return say("change.problem.children", unit.code(), children.get(0).nameVi(), children.size());
        }
        for (Successor heir : close.successors()) {
            if (tree.find(heir.code(), after).isEmpty()) {
                return say("change.problem.successor", heir.code(), after);
            }
            if (close.successors().size() > 1 && heir.shareVi().isBlank()) {
                return say("change.problem.share", heir.code());
            }
        }
        return Optional.empty();
    }

    private static Optional<Sentence> decideProblem(UnitTree tree, UnitChange.Decide decide) {
        Succession succession = tree.succession(decide.code(), decide.day());
        if (!(succession instanceof Succession.Split split)) {
            return say("change.problem.no-split", decide.code());
        }
        boolean named =
                split.shares().stream().anyMatch(share -> share.entry().code().equals(decide.successorCode()));
        return named ? Optional.empty() : say("change.problem.not-heir", decide.successorCode(), decide.code());
    }

    private static Optional<Sentence> say(String key, Object... arguments) {
        return Optional.of(Sentence.of(BUNDLE, key, arguments));
    }

    /** The tree after the change; it must be without {@link #problem}. */
    static UnitTree apply(UnitTree tree, UnitChange change) {
        var units = new ArrayList<>(tree.all());
        if (change instanceof UnitChange.Open open) {
            units.add(open.unit());
        } else if (change instanceof UnitChange.Alter alter) {
            alter(units, period(tree, alter), alter);
        } else if (change instanceof UnitChange.Close close) {
            Unit ended = period(tree, close);
            replace(units, ended, ended.until(close.day(), close.successors()));
        } else if (change instanceof UnitChange.Decide decide) {
            Unit former = tree.lastBefore(decide.code(), decide.day()).orElseThrow();
            LocalDate lastDay = former.validTo();
            if (lastDay != null) {
                replace(units, former, former.until(lastDay, List.of(Successor.ofAll(decide.successorCode()))));
            }
        } else if (change instanceof UnitChange.AddAlias add) {
            tree.history(add.code()).stream()
                    .filter(unit -> unit.validTo() == null || !unit.validTo().isBefore(add.day()))
                    .forEach(unit -> replace(units, unit, with(unit, add.alias())));
        }
        return new UnitTree(units, tree.levels());
    }

    private static void alter(List<Unit> units, Unit period, UnitChange.Alter alter) {
        var after = new Unit(
                period.code(),
                alter.nameVi(),
                alter.nameEn(),
                alter.abbreviation(),
                period.kind(),
                period.level(),
                alter.parentCode(),
                alter.day(),
                period.validTo(),
                period.successors(),
                period.aliases(),
                period.source());
        if (period.validFrom().equals(alter.day())) {
            replace(units, period, after);
        } else {
            replace(units, period, period.until(alter.day().minusDays(1), List.of(Successor.ofAll(period.code()))));
            units.add(after);
        }
    }

    private static Unit with(Unit unit, Alias alias) {
        var aliases = new ArrayList<>(unit.aliases());
        aliases.add(alias);
        return new Unit(
                unit.code(),
                unit.nameVi(),
                unit.nameEn(),
                unit.abbreviation(),
                unit.kind(),
                unit.level(),
                unit.parentCode(),
                unit.validFrom(),
                unit.validTo(),
                unit.successors(),
                aliases,
                unit.source());
    }

    private static Unit period(UnitTree tree, UnitChange change) {
        return tree.find(change.code(), change.day()).orElseThrow();
    }

    private static void replace(List<Unit> units, Unit before, Unit after) {
        units.set(units.indexOf(before), after);
    }
}
