package vn.trangtien.ingest.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisedTest {

    private static final Backoff SHORT = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));

    @Test
    void failedWorkIsBegunAgainAndTroubleIsToldUntilItProgresses() throws Exception {
        var runs = new AtomicInteger();
        var release = new CountDownLatch(1);
        try (var work = Supervised.start("test", SHORT, Clock.systemUTC(), run -> {
            if (runs.incrementAndGet() < 4) {
                throw new IllegalStateException("attempt " + runs.get(), new java.io.IOException("the cable"));
            }
            release.await();
            run.progressed();
            run.pause(Duration.ofHours(1));
        })) {
            await().untilAsserted(() -> assertThat(runs).hasValue(4));
            assertThat(work.trouble())
                    .hasValueSatisfying(trouble ->
                            assertThat(trouble.reason()).contains("attempt 3").contains("the cable"));

            release.countDown();

            await().untilAsserted(() -> assertThat(work.trouble()).isEmpty());
        }
        assertThat(runs).hasValue(4);
    }

    @Test
    void closingEndsWorkThatDoesNotLook() {
        var started = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var work = Supervised.start("test", SHORT, Clock.systemUTC(), run -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        await().until(() -> started.getCount() == 0);

        work.close();

        assertThat(ended.getCount()).isZero();
    }

    @Test
    void pausesDoubleUpToTheLongestWithAShareOfChance() {
        var backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
        var random = new Random(20_261_122);
        for (int failures = 1; failures < 100; failures++) {
            long most = Math.min(200L << Math.min(failures - 1, 20), 10_000);
            assertThat(backoff.after(failures, random).toMillis()).isBetween(most / 2, most);
        }
    }

    @Test
    void backoffRefusesNonsense() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first=PT2S");
    }
}
