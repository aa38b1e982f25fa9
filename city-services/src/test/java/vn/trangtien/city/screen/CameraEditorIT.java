package vn.trangtien.city.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.trangtien.city.PlayedCameras;

/** Drawing on a camera's picture in a real browser: by mouse and by keys, against somebody else and without a connection. */
class CameraEditorIT extends CameraBrowser {

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
    void whatALineCountsIsFoundWithoutTonesAndChosenByKeys() {
        Page page = page("ky-thuat", 1440, 900);
        page.onDialog(dialog -> dialog.accept());
        open(page, CAMERA + "/draw");
        assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        page.locator(".pick").nth(1).click();
        assertThat(page.locator(".chips")).containsText("Mọi loại");
        Locator box = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Loại được tính"));
        box.focus();
        page.keyboard().type("xe may");
        assertThat(page.locator(".choices [role=option]")).hasCount(1);
        page.keyboard().press("Enter");
        page.keyboard().type("dieu");
        assertThat(page.locator(".choices .active")).containsText("Diều");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".choices .active")).containsText("Điều khiển");
        page.keyboard().press("Escape");
        assertThat(page.locator(".choices")).isHidden();
        box.fill("ambulance");
        assertThat(page.locator(".choices")).containsText("Không có loại nào khớp");
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip")).hasCount(1);
        box.fill("lorry");
        page.keyboard().press("Enter");
        assertThat(page.locator("#yaml")).containsText("labels: [motorcycle, truck]");
        shot(page, "camera-draw-labels");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bỏ Xe tải"))
                .click();
        assertThat(box).isFocused();
        page.keyboard().press("Backspace");
        assertThat(page.locator(".chips")).containsText("Mọi loại");
    }

    @Test
    void aLabelThatTheModelDoesNotKnowIsRefusedWithAWord() {
        Page page = page("ky-thuat", 1440, 900);
        open(page, CAMERA + "/draw");
        assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        var answer = page.evaluate("""
                async (path) => {
                  const token = document.querySelector('meta[name="csrf-token"]').content;
                  const api = '/api' + path + '/view';
                  const now = await (await fetch(api)).json();
                  now.view.lines[0].labels = ['xe máy'];
                  const answer = await fetch(api, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
                    body: JSON.stringify({ view: now.view, version: now.version, push: false }) });
                  const told = await answer.json();
                  return answer.status + ' ' + told.outcome + ' ' + told.problems.map((each) => each.field + ': ' + each.message).join();
                }""", CAMERA);
        assertThat(answer.toString()).startsWith("422 INVALID labels: mô hình của camera không biết loại “xe máy”");
        complaints.removeIf(each -> each.contains("422"));
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
}
