package vn.trangtien.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * For whom a service asks another service. The header counts only beside the service token, which no browser has; anywhere else it
 * is ignored, so nobody can pass for somebody else with it. It gives no rights: the request keeps those of a service. It gives the
 * audit a name.
 */
public final class OnBehalf {

    /** Carries the account of the person. */
    public static final String HEADER = "X-On-Behalf-Of";

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private OnBehalf() {}

    /** Whom to name when this request makes a call to another service; empty outside a request of a person. */
    public static Optional<String> ofThisRequest() {
        return CurrentUsers.ofThisRequest()
                .map(CurrentUser::id)
                .filter(id -> !id.equals(CurrentUser.SERVICE.id()))
                .filter(id -> ACCOUNT.matcher(id).matches());
    }

    /** @param request that carries the service token */
    static CurrentUser service(HttpServletRequest request) {
        String person = request.getHeader(HEADER);
        return person == null || !ACCOUNT.matcher(person).matches()
                ? CurrentUser.SERVICE
                : new CurrentUser(person, person, Set.of(Role.SERVICE), null);
    }
}
