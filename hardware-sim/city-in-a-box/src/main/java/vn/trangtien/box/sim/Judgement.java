package vn.trangtien.box.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.trangtien.sim.scenario.Scenario;
import vn.trangtien.sim.scenario.Scenario.Expectation;

/** Watches a run and says which expectations of its scenario were met. */
final class Judgement {

    private static final class Open {
        final Expectation expectation;
        boolean seen;

        Open(Expectation expectation) {
            this.expectation = expectation;
        }
    }

    private final List<Open> open;

    Judgement(Scenario scenario) {
        this.open = scenario.expectations().stream().map(Open::new).toList();
    }

    /** @param at since the start */
    void see(Duration at, Row row) {
        for (Open one : open) {
            if (!one.seen
                    && !one.expectation.isCounter()
                    && one.expectation.subject().equals(row.device() + "." + row.channel())
                    && one.expectation.matches(at, row.value().orElse(Double.NaN), row.quality())) {
                one.seen = true;
            }
        }
    }

    /**
     * The result of each expectation.
     *
     * @param length of the run; what would have come later is not judged
     */
    List<RunReport.Verdict> verdicts(Duration length, Map<String, Long> counters) {
        List<RunReport.Verdict> verdicts = new ArrayList<>();
        for (Open one : open) {
            Expectation expectation = one.expectation;
            boolean seen = expectation.isCounter()
                    ? expectation.holds(counters.getOrDefault(expectation.subject(), 0L))
                    : one.seen;
            boolean tooShort =
                    !seen && expectation.after().plus(expectation.within()).compareTo(length) > 0;
            RunReport.Verdict.Kind kind;
            if (seen != expectation.never()) {
                kind = RunReport.Verdict.Kind.MET;
            } else {
                kind = tooShort ? RunReport.Verdict.Kind.NOT_REACHED : RunReport.Verdict.Kind.MISSED;
            }
            verdicts.add(new RunReport.Verdict(expectation.toString(), expectation.line(), kind));
        }
        return verdicts;
    }
}
