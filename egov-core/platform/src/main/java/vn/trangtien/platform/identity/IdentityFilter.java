package vn.trangtien.platform.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks: a service by its token, a person by the session cookie. */
final class IdentityFilter extends OncePerRequestFilter {

    private final Sessions sessions;
    private final Cookies cookies;
    private final ServiceToken serviceToken;
    private final SecurityContextRepository contexts;

    IdentityFilter(Sessions sessions, Cookies cookies, ServiceToken serviceToken, SecurityContextRepository contexts) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.serviceToken = serviceToken;
        this.contexts = contexts;
    }

    /** Style sheets and scripts are open to all and not worth a query. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/webjars/") || path.startsWith("/platform/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            identify(request).ifPresent(user -> remember(user, request, response));
        }
        chain.doFilter(request, response);
    }

    private Optional<CurrentUser> identify(HttpServletRequest request) {
        if (serviceToken.isCarriedBy(request)) {
            return Optional.of(OnBehalf.service(request));
        }
        return cookies.session(request).flatMap(sessions::find);
    }

    /** Kept in the request, so that the end of an asynchronous answer (a server-sent event stream) still knows who asked. */
    private void remember(CurrentUser user, HttpServletRequest request, HttpServletResponse response) {
        var authorities = user.roles().stream()
                .map(role -> new SimpleGrantedAuthority(authority(role)))
                .toList();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, authorities));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    static String authority(Role role) {
        return "ROLE_" + role.name();
    }
}
