package vn.trangtien.city.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each mistake is told with its field and in words; what is right is not complained about. */
class ViewCheckTest {

    private static final String AREA = "points: [[0,0],[1,0],[1,1]]";

    @ParameterizedTest(name = "{0}: {1} -> {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "lines | {name: a, from: [0,0], to: [1,1]} | |",
                "lines | {name: a, from: [0,0], to: [0,0]} | points | line.ends",
                "lines | {name: '', from: [0,0], to: [1,1]} | name | name",
                "lines | {name: a, from: [0,0], to: [1,1.2]} | points | in-picture",
                "lines | {name: a, from: [0,0], to: [1,1], labels: [Car]} | labels | labels",
                "lines | {name: a, from: [0,0], to: [1,1], labels: [car, cell phone, moving]} | |",
                "lines | {name: a, from: [0,0], to: [1,1], labels: [xe máy]} | labels | labels.unknown",
                "zones | {name: a, AREA, labels: [car, motorbike]} | labels | labels.unknown",
                "zones | {name: a, AREA, crowd: {count: 2, for: 0s}, wrongWay: {heading: 360}, inertia: 50} | |",
                "zones | {name: a, points: [[0,0],[1,1],[1,0],[0,1]]} | points | area.crossing",
                "zones | {name: a, points: [[0,0],[1,1]]} | points | area.points",
                "zones | {name: a, points: [[0,0],[0,0],[1,1],[1,0]]} | points | area.same",
                "zones | {name: a, AREA, crowd: {count: 1, for: 10s}} | crowd.count | between",
                "zones | {name: a, AREA, crowd: {count: 5, for: 10}} | crowd.for | duration",
                "zones | {name: a, AREA, crowd: {count: 5}} | |",
                "zones | {name: a, AREA, crowd: {count: 2.5, for: 10s}} | crowd.count | between",
                "zones | {name: a, AREA, loiter: {after: 0s}} | loiter.after | duration",
                "zones | {name: a, AREA, stopped: {after: 25h}} | stopped.after | duration",
                "zones | {name: a, AREA, queue: {above: many, for: 5m}} | queue.above | between",
                "zones | {name: a, AREA, inertia: 51} | inertia | between",
                "zones | {name: a, AREA, abandoned: 5} | abandoned | shape",
                "speed | {name: a, points: [[0,0],[1,0],[1,1],[0,1]], metres: [7,20], limit: 50} | |",
                "speed | {name: a, points: [[0,0],[1,0],[1,1]], metres: [7,20]} | points | speed.corners",
                "speed | {name: a, points: [[0,0],[1,0],[0.2,0.2],[0,1]], metres: [7,20]} | points | speed.convex",
                "speed | {name: a, points: [[0,0],[1,0],[1,1],[0,1]], metres: [7]} | metres.0 | between",
                "gauges | {name: a, from: [0,0], to: [0,1], marks: [{at: [0,0], metres: 3}, {at: [0,0.5], metres: 2}, {at: [0,1], metres: 1}]} | |",
                "gauges | {name: a, from: [0,0], to: [0,0.01], marks: []} | points | gauge.ends",
                "gauges | {name: a, from: [0,0], to: [0,1], marks: []} | marks | gauge.few",
                "gauges | {name: a, from: [0,0], to: [0,1], marks: [{at: [0,0], metres: 3}, {at: [0,0.5], metres: 5}, {at: [0,1], metres: 1}]} | marks | gauge.order",
                "masks | [[0,0],[1,0],[1,1]] | |",
                "masks | [[0,0],[1,0]] | points | area.points",
                "hints | fog | '' | hint",
                "parking | nonsense | '' | shape",
            })
    void aMistakeIsToldWithItsField(
            String list,
            String item,
            @org.jspecify.annotations.Nullable String field,
            @org.jspecify.annotations.Nullable String rule) {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(item.replace("AREA", AREA));

        List<ViewProblem> problems = ViewCheck.problems(Map.of(list, List.of(read)), Labels.known());

        if (rule == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems.get(0))
                    .extracting(ViewProblem::field, ViewProblem::rule)
                    .containsExactly(field, rule);
            for (String language : List.of("vi", "en")) {
                assertThat(ResourceBundle.getBundle("i18n.city", java.util.Locale.forLanguageTag(language))
                                .getString("draw.problem." + rule))
                        .isNotBlank();
            }
        }
    }

    @Test
    void theLabelsOfACustomersModelAreItsOwnAffair() {
        Map<String, List<Object>> view = Map.of(
                "lines",
                List.of(Map.of("name", "a", "from", List.of(0, 0), "to", List.of(1, 1), "labels", List.of("xích lô"))));

        assertThat(ViewCheck.problems(view, Set.of())).isEmpty();
        assertThat(ViewCheck.problems(view, Labels.known()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.values()).containsExactly("xích lô"));
    }
}
