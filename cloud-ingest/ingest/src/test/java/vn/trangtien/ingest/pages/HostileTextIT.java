package vn.trangtien.ingest.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.TelemetryMessage;

/**
 * What a hostile device says, over MQTT, into every place where people read it: it is text there and nothing else. And the pages of
 * dead letters and channels as a machine can measure them by WCAG 2.2 AA, since they are full of such texts.
 */
class HostileTextIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path MEASURE = Path.of("../../city-services/src/test/resources/city/measure.js");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SCRIPT = "<script>alert(1)<&#47;script>";
    private static final String IMAGE = "\"'><img src=x onerror=alert(2)>";
    private static final String RIGHT_TO_LEFT = "abc\u202Egnp.exe";
    private static final String FORMULA = "=cmd|' &C calc'!A0";
    private static final List<String> TEXTS = List.of(SCRIPT, IMAGE, RIGHT_TO_LEFT, FORMULA);
    private static final String GATEWAY = "hostile";

    private static City city;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not installed: apt install chromium");
        city = SharedCity.get();
        city.context().getBean(Accounts.class).ensure("ky-thuat", "Trần Kỹ Thuật", Set.of(Role.TECHNICIAN), null);
        speak();
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
    }

    /** Facts, names of devices and channels, units and what cannot be decoded, as a gateway with a certificate sends them. */
    private static void speak() throws Exception {
        TestGateway gateway = city.enrol("hue", GATEWAY);
        city.context()
                .getBean(JdbcClient.class)
                .sql("update ingest.gateway set kind = 'kura', name = ? where gateway = ?")
                .params(SCRIPT, GATEWAY)
                .update();
        var client = gateway.connect();
        var facts = new LifecycleMessage(
                Optional.of(CLOCK.instant()),
                Map.of("os", SCRIPT, "jvm", IMAGE + "\u0007", "note", RIGHT_TO_LEFT),
                Optional.empty());
        TestGateway.publish(client, "$EDC/hue/" + GATEWAY + "/MQTT/BIRTH", KuraCodec.encode(facts.toPayload()));
        Instant at = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        for (String text : TEXTS) {
            var reading = new ChannelReading(
                    text, OptionalDouble.of(1), Optional.of(at), cut(text), "GOOD", Optional.of(text));
            TestGateway.publish(
                    client,
                    gateway.telemetryTopic("x"),
                    KuraCodec.encode(
                            new TelemetryMessage(text, List.of(reading), Optional.of(at), new Origin(false, true))
                                    .toPayload()));
            TestGateway.publish(
                    client,
                    "hue/" + GATEWAY + "/CAM-V1/" + text.replaceAll("[/#+]", "_"),
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        client.disconnect();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(city.get("/api/channels?gateway=hue/" + GATEWAY).path("channels"))
                    .hasSize(TEXTS.size());
            assertThat(city.get("/api/dead-letters?gateway=hue/" + GATEWAY).path("letters"))
                    .hasSize(TEXTS.size());
        });
    }

    private static String cut(String unit) {
        return unit.substring(0, Math.min(unit.length(), 32));
    }

    @Test
    void itIsTextOnEveryPage() throws Exception {
        Page page = signedIn();
        long letter = city.get("/api/dead-letters?gateway=hue/" + GATEWAY)
                .path("letters")
                .get(0)
                .path("id")
                .asLong();
        for (String path : List.of(
                "/gateways",
                "/gateways/hue/" + GATEWAY,
                "/fleet",
                "/fleet?q=alert",
                "/fleet/gateways/hue/" + GATEWAY,
                "/fleet/alarms",
                "/dead-letters",
                "/dead-letters?gateway=" + enc(IMAGE),
                "/dead-letters/" + letter,
                "/channels",
                "/channels?gateway=" + enc(SCRIPT) + "&asset=" + enc(IMAGE))) {
            assertThat(page.request().get(address() + path).status()).as(path).isEqualTo(200);
            page.navigate(address() + path);
            assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
            assertThat(page.locator("main script, main img[src=x]").count())
                    .as(path)
                    .isZero();
        }
        page.navigate(address() + "/dead-letters/" + letter);
        assertThat(page.locator(".notice.info").innerText()).as("what to do").isNotBlank();
        page.navigate(address() + "/channels?gateway=hue/" + GATEWAY);
        assertThat(page.locator(".fleet-numbers strong").allInnerTexts()).allMatch(count -> count.matches("[\\d.]+"));
        String seen = page.locator("main").innerText();
        TEXTS.forEach(text -> assertThat(seen).contains(text));
        page.navigate(address() + "/gateways/hue/" + GATEWAY);
        assertThat(page.locator("main").innerText()).contains(SCRIPT, IMAGE + "\uFFFD");
        assertThat(complaints)
                .as("dialogs, errors, refusals of the content security policy")
                .isEmpty();
    }

    @Test
    void itIsTextInEveryAnswerToPrograms() throws Exception {
        assertThat(city.send(city.request("/api/dead-letters?reason=" + enc(SCRIPT))
                                .GET())
                        .statusCode())
                .isEqualTo(422);
        for (String path : List.of(
                "/api/gateways",
                "/api/fleet/gateways",
                "/api/fleet/gateways/hue/" + GATEWAY,
                "/api/fleet/map",
                "/api/channels?gateway=hue/" + GATEWAY,
                "/api/dead-letters?gateway=hue/" + GATEWAY,
                "/api/dead-letters?reason=" + enc(SCRIPT))) {
            HttpResponse<String> answer = city.send(city.request(path).GET());
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .contains("json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
        }
        assertThat(city.get("/api/channels?gateway=hue/" + GATEWAY)
                        .path("channels")
                        .valueStream()
                        .map(row -> row.path("channel").path("channel").asString()))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    @Test
    @SuppressWarnings("unchecked")
    void thePagesAreReadableInBothThemesAndOnTheSmallestScreen() throws Exception {
        Page page = signedIn();
        String script = Files.readString(MEASURE);
        String measure = script.substring(script.indexOf("() =>"));
        long letter = city.get("/api/dead-letters?gateway=hue/" + GATEWAY)
                .path("letters")
                .get(0)
                .path("id")
                .asLong();
        List<String> found = new ArrayList<>();
        for (int width : new int[] {1440, 320}) {
            page.setViewportSize(width, 900);
            for (String theme : List.of("dark", "light")) {
                page.context().addCookies(List.of(new Cookie("tt_theme", theme).setUrl(address())));
                for (String path : List.of(
                        "/dead-letters", "/dead-letters?gateway=nobody", "/dead-letters/" + letter, "/channels")) {
                    page.navigate(address() + path);
                    ((List<String>) page.evaluate(measure))
                            .forEach(problem -> found.add(theme + " " + width + " " + path + ": " + problem));
                }
            }
        }
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screens", "channels.png")));
        assertThat(found).isEmpty();
    }

    private Page signedIn() {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setLocale("vi-VN")
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE))
                .newPage();
        page.setDefaultTimeout(20_000);
        page.onDialog(dialog -> {
            complaints.add("dialog " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.navigate(address() + "/sign-in");
        page.locator("#account").fill("ky-thuat");
        page.locator("#code")
                .fill(city.context()
                        .getBean(SignInCodes.class)
                        .issue("ky-thuat")
                        .code());
        page.locator("main form button").click();
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(page.locator("#code"))
                .hasCount(0);
        return page;
    }

    private static String address() {
        return "http://127.0.0.1:" + city.httpPort;
    }

    private static String enc(String text) throws IOException {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
