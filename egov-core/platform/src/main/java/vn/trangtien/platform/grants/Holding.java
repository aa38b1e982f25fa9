package vn.trangtien.platform.grants;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

/**
 * A role that somebody holds today, by a grant or by the account itself.
 *
 * @param unitCode null if the role counts everywhere
 */
record Holding(Role role, @Nullable String unitCode, Scope scope) {

    boolean covers(Unit unit, Organisation organisation, LocalDate day) {
        if (unitCode == null || unitCode.equals(unit.code())) {
            return true;
        }
        return scope == Scope.SUBTREE && organisation.isWithin(unit.code(), unitCode, day);
    }

    boolean isAtGoneUnit(Organisation organisation, LocalDate day) {
        return unitCode != null && organisation.find(unitCode, day).isEmpty();
    }
}
