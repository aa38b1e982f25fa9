package vn.trangtien.egov.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;

/** Who may do what with a case. A unit that no longer exists has handed its cases to its successor. */
@Component
class CaseRights {

    private final Accounts accounts;
    private final Cases cases;
    private final Organisation organisation;
    private final Clock clock;

    CaseRights(Accounts accounts, Cases cases, Organisation organisation, Clock clock) {
        this.accounts = accounts;
        this.cases = cases;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** An official of the responsible unit or of one above it. */
    boolean mayClose(CurrentUser user, Case file) {
        return user.is(Role.OFFICIAL) && worksFor(user, file.unit().code());
    }

    /** Units whose cases stand in the user's list: an official's own and those below, everybody's for the others. */
    Set<String> listedUnits(CurrentUser user) {
        return cases.unitsWithCases().stream()
                .filter(code -> !user.is(Role.OFFICIAL) || worksFor(user, code))
                .collect(Collectors.toSet());
    }

    private boolean worksFor(CurrentUser user, String unitCode) {
        return organisation
                .responsible(unitCode, LocalDate.now(clock))
                .map(unit -> accounts.worksFor(user, unit.code()))
                .orElse(false);
    }
}
