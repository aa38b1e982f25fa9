package vn.trangtien.egov.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Succession;
import vn.trangtien.platform.organisation.Unit;

/** The tree and what a search finds, as the templates show them. */
@Component
class TreeView {

    /** One unit with those below it. */
    record Node(String code, String name, String abbreviation, int below, List<Node> children) {}

    /**
     * One unit that a search found.
     *
     * @param ended last day, if it does not exist on the day shown
     * @param heirs names of those that do its work now
     */
    record Found(
            String code,
            String name,
            String abbreviation,
            String path,
            LocalDate linkDay,
            @Nullable LocalDate ended,
            boolean split,
            String heirs) {}

    /** A code that is not the unit's own; {@code certain} if it is recorded as another one of it. */
    record OtherCode(String written, String code, String name, boolean certain) {}

    private final Organisation organisation;

    TreeView(Organisation organisation) {
        this.organisation = organisation;
    }

    List<Node> of(LocalDate day, Locale locale) {
        List<Unit> all = organisation.on(day);
        return organisation.roots(day).stream()
                .map(root -> node(root, all, locale))
                .toList();
    }

    private static Node node(Unit unit, List<Unit> all, Locale locale) {
        List<Node> children = all.stream()
                .filter(child -> Objects.equals(child.parentCode(), unit.code()))
                .map(child -> node(child, all, locale))
                .toList();
        int below = children.stream().mapToInt(child -> 1 + child.below()).sum();
        return new Node(unit.code(), unit.name(locale), unit.abbreviation(), below, children);
    }

    List<Found> found(String words, LocalDate day, Locale locale) {
        return organisation.search(words, day).stream()
                .map(unit -> found(unit, day, locale))
                .toList();
    }

    private Found found(Unit unit, LocalDate day, Locale locale) {
        boolean present = unit.isValidOn(day);
        LocalDate linkDay = present ? day : unit.validFrom();
        String path = organisation.pathTo(unit, linkDay).stream()
                .filter(above -> !above.code().equals(unit.code()))
                .map(above -> above.name(locale))
                .collect(Collectors.joining(" › "));
        Succession succession = organisation.succession(unit.code(), day);
        return new Found(
                unit.code(),
                unit.name(locale),
                unit.abbreviation(),
                path,
                linkDay,
                present ? null : unit.validTo(),
                !present && succession instanceof Succession.Split,
                present ? "" : heirs(succession, locale));
    }

    static String heirs(Succession succession, Locale locale) {
        if (succession instanceof Succession.Split split) {
            return split.shares().stream()
                    .flatMap(share -> share.now().stream())
                    .map(heir -> heir.name(locale))
                    .collect(Collectors.joining("; "));
        }
        return succession.unit().map(heir -> heir.name(locale)).orElse("");
    }
}
