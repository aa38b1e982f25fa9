package vn.trangtien.platform.identity;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who makes the request of this thread, for code that is not a controller. */
public final class CurrentUsers {

    private CurrentUsers() {}

    public static Optional<CurrentUser> ofThisRequest() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof CurrentUser user) {
            return Optional.of(user);
        }
        return Optional.empty();
    }
}
