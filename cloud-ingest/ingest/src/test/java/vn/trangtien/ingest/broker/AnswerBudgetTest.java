package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {

    private Instant now = Instant.parse("2026-11-22T05:00:00Z");

    @Test
    void newTopicsAreLimitedInAMinuteAndKnownOnesAreNot() {
        var budget = new AnswerBudget(new Ticking());
        for (int i = 0; i < AnswerBudget.PER_MINUTE; i++) {
            assertThat(budget.allows("t" + i)).isTrue();
        }

        assertThat(budget.allows("one-more")).isFalse();
        assertThat(budget.allows("t0")).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(budget.allows("one-more")).isTrue();
    }

    private final class Ticking extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
