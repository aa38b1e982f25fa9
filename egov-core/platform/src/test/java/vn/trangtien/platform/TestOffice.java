package vn.trangtien.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.platform.web.SampleApp;

/** One service for all tests of identity: a real database, real HTTP, and a clock that the tests set. */
public final class TestOffice {

    public static final Instant MORNING = Instant.parse("2026-11-20T02:10:00Z");

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(MORNING);
    private static @Nullable ConfigurableApplicationContext context;

    private TestOffice() {}

    /** Starts it when the first test asks; the process takes it along at its end. */
    public static synchronized ConfigurableApplicationContext context() {
        if (context == null) {
            var application = new SpringApplication(SampleApp.class);
            application.addInitializers(starting -> ((GenericApplicationContext) starting)
                    .registerBean(
                            Clock.class, () -> ((InstantSource) NOW::get).withZone(DatabaseAutoConfiguration.ZONE)));
            context = application.run(
                    "--spring.application.name=egov",
                    "--server.port=0",
                    "--spring.datasource.url=" + TestPostgres.url(TestPostgres.newDatabase()),
                    "--spring.flyway.enabled=false",
                    "--trangtien.outbox.kafka=false",
                    "--trangtien.identity.attempts-per-account=5",
                    "--trangtien.identity.attempts-per-address=100000");
            bean(Accounts.class).ensure("quan-tri", "Quản Trị", Set.of(Role.ADMIN), "H57.IOC");
        }
        return context;
    }

    public static <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    public static String base() {
        return "http://localhost:" + context().getEnvironment().getProperty("local.server.port");
    }

    public static Instant now() {
        return NOW.get();
    }

    public static void at(Instant instant) {
        NOW.set(instant);
    }

    public static void pass(Duration duration) {
        NOW.updateAndGet(now -> now.plus(duration));
    }

    public static String code(String account) {
        return bean(SignInCodes.class).issue(account).code();
    }

    /** Somebody at a browser who is signed in with a one-time code. */
    public static TestBrowser as(String account) throws Exception {
        var browser = new TestBrowser(base());
        browser.signIn(account, code(account));
        return browser;
    }
}
