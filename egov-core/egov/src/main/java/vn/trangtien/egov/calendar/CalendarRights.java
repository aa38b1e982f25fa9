package vn.trangtien.egov.calendar;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;

/** Who may decide about days: the city's own officials and administrators about the year, those of a unit or one above about its closures. */
@Component
class CalendarRights {

    private final Accounts accounts;
    private final Organisation organisation;
    private final Clock clock;

    CalendarRights(Accounts accounts, Organisation organisation, Clock clock) {
        this.accounts = accounts;
        this.organisation = organisation;
        this.clock = clock;
    }

    boolean mayConfirm(CurrentUser user) {
        String unit = user.unitCode();
        boolean root = unit != null
                && organisation.roots(LocalDate.now(clock)).stream()
                        .anyMatch(one -> one.code().equals(unit));
        return user.is(Role.ADMIN) || (user.is(Role.OFFICIAL) && root);
    }

    boolean mayClose(CurrentUser user, String unitCode) {
        return user.is(Role.ADMIN) || (user.is(Role.OFFICIAL) && accounts.worksFor(user, unitCode));
    }
}
