package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.organisation.Unit;

/**
 * A body that decides together, in whose name its head signs (TM.). Units of other kinds are led by their head alone.
 *
 * @param nameVi as it stands after TM., for instance {@code Ủy ban nhân dân}
 * @param validTo last day; absent while it holds
 * @param source legal basis
 */
public record Collective(
        String nameVi,
        String nameEn,
        Set<Unit.Kind> unitKinds,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    public Collective {
        unitKinds = Set.copyOf(unitKinds);
    }

    boolean leads(Unit.Kind kind, LocalDate day) {
        return unitKinds.contains(kind) && !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
