package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.RuleBook;
import vn.trangtien.city.alarm.core.Threshold;

/** The rules that are shipped, and what the reader says to a file that is wrong. */
class RuleFilesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String RIVER = "hue/hue-cau-truong-tien/river/level";
    private static final RuleBook BOOK = RuleFiles.read(new PathMatchingResourcePatternResolver());

    private static final String COMPLETE = """
            - id: test
              title: {vi: Thử, en: Test}
              measure: VALUE
              validFrom: "2026-01-01"
              source: {title: {vi: Nguồn, en: Source}, reference: {vi: Điều 1, en: Article 1}, remark: {vi: Ghi chú, en: Remark}}
              pattern: "hue/*/x/y"
              unit: m
              direction: ABOVE
              thresholds: [{code: A, title: {vi: A, en: A}, limit: 1, severity: LOW, verified: true}]
              deadband: 0
              onDelay: PT1M
              offDelay: PT1M
              consequence: {vi: Hậu quả, en: Consequence}
              action: {vi: Hành động, en: Action}
              timeToAct: PT1H
              unitCode: X
              caseKind: TEST
              workingDays: 1
            """;

    static List<Rule> shipped() {
        return BOOK.all();
    }

    @Test
    void theRiverIsJudgedByTheClassesOfTheDecision() {
        Rule rule = only(BOOK, RIVER, TODAY);

        assertThat(rule.thresholds())
                .extracting(Threshold::code, Threshold::limit, Threshold::verified)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("BĐ I", 1.0, false),
                        org.assertj.core.groups.Tuple.tuple("BĐ II", 2.0, true),
                        org.assertj.core.groups.Tuple.tuple("BĐ III", 3.5, true));
        assertThat(rule.source().title().vi()).contains("05/2020/QĐ-TTg");
        assertThat(rule.validFrom()).isEqualTo("2020-03-20");
    }

    @ParameterizedTest(name = "on {0} the river has {1} rule(s)")
    @CsvSource({"2020-03-19, 0", "2020-03-20, 1", "2026-11-22, 1"})
    void theDecisionCountsFromTheDayItCameIntoForce(LocalDate day, int rules) {
        assertThat(BOOK.watching(Measure.VALUE, RIVER, day)).hasSize(rules);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyRuleSaysInBothLanguagesWhatItIsGoodForAndHowItWasChecked(Rule rule) {
        assertThat(List.of(
                        rule.title(),
                        rule.consequence(),
                        rule.action(),
                        rule.source().title(),
                        rule.source().remark()))
                .allSatisfy(
                        text -> assertThat(text.en()).isNotEqualTo(text.vi()).isNotBlank());
    }

    @Test
    void anUnverifiedLimitIsExplainedInTheRemarkOfItsRule() {
        assertThat(BOOK.all())
                .filteredOn(rule -> rule.thresholds().stream().anyMatch(threshold -> !threshold.verified()))
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(rule.source().remark().en()).contains("not").contains("checked"));
    }

    @Test
    void everyKindOfMeasureHasARule() {
        assertThat(BOOK.all()).extracting(Rule::measure).contains(Measure.values());
    }

    @Test
    void aCompleteRuleIsRead() {
        assertThat(read(COMPLETE)).hasSize(1);
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource({
        "consequence, a consequence is required: without one it is an event",
        "action, a required action is required: without one it is an event",
        "unitCode, a responsible unit is required: without one nobody acts",
        "source, a source of the limits is required",
        "timeToAct, timeToAct must be more than 0",
        "validFrom, validFrom is required",
        "thresholds, at least one threshold is required",
        "deadband, deadband",
        "workingDays, workingDays",
        "caseKind, caseKind",
    })
    void aRuleWithoutItsReasonsIsRefused(String field, String message) {
        String text = COMPLETE.replaceAll("(?m)^  " + field + ":.*\n", "");

        assertThatThrownBy(() -> read(text))
                .hasMessageStartingWith("alarm rules: ")
                .hasMessageContaining("rule number 1")
                .hasMessageContaining(message);
    }

    @Test
    void aFieldNobodyKnowsIsRefusedByName() {
        assertThatThrownBy(() -> read(COMPLETE + "  deadBand: 1\n")).hasMessageContaining("deadBand");
    }

    @Test
    void aFileThatIsNoListSaysWhatItShouldBe() {
        assertThatThrownBy(() -> read("id: test")).hasMessageContaining("must be a list of rules");
    }

    private static List<Rule> read(String yaml) {
        return RuleFiles.readFile(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "test.yaml"));
    }

    private static Rule only(RuleBook book, String source, LocalDate day) {
        var rules = book.watching(Measure.VALUE, source, day).toList();
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }
}
