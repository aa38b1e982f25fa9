package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.organisation.Unit;

/**
 * A post (chức vụ) that units of some kinds have. Dated data.
 *
 * @param rank what it means for signing
 * @param unitKinds kinds of units that have it
 * @param signsWithUnit whether the name of the unit follows the post when its holder signs for the unit above, as in GIÁM ĐỐC SỞ NỘI VỤ
 * @param validTo last day; absent while it exists
 * @param source legal basis
 */
public record Position(
        String code,
        String nameVi,
        String nameEn,
        Rank rank,
        Set<Unit.Kind> unitKinds,
        boolean signsWithUnit,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    /** Where a post stands in its unit. */
    public enum Rank {
        /** The head, who signs everything of the unit. */
        HEAD,
        /** A deputy, who signs for the head what the head has given. */
        DEPUTY,
        /** Anybody else; signs nothing that leaves the unit. */
        OFFICER
    }

    public Position {
        unitKinds = Set.copyOf(unitKinds);
    }

    boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** Whether units of that kind have it on the day. */
    public boolean existsIn(Unit.Kind kind, LocalDate day) {
        return unitKinds.contains(kind) && isValidOn(day);
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
