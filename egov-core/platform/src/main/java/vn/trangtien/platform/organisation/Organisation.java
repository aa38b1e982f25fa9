package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.text.VietnameseText;

/** The tree of units as it was on any day. Thread-safe; always as the data sets and the last recorded change say. */
public final class Organisation {

    private static final int MOST_FOUND = 200;

    private final Supplier<UnitTree> tree;

    /**
     * A tree that never changes.
     *
     * @throws IllegalArgumentException if periods of one code overlap, or a parent or successor does not exist
     */
    public Organisation(List<Unit> units) {
        this(units, List.of());
    }

    /**
     * A tree that never changes.
     *
     * @throws IllegalArgumentException if periods of one code overlap, or a parent, a successor or a level does not fit
     */
    public Organisation(List<Unit> units, List<Level> levels) {
        this(fixed(new UnitTree(units, levels)));
    }

    Organisation(Supplier<UnitTree> tree) {
        this.tree = tree;
    }

    /** The tree that comes with the platform, for programs without a database. */
    public static Organisation bundled() {
        return new Organisation(fixed(OrganisationStore.read(Stream.of("organisation.yaml", "organisation-wards.yaml")
                .map(name -> new ClassPathResource("platform/" + name))
                .toList())));
    }

    private static Supplier<UnitTree> fixed(UnitTree tree) {
        return () -> tree;
    }

    /** The unit with this code on that day; empty if it never existed or did not exist then. */
    public Optional<Unit> find(String code, LocalDate day) {
        return tree.get().find(code, day);
    }

    /** What a code or alias that somebody wrote leads to; only {@link UnitLookup.Found} may be used without telling anybody. */
    public UnitLookup lookUp(String codeOrAlias, LocalDate day) {
        return tree.get().lookUp(VietnameseText.nfc(codeOrAlias.strip()), day);
    }

    /**
     * The unit that does the work of this code on that day: itself, or whoever succeeded it.
     *
     * @return empty if the code is unknown, not founded yet, was abolished without successor, or was split and nobody has decided yet
     */
    public Optional<Unit> responsible(String code, LocalDate day) {
        return succession(code, day).unit();
    }

    /** Who does the work of this code on that day, with the reason if there is not exactly one. */
    public Succession succession(String code, LocalDate day) {
        return tree.get().succession(code, day);
    }

    /** Whether {@code code} is {@code ancestor} or lies anywhere below it on that day. */
    public boolean isWithin(String code, String ancestor, LocalDate day) {
        return tree.get().isWithin(code, ancestor, day);
    }

    /** The unit and everything below it on that day, in dictionary order of the Vietnamese names. */
    public List<Unit> within(String ancestor, LocalDate day) {
        UnitTree now = tree.get();
        return now.on(day, unit -> now.isWithin(unit.code(), ancestor, day));
    }

    /** Every unit of that day, in dictionary order of the Vietnamese names. */
    public List<Unit> on(LocalDate day) {
        return tree.get().on(day, unit -> true);
    }

    /** The units right below one, in dictionary order of the Vietnamese names. */
    public List<Unit> below(String code, LocalDate day) {
        return tree.get().on(day, unit -> code.equals(unit.parentCode()));
    }

    /** Units of a day that nobody stands above, in dictionary order. */
    public List<Unit> roots(LocalDate day) {
        UnitTree now = tree.get();
        return now.on(
                day,
                unit -> unit.parentCode() == null
                        || now.find(unit.parentCode(), day).isEmpty());
    }

    /** From the root down to the unit itself. */
    public List<Unit> pathTo(Unit unit, LocalDate day) {
        return tree.get().pathTo(unit, day);
    }

    /** Codes from the root down to the unit; only the code itself if there is no such unit on that day. */
    public List<String> codesDownTo(String code, LocalDate day) {
        UnitTree now = tree.get();
        return now.find(code, day)
                .map(unit -> now.pathTo(unit, day).stream().map(Unit::code).toList())
                .orElseGet(() -> List.of(code));
    }

    /** All periods of a code, the earliest first. */
    public List<Unit> history(String code) {
        return tree.get().history(code);
    }

    /** Units that handed work to this code when they ended, the latest first. */
    public List<Unit> predecessors(String code) {
        return tree.get().predecessors(code);
    }

    /** The levels of government of a day, the topmost first. */
    public List<Level> levels(LocalDate day) {
        return tree.get().levels().stream()
                .filter(level -> level.isValidOn(day))
                .toList();
    }

    /** The level of that code on a day. */
    public Optional<Level> level(String code, LocalDate day) {
        return tree.get().level(code, day);
    }

    /**
     * Units of all times whose name, code, abbreviation or alias contains the words, without regard to case and diacritics; at most 200, those that
     * exist on the day first.
     */
    public List<Unit> search(String words, LocalDate day) {
        String wanted = VietnameseText.fold(words.strip());
        if (wanted.isEmpty()) {
            return List.of();
        }
        UnitTree now = tree.get();
        List<Unit> present = now.on(day, unit -> matches(unit, wanted));
        List<Unit> past = now.all().stream()
                .filter(unit -> !unit.isValidOn(day) && matches(unit, wanted))
                .toList();
        return Stream.concat(present.stream(), past.stream()).limit(MOST_FOUND).toList();
    }

    private static boolean matches(Unit unit, String wanted) {
        return contains(unit.nameVi(), wanted)
                || contains(unit.nameEn(), wanted)
                || contains(unit.code(), wanted)
                || contains(unit.abbreviation(), wanted)
                || unit.aliases().stream().anyMatch(alias -> contains(alias.code(), wanted));
    }

    private static boolean contains(String text, String wanted) {
        return VietnameseText.fold(Objects.requireNonNull(text)).contains(wanted);
    }
}
