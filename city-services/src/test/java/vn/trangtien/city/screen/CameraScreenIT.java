package vn.trangtien.city.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.trangtien.city.PlayedCameras;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.PlayedStreet;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.live.LiveSeam;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;

/** What cameras show and saw, in a real browser. */
class CameraScreenIT extends CameraBrowser {

    @Test
    void anOperatorSeesWhatTheCameraSeesAndWhatItReports() throws Exception {
        Page page = page("truc-ban", 1440, 900);
        open(page, "/cameras");
        assertThat(page.locator(".camera-card")).hasCount(1);
        shot(page, "cameras");

        long sinceMidnight = motorcyclesSinceMidnight();
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
        // The counter stood at 628 when the page was opened; 2 for each of seven seconds have come over the stream
        // since.
        assertThat(page.locator("#counts tbody tr").nth(1).locator("td").nth(1)).hasText("" + (sinceMidnight + 14));
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

    /** What the street counted before this second and after the last local midnight. */
    private static long motorcyclesSinceMidnight() throws Exception {
        var clock = bean(java.time.Clock.class);
        Instant now = clock.instant();
        Instant midnight = LocalDate.ofInstant(now, clock.getZone())
                .atStartOfDay(clock.getZone())
                .toInstant();
        return bean(PlayedIngest.class).growth("hue/" + GATEWAY + "/cam-1", midnight, now).stream()
                .filter(growth -> growth.channel().equals("line.làn ra.motorcycle.forward"))
                .mapToLong(growth -> (long) growth.grown())
                .findFirst()
                .orElseThrow();
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
        assertThat(page.locator(".film-problem")).hasAttribute("data-why", "object.film.broken");
        assertThat(page.locator(".film-problem a")).hasAttribute("download", "film.mp4");

        // This Chromium has no decoder for H.265.
        open(page, "/cameras/objects/hue/" + GATEWAY + "/cam-1-old-3");
        assertThat(page.locator(".film-problem")).containsText("H.265 (HEVC)");
        assertThat(page.locator(".film-problem a")).isVisible();
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
}
