package vn.trangtien.city.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.city.PlayedCameras;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.alarm.AlarmSeam;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.live.LiveSeam;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/** Lists that renew themselves under somebody's hands, many cameras, and what gateways say of them. */
class CameraListIT extends CameraBrowser {

    private static final String MANY = "hue-nhieu";
    private static final String FEW = "hue-it";

    @AfterEach
    void forgetTheMany() {
        bean(PlayedIngest.class).forget("hue", MANY);
        bean(PlayedIngest.class).forget("hue", FEW);
    }

    @Test
    void twoHundredCamerasAreSearchedWithoutTonesByStateAndByPage() {
        many(200);
        Page page = page("truc-ban", 1440, 900);
        open(page, "/cameras");
        assertThat(page.locator(".camera-card")).hasCount(24);
        assertThat(page.locator("#pages")).containsText("Trang 1/9, 201 camera");
        page.locator("#pages a[rel=next]").click();
        assertThat(page.locator("#pages")).containsText("Trang 2/9");
        // What is typed before the page's scripts listen is not searched for.
        page.waitForLoadState();

        page.locator("#q").click();
        page.keyboard().type("dap da cam-19");
        assertThat(page.locator(".camera-card")).hasCount(11);
        assertThat(page.locator("#q")).isFocused();
        assertThat(page.locator(".live-said")).hasText("Tìm thấy 11");
        assertThat(page).hasURL(Pattern.compile("q=dap\\+da\\+cam-19"));
        page.locator("#q").fill("đấp");
        assertThat(page.locator("#nothing")).containsText("Không camera nào khớp");
        page.locator("#q").fill("");
        assertThat(page.locator(".camera-card")).hasCount(24);
        page.locator("#by-state a", new Page.LocatorOptions().setHasText("Chưa có ảnh"))
                .click();
        assertThat(page.locator("#by-state [aria-current]")).containsText("200");
        shot(page, "cameras-many");
    }

    @Test
    void theListRenewsItselfUnderTheFocusAndSaysWhatIsNew() {
        many(30);
        Page page = page("truc-ban", 1000, 700);
        open(page, "/cameras?q=dap+da");
        Locator card = page.locator("[data-key='hue/" + MANY + "/cam-9'] a");
        card.focus();
        int before = y(page);
        bean(PlayedIngest.class).camera("hue", MANY, "cam-0");
        stir();
        assertThat(page.locator(".live-said")).hasText("Mới: 1");
        assertThat(page.locator("[data-key='hue/" + MANY + "/cam-0']")).hasCount(1);
        assertThat(card).isFocused();
        assertThat(y(page)).as("the focused card stays where it was").isBetween(before - 2, before + 2);

        Instant now = bean(java.time.Clock.class).instant();
        String picture =
                bean(PlayedIngest.class).picture("hue", GATEWAY, "cam-1", PlayedIngest.street(640, 360, 77), now);
        open(page, "/cameras?q=nga+sau");
        assertThat(page.locator(".camera-card")).hasCount(1);
        page.waitForResponse(answer -> answer.url().contains("/cameras?"), () -> stir());
        bean(LiveSeam.class).snapshots(List.of(new SnapshotStored("hue", GATEWAY, "cam-1", picture, 640, 360, now)));
        bean(LiveSeam.class).flush();
        assertThat(page.locator("[data-key$='/cam-1'] img").last())
                .hasAttribute("src", "/api/screen/pictures/" + picture);
    }

    @Test
    void withoutALineTheListStaysAndSaysHowOldItIs() {
        Page page = page("truc-ban", 1000, 700);
        open(page, "/cameras");
        assertThat(page.locator(".live-word")).hasText("Tự cập nhật");
        page.context().setOffline(true);
        assertThat(page.locator(".live-word")).containsText("Mất kết nối");
        assertThat(page.locator(".live-age")).containsText("cách đây");
        assertThat(page.locator(".camera-card").first()).isVisible();
        page.context().setOffline(false);
        assertThat(page.locator(".live-word")).hasText("Tự cập nhật");
        bean(PlayedIngest.class).setAway(true);
        stir();
        assertThat(page.locator(".live-word")).containsText("Dịch vụ không trả lời");
        assertThat(page.locator(".camera-card").first()).isVisible();
        bean(PlayedIngest.class).setAway(false);
        stir();
        assertThat(page.locator(".live-word")).hasText("Tự cập nhật");
        complaints.clear();
    }

    @Test
    void nothingIsAskedForWhileNobodyLooksAndNothingIsSentThatIsTheSame() {
        Page page = page("truc-ban", 1000, 700);
        open(page, "/cameras");
        assertThat(page.locator(".live-word")).hasText("Tự cập nhật");
        String look = """
                (hidden) => {
                  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""";
        page.waitForResponse(answer -> answer.url().contains("/cameras?"), () -> stir());
        page.evaluate(look, true);
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        Page other = page("truc-ban", 1000, 700);
        open(other, "/cameras");
        assertThat(other.locator(".live-word")).hasText("Tự cập nhật");
        other.waitForResponse(answer -> answer.url().contains("/cameras?"), () -> stir());
        assertThat(asked).as("asked for while nobody looks").isEmpty();
        var again =
                page.waitForResponse(answer -> answer.url().contains("/cameras?"), () -> page.evaluate(look, false));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void newObjectsWaitWhileSomebodyIsInTheListAndComeWithAPress() {
        Page page = page("truc-ban", 1000, 700);
        open(page, "/cameras/objects");
        assertThat(page.locator(".live-word")).hasText("Tự cập nhật");
        page.locator(".object-grid a").nth(3).focus();
        Instant now = bean(java.time.Clock.class).instant();
        var seen = new ObjectSeen(
                "hue",
                GATEWAY,
                "cam-1",
                "just-now-" + now.toEpochMilli(),
                "NEW",
                "truck",
                0.8,
                0.8,
                new ObjectSeen.Area(0.1, 0.1, 0.1, 0.1),
                List.of(),
                List.of(),
                false,
                null,
                null,
                false,
                false,
                "ssd",
                now,
                now,
                true);
        bean(PlayedCameras.class).tell(seen);
        bean(LiveSeam.class).objects(List.of(seen));
        bean(LiveSeam.class).flushSights();
        assertThat(page.locator(".live-new"))
                .hasText(
                        "Mới: 1 – hiện ra",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(12_000));
        assertThat(page.locator(".object-grid > li").first()).not().containsText("Xe tải");
        assertThat(page.locator(".object-grid a").nth(3)).isFocused();
        page.locator(".live-new").click();
        assertThat(page.locator(".object-grid > li").first()).containsText("Xe tải");
        assertThat(page.locator(".object-grid a").first()).isFocused();
        complaints.clear();
    }

    @Test
    void anAlarmComesByItselfAndTheNoteThatSomebodyWritesStays() {
        Page page = page("truc-ban", 1000, 700);
        open(page, "/alarms");
        Locator mine = page.locator(".alarm").first();
        mine.locator(".guide summary").click();
        mine.locator("input[name=note]").fill("đang gọi");
        int before = page.locator(".alarm").count();
        bean(AlarmSeam.class)
                .cameraAlerts(List.of(new CameraAlert(
                        "hue",
                        GATEWAY,
                        "cam-1",
                        "crowd-1",
                        "CROWD",
                        "BEGAN",
                        "vỉa hè",
                        null,
                        40.0,
                        0.9,
                        "40 people",
                        "40 người",
                        bean(java.time.Clock.class).instant(),
                        true)));
        assertThat(page.locator(".alarm")).hasCount(before + 1);
        assertThat(page.locator(".live-said")).hasText("Mới: 1");
        assertThat(page.locator("input[name=note]:focus")).hasValue("đang gọi");
    }

    @Test
    void whatAGatewaySaysOfItsCamerasStandsOnThemAndAboveThem() {
        Instant now = bean(java.time.Clock.class).instant();
        bean(PlayedIngest.class)
                .tell(new Ingest.Gateway("hue", FEW, "Đập Đá", 16.47, 107.6, "bridge", "ONLINE", now, now));
        bean(PlayedIngest.class).picture("hue", FEW, "cam-7", PlayedIngest.street(640, 360, 5), now);
        bean(PlayedIngest.class).camera("hue", FEW, "cam-8");
        bean(PlayedCameras.class)
                .tell(new CameraRecords.Standing(
                        "hue",
                        FEW,
                        now,
                        3,
                        2,
                        1,
                        List.of("cam-7 and 5 more: counts by motion only"),
                        List.of("cam-7 và 5 camera khác: chỉ đếm chuyển động vì chưa cài mô hình <b>")));
        Page page = page("truc-ban", 1440, 900);
        open(page, "/cameras");
        Locator card = page.locator("[data-key='hue/" + FEW + "/cam-7']");
        assertThat(card).containsText("Làm ít hơn yêu cầu");
        assertThat(card).containsText("chỉ đếm chuyển động vì chưa cài mô hình <b>");
        page.locator("#gateway-notes summary").click();
        assertThat(page.locator("#gateway-notes"))
                .containsText("2 trong 3 camera có hình, 1 làm ít hơn yêu cầu, 1 chưa từng gửi tin");
        stir();
        assertThat(page.locator("#gateway-notes li").first()).isVisible();
        shot(page, "cameras-limited");

        open(page, "/cameras/hue/" + FEW + "/cam-7");
        assertThat(page.locator("#state-text")).hasText("Làm ít hơn yêu cầu");
        assertThat(page.locator("#remedy")).containsText("chưa cài mô hình");
        assertThat(page.locator("[data-posture=gateway]")).containsText("Trạm báo 2 trong 3 camera có hình");
        assertThat(page.locator("[data-posture=looks-real]")).containsText("trạm không báo");
        looks(2.1, 5.0);
        assertThat(page.locator("[data-posture=looks-real]"))
                .containsText("chỉ nhìn 2,1 lần mỗi giây trong khi cảnh cần 5");
        looks(4.9, 5.0);
        assertThat(page.locator("[data-posture=looks-real]")).containsText("Thực tế nhìn 4,9 lần mỗi giây");

        open(page, "/cameras/hue/" + FEW + "/cam-khong-co");
        assertThat(page.locator("#state-text")).hasText("Chưa từng nghe tin");
        assertThat(page.locator("#remedy")).containsText("Kiểm tra tên");
        shot(page, "camera-unknown");
    }

    @Test
    void aCityWithoutCamerasSaysWhatToDoAndTheFirstOneComesByItself() {
        PlayedIngest ingest = bean(PlayedIngest.class);
        Instant now = bean(java.time.Clock.class).instant();
        ingest.forget("hue", GATEWAY);
        Page page = page("truc-ban", 1000, 700);
        open(page, "/cameras");
        assertThat(page.locator("#empty")).containsText("Kỹ thuật viên khai báo camera");
        ingest.picture("hue", GATEWAY, "cam-1", PlayedIngest.street(640, 360, 1), now);
        stir();
        assertThat(page.locator(".camera-card")).hasAttribute("data-state", "SEES");
        assertThat(page.locator("#empty")).hasCount(0);

        lost(null, "COMM_FAULT");
        assertThat(page.locator(".camera-card")).hasAttribute("data-state", "LOST");
        assertThat(page.locator(".camera-card")).containsText("Không có hình");
        lost(12.5, "GOOD");
        assertThat(page.locator(".camera-card")).hasAttribute("data-state", "SEES");
        ingest.tell(gateway("MISSING", now));
        stir();
        assertThat(page.locator(".camera-card")).containsText("Trạm mất liên lạc");
        ingest.tell(gateway("ONLINE", now));
        open(page, "/cameras/objects?label=zebra");
        assertThat(page.locator("#empty")).containsText("24 giờ qua");
        complaints.clear();
    }

    private static Ingest.Gateway gateway(String state, Instant now) {
        return new Ingest.Gateway("hue", GATEWAY, "Ngã sáu Hùng Vương", 16.46, 107.59, "junction", state, now, now);
    }

    private static void lost(@Nullable Double rate, String quality) {
        Instant now = bean(java.time.Clock.class).instant();
        bean(LiveSeam.class)
                .observations(List.of(new Observation(
                        new ChannelRef("hue", GATEWAY, "cam-1", "fps"), rate, "Hz", quality, now, now, true)));
        bean(LiveSeam.class).flush();
    }

    private static void looks(double real, double wanted) {
        Instant now = bean(java.time.Clock.class).instant();
        bean(LiveSeam.class)
                .observations(Map.of("looks", real, "looks.wanted", wanted).entrySet().stream()
                        .map(each -> new Observation(
                                new ChannelRef("hue", FEW, "cam-7", each.getKey()),
                                each.getValue(),
                                "Hz",
                                "GOOD",
                                now,
                                now,
                                true))
                        .toList());
        bean(LiveSeam.class).flush();
    }

    private static int y(Page page) {
        return ((Number) page.evaluate("document.activeElement.getBoundingClientRect().top")).intValue();
    }

    /** Something has changed about a gateway, the stream says. */
    private static void stir() {
        bean(LiveSeam.class)
                .statuses(List.of(new GatewayStatus(
                        "hue",
                        MANY,
                        GatewayStatus.State.ONLINE,
                        bean(java.time.Clock.class).instant(),
                        Map.of())));
    }

    private static void many(int cameras) {
        PlayedIngest ingest = bean(PlayedIngest.class);
        Instant now = bean(java.time.Clock.class).instant();
        ingest.tell(new Ingest.Gateway("hue", MANY, "Đập Đá", 16.47, 107.6, "bridge", "ONLINE", now, now));
        for (int i = 1; i <= cameras; i++) {
            ingest.camera("hue", MANY, "cam-" + i);
        }
    }
}
