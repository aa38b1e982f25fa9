package vn.trangtien.platform.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the request; a controller takes it as an argument. With {@code Optional<CurrentUser>} an anonymous request is
 * welcome, with plain {@code CurrentUser} it is answered 401.
 *
 * @param unitCode unit of the organisation tree that the person works for, if any
 */
public record CurrentUser(
        String id,
        String displayName,
        Set<Role> roles,
        @Nullable String unitCode) {

    /** Who a request with the service token is, unless it says on whose behalf it comes ({@link OnBehalf}). */
    public static final CurrentUser SERVICE = new CurrentUser("service", "Service", Set.of(Role.SERVICE), null);

    public CurrentUser {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
