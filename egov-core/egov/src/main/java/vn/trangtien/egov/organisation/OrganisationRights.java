package vn.trangtien.egov.organisation;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.organisation.people.Appointment;
import vn.trangtien.platform.organisation.people.OfficeBook;
import vn.trangtien.platform.organisation.people.Offices;

/** Who may change what: an administrator the tree and its posts, the head of a unit what others may sign for it. */
@Component
class OrganisationRights {

    private final Offices offices;

    OrganisationRights(Offices offices) {
        this.offices = offices;
    }

    boolean mayEdit(CurrentUser user) {
        return user.is(Role.ADMIN);
    }

    /** Today, not on the day that the page shows: a right is a thing of the present. */
    boolean mayDelegate(CurrentUser user, Unit unit, LocalDate today) {
        return mayEdit(user) || isHead(user, unit, today);
    }

    boolean mayRevoke(CurrentUser user, Appointment grantor) {
        return mayEdit(user) || grantor.person().id().equals(user.id());
    }

    private boolean isHead(CurrentUser user, Unit unit, LocalDate today) {
        OfficeBook book = offices.book();
        return book.heads(unit, today).stream()
                .anyMatch(head -> head.person().id().equals(user.id()));
    }
}
