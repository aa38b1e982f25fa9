package vn.trangtien.platform.grants;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.identity.Role;

/** A role of the account itself, as the database names it; a newer service may know more roles than this one. */
record Own(String role, @Nullable String unitCode) {

    Optional<Holding> holding(RoleBook book, LocalDate day) {
        return Arrays.stream(Role.values())
                .filter(known -> known.name().equals(role))
                .findFirst()
                .flatMap(known -> book.period(known, day))
                .flatMap(this::where);
    }

    private Optional<Holding> where(RoleBook.Period period) {
        return switch (period.reach()) {
            case CITY -> Optional.of(new Holding(period.role(), null, Scope.SUBTREE));
            case SUBTREE -> at(period.role(), Scope.SUBTREE);
            case UNIT -> at(period.role(), Scope.UNIT);
        };
    }

    private Optional<Holding> at(Role held, Scope scope) {
        return Optional.ofNullable(unitCode).map(unit -> new Holding(held, unit, scope));
    }
}
