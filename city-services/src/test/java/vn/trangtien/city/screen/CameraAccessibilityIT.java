package vn.trangtien.city.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * WCAG 2.2 AA as far as a machine can measure it, in both themes, on a screen and on 320 CSS pixels, which is also a screen of 1280
 * at a zoom of 400 %: contrast of texts and edges, names, references, headings, lists, target sizes, reflow, motion, focus.
 */
class CameraAccessibilityIT extends CameraBrowser {

    private static final String MEASURE = script();
    private static final String FOCUSED = """
            () => {
              const e = document.activeElement;
              const style = getComputedStyle(e);
              const box = e.getBoundingClientRect();
              // A handle of the editor draws its ring around itself.
              const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || Boolean(e.closest('.handle'));
              const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 40));
              const seen = Boolean(at) && (e.contains(at) || at.contains(e) || Boolean(e.labels && [...e.labels].some((label) => label.contains(at))));
              e.dataset.ownTab ??= String(document.querySelectorAll('[data-own-tab]').length + 1);
              return [e === document.body ? 'BODY' : e.dataset.ownTab, ring, seen, e.nodeName + '#' + e.id + '.' + e.className + ' ' + (e.innerText || '').slice(0, 20)];
            }""";

    private static final List<String> OPERATOR = List.of(
            "/cameras",
            "/cameras?q=khong-co",
            CAMERA,
            "/cameras/hue/nowhere/nothing",
            "/cameras/objects",
            "/cameras/objects?label=zebra",
            "/cameras/objects/hue/" + GATEWAY + "/cam-1-old-1",
            "/alarms");

    @Test
    void everyPageIsReadableInBothThemesAndOnTheSmallestScreen() {
        Page page = page("truc-ban", 1440, 900);
        List<String> found = new ArrayList<>();
        for (int width : new int[] {1440, 320}) {
            page.setViewportSize(width, 900);
            for (String theme : List.of("dark", "light")) {
                theme(page, theme);
                for (String path : OPERATOR) {
                    open(page, path);
                    ready(page, path);
                    measured(page, "%s %d %s".formatted(theme, width, path), found);
                }
            }
        }
        complaints.clear();
        assertThat(found).isEmpty();
    }

    @Test
    void theEditorIsReadableWithItsFormAndItsChoiceOpen() {
        Page page = page("ky-thuat", 1440, 900);
        List<String> found = new ArrayList<>();
        for (int width : new int[] {1440, 320}) {
            page.setViewportSize(width, 900);
            for (String theme : List.of("dark", "light")) {
                theme(page, theme);
                open(page, CAMERA + "/draw");
                assertThat(page.locator("main")).hasAttribute("data-ready", "true");
                page.locator(".pick").nth(2).click();
                page.locator("[role=combobox]").click();
                assertThat(page.locator(".choices")).isVisible();
                measured(page, "%s %d editor".formatted(theme, width), found);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void tabReachesEverythingOnceAndItIsSeenWhereTheFocusIs() {
        Page page = page("truc-ban", 1280, 800);
        List<String> wrong = new ArrayList<>();
        for (String path : List.of("/cameras", CAMERA, "/cameras/objects", "/alarms")) {
            open(page, path);
            ready(page, path);
            int targets = (Integer)
                    page.evaluate(
                            "[...document.querySelectorAll('a[href], button, summary, input, select, [tabindex=\"0\"]')]"
                                    + ".filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility()).length");
            var seen = new HashSet<String>();
            String last = "";
            // A field for date and time holds several stops.
            for (int i = 0; i < targets + 20; i++) {
                page.keyboard().press("Tab");
                @SuppressWarnings("unchecked")
                var at = (List<Object>) page.evaluate(FOCUSED);
                String id = String.valueOf(at.get(0));
                if (id.equals(last)) {
                    continue;
                }
                last = id;
                if (id.equals("BODY") || !seen.add(id)) {
                    break;
                }
                if (at.get(1).equals(false)) {
                    wrong.add(path + ": no ring on " + at.get(3));
                }
                if (at.get(2).equals(false)) {
                    wrong.add(path + ": covered: " + at.get(3));
                }
            }
            if (seen.size() < targets) {
                wrong.add("%s: %d of %d targets reached".formatted(path, seen.size(), targets));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void ready(Page page, String path) {
        if (path.startsWith("/cameras/hue/")) {
            assertThat(page.locator("main")).hasAttribute("data-ready", "true");
        } else {
            assertThat(page.locator("h1")).isVisible();
        }
    }

    @SuppressWarnings("unchecked")
    private static void measured(Page page, String where, List<String> found) {
        ((List<String>) page.evaluate(MEASURE)).forEach(problem -> found.add(where + ": " + problem));
    }

    private static String script() {
        try (InputStream script = CameraAccessibilityIT.class.getResourceAsStream("/city/measure.js")) {
            String text = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("() =>"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
