package vn.trangtien.platform.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as an administrator sees it.
 *
 * @param roles of the account itself; grants at units are not among them
 * @param unitCode unit that the person works for, if any
 * @param enabled whether the person may sign in
 */
public record Account(
        String id,
        String displayName,
        Set<Role> roles,
        @Nullable String unitCode,
        boolean enabled,
        Instant createdAt) {

    public Account {
        roles = Set.copyOf(roles);
    }
}
