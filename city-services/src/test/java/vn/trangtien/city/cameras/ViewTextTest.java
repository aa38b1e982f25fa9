package vn.trangtien.city.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A drawing goes into a configuration, and nothing else in it changes. */
class ViewTextTest {

    private static final String TEXT = """
            # Trạm ở ngã sáu
            gateway:
              id: hue-nga-sau   # như trên tủ
            cameras:
              - id: cam-1
                source: rtsp://admin:b1-mat@10.0.0.7/main
                # hai vạch, vẽ ngày 2/11
                lines:
                  - {name: làn ra, from: [0.1, 0.5], to: [0.9, 0.5]}
                  - name: làn vào
                    from: [0, 0.2]
                    to: [1, 0.2]

                every: 10s # đếm
              # camera thứ hai
              - id: cam-2
                source: rtsp://10.0.0.8/main
            publish: {every: 10s}
            """;

    private static final Map<String, Object> ZONE = zone();

    @Test
    void whatIsDrawnIsReadFromTheCameraAndNothingElse() throws ViewText.Unsafe {
        Map<String, List<Object>> view = ViewText.read(TEXT, "cam-1");

        assertThat(view.keySet()).containsExactlyElementsOf(ViewKeys.ALL);
        assertThat(view.get("lines")).hasSize(2);
        assertThat(view.toString()).doesNotContain("b1-mat");
        assertThat(ViewText.read(TEXT, "cam-2").get("lines")).isEmpty();
    }

    @Test
    void anUnchangedDrawingLeavesTheTextAsItIs() throws ViewText.Unsafe {
        assertThat(ViewText.replace(TEXT, "cam-1", ViewText.read(TEXT, "cam-1")))
                .isEqualTo(TEXT);
    }

    @Test
    void onlyTheLinesOfAChangedKeyChange() throws ViewText.Unsafe {
        Map<String, List<Object>> view = new HashMap<>(ViewText.read(TEXT, "cam-1"));
        view.put("lines", List.of(Map.of("name", "làn ra", "from", List.of(0.25, 0.5), "to", List.of(1, 0.5))));

        assertThat(ViewText.replace(TEXT, "cam-1", view)).isEqualTo("""
                # Trạm ở ngã sáu
                gateway:
                  id: hue-nga-sau   # như trên tủ
                cameras:
                  - id: cam-1
                    source: rtsp://admin:b1-mat@10.0.0.7/main
                    # hai vạch, vẽ ngày 2/11
                    lines:
                      - name: làn ra
                        from: [0.25, 0.5]
                        to: [1, 0.5]

                    every: 10s # đếm
                  # camera thứ hai
                  - id: cam-2
                    source: rtsp://10.0.0.8/main
                publish: {every: 10s}
                """);
    }

    @Test
    void aNewKeyGoesToTheEndOfItsCameraAndAnEmptyOneGoesAway() throws ViewText.Unsafe {
        Map<String, List<Object>> view = new HashMap<>(ViewText.read(TEXT, "cam-1"));
        view.put("lines", List.of());
        view.put("zones", List.of(ZONE));
        view.put("hints", List.of("smoke"));
        view.put("masks", List.of(List.of(List.of(0, 0), List.of(0.2, 0), List.of(0.2, 0.1))));

        String changed = ViewText.replace(TEXT, "cam-1", view);

        assertThat(changed).contains("""
                    every: 10s # đếm
                    masks:
                      - [[0, 0], [0.2, 0], [0.2, 0.1]]
                    zones:
                      - name: "quảng trường #1: \\"đông\\""
                        points: [[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]]
                        labels: [person]
                        crowd: {count: 30, for: 60s}
                        twoWheelers: true
                    hints: [smoke]
                  # camera thứ hai
                """);
        assertThat(changed).doesNotContain("làn vào").contains("    lines: []\n");
        assertThat(ViewText.read(changed, "cam-1").get("zones")).isEqualTo(List.of(ZONE));
    }

    @Test
    void linesOfWindowsStayLinesOfWindows() throws ViewText.Unsafe {
        String changed = ViewText.replace(TEXT.replace("\n", "\r\n"), "cam-2", Map.of("hints", List.of("fire")));

        assertThat(changed.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(changed).contains("    hints: [fire]\r\n");
    }

    @Test
    void aTextWithoutALastLineBreakIsNoProblem() throws ViewText.Unsafe {
        assertThat(ViewText.replace("cameras:\n- id: a\n  source: x", "a", Map.of("hints", List.of("fire"))))
                .isEqualTo("cameras:\n- id: a\n  source: x\n  hints: [fire]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cameras: [{id: cam-1, source: 'rtsp://u:geheim@h/'}]",
                "cameras:\n  - {id: cam-1, source: 'rtsp://u:geheim@h/'}",
                "cameras:\n  - lines: []\n    id: cam-1\n    zones: *geheim",
                "cameras:\n  - id: cam-1\n  - id: cam-1",
                "cameras:\n  - id: geheim",
                "cameras: geheim",
                "geheim",
                "{",
                "",
                "cameras:\n  - zones: []\n    id: cam-1\n    source: geheim",
            })
    void whatCannotBeEditedSafelyIsRefusedWithoutShowingTheText(String text) {
        assertThatThrownBy(() -> ViewText.replace(text, "cam-1", Map.of("zones", List.of(ZONE))))
                .isInstanceOf(ViewText.Unsafe.class)
                .hasNoCause()
                .message()
                .doesNotContain("geheim");
    }

    /** Whatever is drawn is read again as it was drawn, in a text that differs nowhere else. */
    @Test
    void anyDrawingComesBack() throws ViewText.Unsafe {
        var random = new Random(20_261_123);
        for (int round = 0; round < 300; round++) {
            Map<String, List<Object>> view = new HashMap<>();
            for (String key : List.of("zones", "parking", "lines")) {
                if (random.nextBoolean()) {
                    view.put(key, List.of(item(random), item(random)));
                }
            }
            String changed = ViewText.replace(TEXT, "cam-1", view);
            var back = ViewText.read(changed, "cam-1");
            view.forEach((key, value) ->
                    assertThat(ViewKeys.normal(back.get(key))).as(changed).isEqualTo(ViewKeys.normal(value)));
            assertThat(rest(changed)).isEqualTo(rest(TEXT));
        }
    }

    private static Map<?, ?> rest(String text) {
        Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        ((Map<?, ?>) ((List<?>) root.get("cameras")).get(0)).keySet().removeAll(ViewKeys.ALL);
        return root;
    }

    private static Object item(Random random) {
        String letters = "aỳ #:-{}[]'\"\\,&*!|>%@`\n\t0\uD83D\uDE97";
        var name = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            name.appendCodePoint(letters.codePointAt(
                    letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())))));
        }
        var item = new LinkedHashMap<String, Object>();
        item.put("name", name.toString());
        item.put("points", List.of(List.of(random.nextInt(1000) / 1000.0, 0), List.of(1, 0.33333)));
        item.put("x: " + name, Map.of(name.toString(), List.of(true, "30s", "no")));
        return item;
    }

    private static Map<String, Object> zone() {
        var zone = new LinkedHashMap<String, Object>();
        zone.put("name", "quảng trường #1: \"đông\"");
        zone.put("points", List.of(List.of(0.1, 0.1), List.of(0.9, 0.1), List.of(0.5, 0.9)));
        zone.put("labels", List.of("person"));
        var crowd = new LinkedHashMap<String, Object>();
        crowd.put("count", 30);
        crowd.put("for", "60s");
        zone.put("crowd", crowd);
        zone.put("twoWheelers", true);
        return zone;
    }
}
