package vn.trangtien.platform.identity;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import vn.trangtien.platform.identity.Access.Guard;
import vn.trangtien.platform.identity.Access.Rule;

/** Builds the one filter chain of a service: no server session, denied unless a rule allows it. */
final class SecurityChain {

    private static final String[] OPEN = {
        "/sign-in",
        "/sign-out",
        "/preferences",
        "/platform/**",
        "/webjars/**",
        "/error",
        "/favicon.ico",
        "/actuator/health",
        "/actuator/health/**"
    };

    private final Sessions sessions;
    private final Cookies cookies;
    private final IdentitySettings settings;
    private final ServiceToken serviceToken;
    private final ScrapeToken scrapeToken;
    private final RefusedAnswers refused;
    private final String contentSecurityPolicy;

    SecurityChain(
            Sessions sessions,
            Cookies cookies,
            IdentitySettings settings,
            ServiceToken serviceToken,
            ScrapeToken scrapeToken,
            RefusedAnswers refused,
            String contentSecurityPolicy) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.settings = settings;
        this.serviceToken = serviceToken;
        this.scrapeToken = scrapeToken;
        this.refused = refused;
        this.contentSecurityPolicy = contentSecurityPolicy;
    }

    SecurityFilterChain build(HttpSecurity http, Stream<AccessRules> declared) throws Exception {
        var access = new Access();
        declared.forEach(rules -> rules.declare(access));
        List<Rule> rules = access.rules();
        var contexts = new RequestAttributeSecurityContextRepository();
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(csrf -> {
                    csrf.csrfTokenRepository(csrfTokens())
                            .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                            .ignoringRequestMatchers(serviceToken::isCarriedBy);
                    rules.stream()
                            .filter(rule -> rule.guard() == Guard.MACHINES)
                            .forEach(rule -> csrf.ignoringRequestMatchers(matcher(rule)));
                })
                .addFilterBefore(
                        new IdentityFilter(sessions, cookies, serviceToken, contexts),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> authorize(requests, rules))
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .headers(this::headers)
                .build();
    }

    private void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            List<Rule> rules) {
        // The end of an answer that began with permission, and the page that tells of an error, need none of their own.
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll();
        for (Rule rule : rules) {
            var guarded = requests.requestMatchers(matcher(rule));
            switch (rule.guard()) {
                case ANYONE, MACHINES -> guarded.permitAll();
                case SIGNED_IN, ROLES ->
                    guarded.hasAnyAuthority(
                            rule.roles().stream().map(IdentityFilter::authority).toArray(String[]::new));
            }
        }
        requests.requestMatchers(HttpMethod.GET, ScrapeToken.PATH)
                .access((who, context) -> new AuthorizationDecision(
                        scrapeToken.isCarriedBy(context.getRequest()) || mayReadFigures(who.get())));
        requests.requestMatchers(OPEN).permitAll().anyRequest().denyAll();
    }

    private static boolean mayReadFigures(@Nullable Authentication who) {
        return who != null
                && who.getAuthorities().stream()
                        .anyMatch(
                                right -> IdentityFilter.authority(Role.SERVICE).equals(right.getAuthority())
                                        || IdentityFilter.authority(Role.ADMIN).equals(right.getAuthority()));
    }

    private CookieCsrfTokenRepository csrfTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(Cookies.CSRF);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true)
                .secure(settings.secureCookies())
                .sameSite("Lax")
                .path("/"));
        return tokens;
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentSecurityPolicy))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=(self), payment=()"));
    }

    private static PathPatternRequestMatcher matcher(Rule rule) {
        var builder = PathPatternRequestMatcher.withDefaults();
        return rule.method() == null ? builder.matcher(rule.pattern()) : builder.matcher(rule.method(), rule.pattern());
    }
}
