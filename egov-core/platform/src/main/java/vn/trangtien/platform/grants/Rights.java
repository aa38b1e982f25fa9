package vn.trangtien.platform.grants;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.platform.grants.Decision.Reason;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

/** What one person may do on one day, read once and asked often. Immutable. */
public final class Rights {

    private final List<Holding> holdings;
    private final RoleBook book;
    private final Organisation organisation;
    private final LocalDate day;

    Rights(List<Holding> holdings, RoleBook book, Organisation organisation, LocalDate day) {
        this.holdings = List.copyOf(holdings);
        this.book = book;
        this.organisation = organisation;
        this.day = day;
    }

    /**
     * Whether the person may do this at the unit. A unit that is gone is asked for at its successor, because that is who does
     * its work now.
     */
    public Decision allows(String permission, String unitCode) {
        if (!book.knows(permission)) {
            return new Decision.Refused(permission, unitCode, Reason.UNKNOWN_PERMISSION);
        }
        Optional<Unit> unit = organisation.responsible(unitCode, day);
        if (unit.isEmpty()) {
            return new Decision.Refused(permission, unitCode, Reason.UNKNOWN_UNIT);
        }
        return decide(permission, unit.get(), able(permission));
    }

    /**
     * Whether the person may do this for the whole city: at and below every unit that has none above it and some below. An agency
     * that stands alone in the tree belongs to others and is there to be written to.
     */
    public Decision allowsCityWide(String permission) {
        if (!book.knows(permission)) {
            return new Decision.Refused(permission, "", Reason.UNKNOWN_PERMISSION);
        }
        List<Holding> farReaching = able(permission).stream()
                .filter(held -> held.scope() == Scope.SUBTREE)
                .toList();
        List<Unit> units = organisation.on(day);
        Set<String> parents =
                units.stream().map(Unit::parentCode).filter(Objects::nonNull).collect(Collectors.toSet());
        List<Decision> decisions = units.stream()
                .filter(unit -> unit.parentCode() == null && parents.contains(unit.code()))
                .map(root -> decide(permission, root, farReaching))
                .toList();
        return decisions.stream()
                .filter(decision -> !decision.allowed())
                .findFirst()
                .or(() -> decisions.stream().findFirst())
                .orElse(new Decision.Refused(permission, "", Reason.UNKNOWN_UNIT));
    }

    /** Whether the person may do this at some unit, for menus; the act itself asks for its unit. */
    public boolean anywhere(String permission) {
        return able(permission).stream().anyMatch(held -> !held.isAtGoneUnit(organisation, day));
    }

    /** Codes of the units of today at which the person may do this, for lists. */
    public Set<String> units(String permission) {
        List<Holding> able = able(permission);
        return organisation.on(day).stream()
                .filter(unit -> able.stream().anyMatch(held -> held.covers(unit, organisation, day)))
                .map(Unit::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Decision decide(String permission, Unit unit, List<Holding> able) {
        for (Holding held : able) {
            if (held.covers(unit, organisation, day)) {
                return new Decision.Allowed(held.role(), held.unitCode());
            }
        }
        return new Decision.Refused(permission, unit.code(), reason(able));
    }

    private Reason reason(List<Holding> able) {
        if (able.isEmpty()) {
            return Reason.NO_ROLE;
        }
        return able.stream().anyMatch(held -> held.isAtGoneUnit(organisation, day))
                ? Reason.UNIT_GONE
                : Reason.OTHER_UNIT;
    }

    private List<Holding> able(String permission) {
        return holdings.stream()
                .filter(held -> book.of(held.role(), day).contains(permission))
                .toList();
    }
}
