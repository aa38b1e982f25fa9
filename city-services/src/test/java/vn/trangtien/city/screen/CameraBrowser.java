package vn.trangtien.city.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.city.CityServices;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.PlayedStreet;
import vn.trangtien.city.TestCity;
import vn.trangtien.city.TestPostgres;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;

/**
 * A city with one camera over a street, and a browser in front of its pages; whatever the browser complains about fails the test.
 * Pictures go to {@code target/screens}.
 */
abstract class CameraBrowser {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** For the page and for what is expected of it: the machine may have other tests to run. */
    private static final double PATIENCE_MILLIS = 20_000;

    static final String GATEWAY = "hue-nga-sau";
    static final String CAMERA = "/cameras/hue/" + GATEWAY + "/cam-1";

    private static @Nullable ConfigurableApplicationContext city;
    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not installed: apt install chromium");
        city = new SpringApplicationBuilder(CityServices.class, TestCity.class)
                .run(java.util.stream.Stream.concat(
                                TestCity.settings(TestPostgres.newDatabase()).stream(),
                                java.util.stream.Stream.of("server.port=0"))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
        bean(Accounts.class).ensure("truc-ban", "Nguyễn Thị Trực", Set.of(Role.OPERATOR), null);
        bean(Accounts.class).ensure("ky-thuat", "Trần Kỹ Thuật", Set.of(Role.TECHNICIAN), null);
        Instant now = bean(java.time.Clock.class).instant();
        bean(PlayedIngest.class)
                .tell(new Ingest.Gateway(
                        "hue", GATEWAY, "Ngã sáu Hùng Vương", 16.46, 107.59, "junction", "ONLINE", now, now));
        var street = new PlayedStreet(city, GATEWAY, "cam-1");
        street.past(now.minusSeconds(20));
        for (int second = 1; second < 15; second++) {
            street.step(second, now.minusSeconds(15 - second));
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
        if (city != null) {
            city.close();
        }
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    Page page(String person, int width, int height) {
        BrowserContext context = java.util.Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("vi-VN")
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setTimezoneId("Asia/Ho_Chi_Minh"));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        open(page, "/sign-in");
        page.locator("#account").fill(person);
        page.locator("#code").fill(bean(SignInCodes.class).issue(person).code());
        page.locator("main form button").click();
        assertThat(page.locator("#code")).hasCount(0);
        complaints.clear();
        return page;
    }

    static void theme(Page page, String theme) {
        page.context().addCookies(List.of(new Cookie("tt_theme", theme).setUrl(address())));
    }

    static void open(Page page, String path) {
        page.navigate(address() + path);
    }

    static String address() {
        return "http://127.0.0.1:" + context().getEnvironment().getProperty("local.server.port");
    }

    static ConfigurableApplicationContext context() {
        return java.util.Objects.requireNonNull(city);
    }

    static <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    static void shot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screens", name + ".png")));
    }
}
