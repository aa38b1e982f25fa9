package vn.trangtien.box.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.trangtien.box.city.City;
import vn.trangtien.box.city.People;
import vn.trangtien.box.home.Port;

/**
 * The main job in a real browser: the river rises, the operator acknowledges and opens a case, the official closes it, and the
 * operator sees that. Pictures go to {@code target/screens}, and to {@code -Dtrangtien.screens=DIR} when that is given.
 */
@ExtendWith(RunningCity.class)
class OperatorJourneyIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 90_000;
    private static final String CHART = "/api/screen/series";
    private static final int OK = 200;
    private static final String RIVER = "[data-source$='/river/level']";

    @BeforeEach
    void browserIsInstalled() {
        assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not installed: apt install chromium");
    }

    @Test
    void riverAlarmBecomesACaseThatAnOfficialCloses(City city) throws Exception {
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")))) {
            List<String> complaints = new ArrayList<>();
            String caseLink;
            Page screen = page(browser, complaints);
            Deque<Integer> charts = new ArrayDeque<>();
            screen.onResponse(response -> {
                if (response.url().contains(CHART)) {
                    charts.add(response.status());
                }
            });
            signIn(screen, city.url(Port.CITY), People.OPERATOR, city);
            Locator alarm = screen.locator("#alarms " + RIVER).first();
            assertThat(alarm).isVisible(patient());
            shot(screen, "operations-alarm");

            alarm.locator("[data-action=acknowledge]").click();
            assertThat(screen.locator("#alarms " + RIVER + " [data-action=acknowledge]"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            alarm.locator("[data-action=case]").click();
            Locator link = screen.locator("#alarms " + RIVER + " .alarm-case a");
            assertThat(link).isVisible(patient());
            caseLink = link.getAttribute("href");
            assertThat(screen.locator("#chart canvas").first()).isVisible(patient());
            assertThat(screen.locator("#map canvas").first()).isVisible(patient());
            shot(screen, "operations-case");

            Page office = page(browser, complaints);
            signIn(office, city.url(Port.EGOV), People.OFFICIAL, city);
            office.navigate(caseLink);
            shot(office, "case-open");
            office.locator("textarea[name=result]").fill("Đã thông báo các phường ven sông, cấm đường Đập Đá.");
            office.locator("#close button").click();
            assertThat(office.locator("#close")).hasCount(0);
            shot(office, "case-closed");

            // The alarm on the operator's screen learns of it through Kafka, without a reload.
            assertThat(screen.locator("#alarms " + RIVER + " .alarm-case .badge.ok"))
                    .isVisible(patient());
            shot(screen, "operations-closed");
            // On a busy machine a store may be late with its first answer; the page says so, asks again, and must have
            // it then.
            screen.waitForCondition(
                    () -> Integer.valueOf(OK).equals(charts.peekLast()),
                    new Page.WaitForConditionOptions().setTimeout(PATIENCE));
            complaints.removeIf(complaint -> complaint.contains("503") && complaint.contains(CHART));
            assertThat(complaints).as("errors in the browser's console").isEmpty();
        }
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
    }

    private static Page page(Browser browser, List<String> complaints) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh"));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    private static void signIn(Page page, String service, People person, City city) {
        page.navigate(service + "/sign-in");
        page.locator("#account").fill(person.account());
        page.locator("#code").fill(city.code(person));
        page.locator("main form button").click();
        assertThat(page.locator("#code")).hasCount(0);
    }

    private static void shot(Page page, String name) throws Exception {
        List<Path> folders = new ArrayList<>(List.of(Path.of("target", "screens")));
        String asked = System.getProperty("trangtien.screens", "");
        if (!asked.isEmpty()) {
            folders.add(Path.of(asked));
        }
        for (Path folder : folders) {
            Files.createDirectories(folder);
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
        }
    }
}
