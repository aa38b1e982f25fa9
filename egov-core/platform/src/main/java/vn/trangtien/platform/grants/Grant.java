package vn.trangtien.platform.grants;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.identity.Role;

/**
 * A role that was given to an account at a unit. Rows are never changed but for their end, so they are the history too.
 *
 * @param validTo last day; absent if it has none
 * @param legalBasis the decision that appoints or mandates
 * @param follows the grant at a unit that is gone, which this one goes on at the successor
 * @param end absent while nobody has ended it
 */
public record Grant(
        long id,
        String accountId,
        Role role,
        String unitCode,
        Scope scope,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String legalBasis,
        String grantedBy,
        Instant grantedAt,
        @Nullable Long follows,
        @Nullable End end) {

    /** Who ended a grant, when and why. */
    public record End(String by, Instant at, String reason) {}

    /** What a grant says, before it is given. */
    public record Wish(
            String accountId,
            Role role,
            String unitCode,
            Scope scope,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String legalBasis) {}

    /** Whether it counts on that day, as far as its unit exists. */
    public boolean isValidOn(LocalDate day) {
        return end == null && !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** Whether it is over: ended by somebody, or its last day is past. */
    public boolean isOver(LocalDate day) {
        return end != null || (validTo != null && validTo.isBefore(day));
    }
}
