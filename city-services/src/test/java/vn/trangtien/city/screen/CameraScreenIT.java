package vn.trangtien.city.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.city.CityServices;
import vn.trangtien.city.PlayedCameras;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.PlayedStreet;
import vn.trangtien.city.TestCity;
import vn.trangtien.city.TestPostgres;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.live.LiveSeam;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;

/** Camera pages in a real browser: live overlays, drawing by mouse and by keys, saving. Pictures go to {@code target/screens}. */
class CameraScreenIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String GATEWAY = "hue-nga-sau";
    private static final String CAMERA = "/cameras/hue/" + GATEWAY + "/cam-1";

    private static @Nullable ConfigurableApplicationContext city;
    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    private final List<String> complaints = new ArrayList<>();

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

    @Test
    void anOperatorSeesWhatTheCameraSeesAndWhatItReports() {
        Page page = page("truc-ban", 1440, 900);
        open(page, "/cameras");
        assertThat(page.locator(".camera-card")).hasCount(1);
        shot(page, "cameras");

        open(page, CAMERA);
        assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        assertThat(page.locator(".layer-lines .shape")).hasCount(1);
        assertThat(page.locator(".layer-zones .shape")).hasCount(1);
        assertThat(page.locator("#alerts li")).hasCount(2);
        assertThat(page.locator("#measures")).containsText("Nghi ngờ");
        Locator line = page.locator(".measure-group").first();
        assertThat(line.locator("h3")).hasText("Vạch làn ra");
        assertThat(line).containsText(Pattern.compile("xuôi, mỗi phút\\s*[789] /phút\\s*\\d\\d:\\d\\d:\\d\\d"));
        assertThat(page.locator("[data-posture=plates]")).containsText("không đọc");
        assertThat(page.locator("[data-posture=detector]")).containsText("ssd");
        assertThat(page.locator(".small-grid > li")).hasCount(8);
        assertThat(page.locator("#counts tbody tr")).hasCount(2);
        new PlayedStreet(context(), GATEWAY, "cam-1")
                .step(21, bean(java.time.Clock.class).instant());
        bean(LiveSeam.class).flushSights();
        assertThat(page.locator(".layer-objects .object").first()).isVisible();
        assertThat(page.locator(".name-object").first()).containsText(Pattern.compile("Xe máy|Ô tô|Xe buýt|Người"));
        // 2 for each of 300 seconds before, 14 since, and what came over the stream.
        assertThat(page.locator("#counts tbody tr").nth(1).locator("td").nth(1)).hasText("642");
        page.locator("[data-layer=objects]").uncheck();
        assertThat(page.locator(".layer-objects")).isHidden();
        page.locator("[data-layer=objects]").check();
        shot(page, "camera");
        assertThat(page.content()).doesNotContain("b1-mat");
        Page phone = page("truc-ban", 390, 844);
        theme(phone, "light");
        open(phone, CAMERA);
        assertThat(phone.locator("main")).hasAttribute("data-ready", "true");
        assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        shot(phone, "camera-phone");
    }

    @Test
    void objectsAreFoundAndAClearPictureComesOnlyAfterAClick() {
        Page page = page("truc-ban", 1440, 900);
        open(page, "/cameras/objects");
        assertThat(page.locator(".object-grid > li")).hasCount(24);
        shot(page, "camera-objects");
        page.locator("a[rel=next]").click();
        assertThat(page.locator(".object-grid > li").first()).isVisible();
        page.locator("#f-label").selectOption("bus");
        page.locator(".filter button").click();
        assertThat(page.locator(".object-grid > li").first()).containsText("Xe buýt");

        int before = bean(PlayedCameras.class).asked.size();
        open(page, "/cameras/objects/hue/" + GATEWAY + "/cam-1-old-1");
        String clear = page.locator("[data-clear]").getAttribute("data-clear");
        assertThat(bean(PlayedCameras.class)
                        .asked
                        .subList(before, bean(PlayedCameras.class).asked.size()))
                .doesNotContain(clear);
        shot(page, "camera-object");
        page.locator("[data-clear]").click();
        assertThat(page.locator(".clear-one img")).isVisible();
        assertThat(bean(PlayedCameras.class).asked).contains(clear);
        complaints.removeIf(each -> each.contains("/api/cameras/media/"));
    }

    @Test
    void aTechnicianDrawsByMouseAndByKeysUndoesAndSaves() {
        Page page = page("ky-thuat", 1440, 900);
        open(page, CAMERA + "/draw");
        assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        assertThat(page.locator("#shapes .pick")).hasCount(3);
        assertThat(page.locator("#save")).isDisabled();

        page.locator("[data-tool=zones]").click();
        BoundingBox stage = page.locator("#stage").boundingBox();
        for (double[] at : new double[][] {{.7, .1}, {.9, .1}, {.9, .3}}) {
            page.mouse().click(stage.x + at[0] * stage.width, stage.y + at[1] * stage.height);
        }
        page.locator("#finish").click();
        assertThat(page.locator("#shapes .pick")).hasCount(4);
        page.locator("[data-way=name]").fill("vỉa hè: phía \"đông\"");
        page.locator(".rules label", new Page.LocatorOptions().setHasText("Đông người"))
                .click();
        page.locator("[data-way='crowd.count']").fill("1");
        assertThat(page.locator("#problems")).containsText("phải từ 2 đến 1000");
        assertThat(page.locator("#save")).isDisabled();
        page.locator("[data-way='crowd.count']").fill("12");
        assertThat(page.locator("#problems-card")).isHidden();

        page.locator("[data-tool=lines]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#stage")).isFocused();
        page.keyboard().press("Space");
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("Shift+ArrowRight");
        }
        page.keyboard().press("Space");
        assertThat(page.locator("#shapes .pick")).hasCount(5);
        Locator end = page.locator(".handle[data-point='1']");
        end.focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".points tbody tr").nth(1).locator("input").nth(1))
                .hasValue("51");
        shot(page, "camera-draw");
        page.locator("#undo").click();
        assertThat(page.locator(".points tbody tr").nth(1).locator("input").nth(1))
                .hasValue("50.5");

        page.onDialog(dialog -> dialog.accept());
        page.reload();
        assertThat(page.locator("#told")).containsText("bản nháp");
        assertThat(page.locator("#shapes .pick")).hasCount(5);
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#told")).containsText("đang gửi trạm");
        String yaml = bean(PlayedCameras.class).desired("hue", GATEWAY);
        assertThat(yaml)
                .contains("source: rtsp://admin:b1-mat@10.0.0.7/main # không ai được thấy")
                .contains("name: \"vỉa hè: phía \\\"đông\\\"\"")
                .contains("crowd: {count: 12, for: 60s}")
                .contains("from: [0.5, 0.5]");
        bean(PlayedCameras.class).answer("hue", GATEWAY, "REFUSED", List.of("cameras[0].zones[1]: nói không"));
        assertThat(page.locator("#told")).containsText("nói không");

        page.locator(".pick").first().click();
        bean(PlayedCameras.class).desire("hue", GATEWAY, yaml + "# ai đó\n");
        page.locator(".points input").first().fill("2");
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#told")).containsText("có người vừa đổi cấu hình");
        assertThat(page.locator("#shapes .pick")).hasCount(5);
        shot(page, "camera-draw-conflict");
        page.locator("#discard").click();
        assertThat(page.locator("#told")).isHidden();
        assertThat(page.locator("#save")).isDisabled();
        page.locator("#undo").click();
        assertThat(page.locator(".pick").first()).isVisible();
        page.locator(".pick").first().click();
        assertThat(page.locator(".points input").first()).hasValue("2");
        bean(PlayedCameras.class).desire("hue", GATEWAY, yaml + "# ai đó nữa\n");
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#mine")).isVisible();
        page.locator("#mine").click();
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#told")).containsText("đang gửi trạm");
        assertThat(bean(PlayedCameras.class).desired("hue", GATEWAY)).contains("# ai đó nữa");
        complaints.removeIf(each -> each.contains("409"));
        Page phone = page("ky-thuat", 390, 844);
        theme(phone, "light");
        open(phone, CAMERA + "/draw");
        assertThat(phone.locator("#shapes .pick").first()).isVisible();
        phone.locator(".pick").nth(1).click();
        assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        shot(phone, "camera-draw-phone");
    }

    @Test
    void aShapeIsMadeChangedAndTakenAwayByKeysAlone() {
        Page page = page("ky-thuat", 1440, 900);
        open(page, CAMERA + "/draw");
        assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        int before = page.locator("#shapes .pick").count();
        page.locator("[data-tool=zones]").focus();
        page.keyboard().press("Enter");
        for (String way : List.of("ArrowRight", "ArrowDown", "ArrowLeft")) {
            page.keyboard().press("Space");
            for (int i = 0; i < 4; i++) {
                page.keyboard().press("Shift+" + way);
            }
        }
        page.keyboard().press("Space");
        page.keyboard().press("Control+z");
        page.keyboard().press("Enter");
        assertThat(page.locator("#shapes .pick")).hasCount(before + 1);
        assertThat(page.locator(".handle")).hasCount(3);
        page.locator(".handle").first().focus();
        page.keyboard().press("+");
        assertThat(page.locator(".handle")).hasCount(4);
        assertThat(page.locator(".handle[data-point='1']")).isFocused();
        page.keyboard().press("Delete");
        assertThat(page.locator(".handle")).hasCount(3);
        page.keyboard().press("Shift+Delete");
        assertThat(page.locator("#shapes .pick")).hasCount(before);
        assertThat(page.locator("#undo")).isFocused();
        page.keyboard().press("Control+z");
        assertThat(page.locator("#shapes .pick")).hasCount(before + 1);
        assertThat((Integer) page.evaluate(
                        "[...document.querySelectorAll('main button, main summary, main label:has(input)')]"
                                + ".filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect())"
                                + ".filter((box) => box.width < 24 || box.height < 24).length"))
                .as("targets smaller than 24 pixels")
                .isZero();
    }

    @Test
    void aFilmPlaysAndCanBeSoughtInAndABrokenOneSaysSo() {
        Page page = page("truc-ban", 390, 844);
        var parts = new ArrayList<Integer>();
        page.onResponse(answer -> {
            if (answer.url().contains("/api/cameras/media/")
                    && answer.request().headers().containsKey("range")) {
                parts.add(answer.status());
            }
        });
        open(page, "/cameras/objects/hue/" + GATEWAY + "/cam-1-old-1");
        page.locator("video").scrollIntoViewIfNeeded();
        Object played = page.evaluate("""
                async () => {
                  const video = document.querySelector('video');
                  await video.play();
                  await new Promise((done) => { video.ontimeupdate = () => { if (video.currentTime > 0) { done(); } }; });
                  video.pause();
                  video.currentTime = 2;
                  await new Promise((done) => { video.onseeked = done; });
                  return [video.readyState >= 2, video.videoWidth, Math.round(video.currentTime)];
                }""");
        assertThat(played).isEqualTo(List.of(true, 640, 2));
        assertThat(parts).isNotEmpty().containsOnly(206);
        assertThat(page.locator(".film-problem")).isHidden();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        shot(page, "camera-film-phone");

        open(page, "/cameras/objects/hue/" + GATEWAY + "/cam-1-old-2");
        assertThat(page.locator(".film-problem")).isVisible();
        assertThat(page.locator(".film-problem a")).hasAttribute("download", "film.mp4");
        complaints.removeIf(each -> each.contains("/api/cameras/media/"));
    }

    @Test
    void aCameraWithoutPicturesSaysWhatToDoAndWhatLeavesItAboutPeople() {
        PlayedIngest ingest = bean(PlayedIngest.class);
        PlayedCameras cameras = bean(PlayedCameras.class);
        Instant now = bean(java.time.Clock.class).instant();
        ingest.tell(new Ingest.Gateway("hue", "hue-dap-da", "Đập Đá", 16.47, 107.6, "bridge", "ONLINE", now, now));
        cameras.desire("hue", "hue-dap-da", """
                cameras:
                  - id: cam-2
                    source: rtsp://admin:b1-mat@10.0.0.8/main
                    detectFps: 2.5
                    privacy: {plates: clear, clips: true, purpose: "tìm xe <b>mất cắp</b>", expires: 2099-12-31}
                """);
        ingest.tell(new Observation(
                new ChannelRef("hue", "hue-dap-da", "cam-2", "fps"), null, "Hz", "COMM_FAULT", now, now, true));
        for (String label : List.of("train", "xích lô <b>")) {
            cameras.tell(new ObjectSeen(
                    "hue",
                    "hue-dap-da",
                    "cam-2",
                    "o-" + label.length(),
                    "END",
                    label,
                    0,
                    0,
                    new ObjectSeen.Area(0.1, 0.1, 0.1, 0.1),
                    List.of(),
                    List.of(),
                    false,
                    null,
                    null,
                    false,
                    false,
                    "motion",
                    now.minusSeconds(90_000 / label.length()),
                    now,
                    true));
        }
        Page page = page("truc-ban", 1440, 900);
        open(page, "/cameras/hue/hue-dap-da/cam-2");
        assertThat(page.locator("#state-text")).hasText("Không có hình");
        assertThat(page.locator("#remedy")).containsText("Kiểm tra nguồn điện");
        assertThat(page.locator("[data-posture=plates]"))
                .containsText("đọc rõ, đến hết 31/12/2099, mục đích: tìm xe <b>mất cắp</b>");
        assertThat(page.locator("[data-posture=detector]")).containsText("./city models install");
        assertThat(page.locator("#masked")).isHidden();
        assertThat(page.locator("[data-posture=looks]")).containsText("2,5");
        assertThat(page.locator(".small-grid")).containsText("Tàu hoả");
        assertThat(page.locator(".small-grid")).containsText("xích lô <b>");
        assertThat(page.content()).doesNotContain("b1-mat");
        page.context().addCookies(List.of(new Cookie("tt_lang", "en").setUrl(address())));
        open(page, "/cameras/hue/hue-dap-da/cam-2");
        assertThat(page.locator("#remedy")).containsText("Check its power");
        assertThat(page.locator(".small-grid")).containsText("Train");
        shot(page, "camera-lost-en");
        page.context().setOffline(true);
        assertThat(page.locator("#missing")).isVisible();
        complaints.clear();
    }

    @Test
    void whatIsDrawnWithoutAConnectionIsSavedAfterIt() {
        Page page = page("ky-thuat", 1440, 900);
        page.onDialog(dialog -> dialog.accept());
        open(page, CAMERA + "/draw");
        assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        page.context().setOffline(true);
        page.locator(".pick").nth(1).click();
        page.locator("[data-way=name]").fill("làn bên kia");
        assertThat(page.locator("#hint")).not().isEmpty();
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#told")).containsText("không trả lời");
        page.context().setOffline(false);
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#told")).containsText("đang gửi trạm");
        assertThat(bean(PlayedCameras.class).desired("hue", GATEWAY)).contains("làn bên kia");
        page.locator("[data-way=name]").fill("làn ra");
        page.locator("#save:not([disabled])").click();
        assertThat(page.locator("#base")).containsText(Pattern.compile("\\d"));
        complaints.clear();
    }

    private Page page(String person, int width, int height) {
        BrowserContext context = java.util.Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("vi-VN")
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setTimezoneId("Asia/Ho_Chi_Minh"));
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
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

    private static void theme(Page page, String theme) {
        page.context().addCookies(List.of(new Cookie("tt_theme", theme).setUrl(address())));
    }

    private static void open(Page page, String path) {
        page.navigate(address() + path);
    }

    private static String address() {
        return "http://127.0.0.1:" + context().getEnvironment().getProperty("local.server.port");
    }

    private static ConfigurableApplicationContext context() {
        return java.util.Objects.requireNonNull(city);
    }

    private static <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    private static void shot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screens", name + ".png")));
    }
}
