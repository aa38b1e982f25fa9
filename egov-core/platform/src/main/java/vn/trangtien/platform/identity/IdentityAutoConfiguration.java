package vn.trangtien.platform.identity;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.audit.AuditAutoConfiguration;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.OrganisationAutoConfiguration;

/** Accounts, sign-in and the security chain. */
@AutoConfiguration(
        after = {AuditAutoConfiguration.class, OrganisationAutoConfiguration.class},
        before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties(IdentitySettings.class)
@EnableWebSecurity
@Import(SignInController.class)
public class IdentityAutoConfiguration {

    /**
     * Scripts and data from the service itself only; inline styles because maps and charts place their parts with them;
     * blob and data for pictures and workers that such libraries make.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final Logger LOG = LoggerFactory.getLogger(IdentityAutoConfiguration.class);

    @Bean
    Accounts accounts(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Organisation organisation,
            Clock clock) {
        return new Accounts(jdbc, transactions, audit, organisation, clock);
    }

    @Bean
    SignInCodes signInCodes(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Accounts accounts,
            AuditLog audit,
            Clock clock,
            IdentitySettings settings) {
        return new SignInCodes(jdbc, transactions, accounts, audit, clock, settings);
    }

    @Bean
    Sessions sessions(JdbcClient jdbc, Clock clock, IdentitySettings settings) {
        return new Sessions(jdbc, clock, settings);
    }

    @Bean
    Cookies sessionCookies(IdentitySettings settings) {
        return new Cookies(settings);
    }

    @Bean
    SignIn signIn(
            Accounts accounts,
            SignInCodes codes,
            Sessions sessions,
            JdbcClient jdbc,
            Clock clock,
            IdentitySettings settings,
            AuditLog audit,
            TransactionOperations transactions) {
        return new SignIn(accounts, codes, sessions, new Attempts(jdbc, clock, settings), audit, transactions);
    }

    @Bean
    ServiceToken serviceToken(@Value("${trangtien.service-token:}") String secret) {
        return new ServiceToken(secret);
    }

    /** There are no passwords; this also keeps Spring Boot from making up a user with one. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("people sign in with a one-time code at /sign-in");
        };
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            Sessions sessions,
            Cookies cookies,
            IdentitySettings settings,
            ServiceToken serviceToken,
            JsonMapper json,
            MessageSource messages,
            ObjectProvider<AccessRules> rules,
            @Value("${trangtien.web.content-security-policy:" + CONTENT_SECURITY_POLICY + "}") String policy,
            @Value("${trangtien.scrape-token:}") String scrapeToken,
            @Value("${server.address:}") String address)
            throws Exception {
        if (!settings.secureCookies()
                && !List.of("127.0.0.1", "localhost", "::1").contains(address)) {
            LOG.warn(
                    "address={} event=insecure-cookies remedy=put HTTPS before the service and set trangtien.identity.secure-cookies=true",
                    address);
        }
        return new SecurityChain(
                        sessions,
                        cookies,
                        settings,
                        serviceToken,
                        new ScrapeToken(scrapeToken),
                        new RefusedAnswers(json, messages),
                        policy)
                .build(http, rules.orderedStream());
    }

    @Bean
    WebMvcConfigurer currentUserAsArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentUserArgument());
            }
        };
    }
}
