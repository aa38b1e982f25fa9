package vn.trangtien.sim.camera.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private static final long START = 5_000_000_000L;

    private final Broadcast broadcast = new Broadcast(TestFilms.of(Codec.H264, 30, 10), 1, START);

    @Test
    void aViewerBeginsWithTheNextKeyPicture() {
        assertThat(broadcast.nextKeyFrame(START)).isZero();
        assertThat(broadcast.nextKeyFrame(START + 1)).isEqualTo(10);
        assertThat(broadcast.nextKeyFrame(START + TimeUnit.MILLISECONDS.toNanos(400)))
                .isEqualTo(10);
    }

    @Test
    void theFilmBeginsAgainAndItsTimeGoesOn() {
        assertThat(broadcast.picture(30)).isSameAs(broadcast.picture(0));
        assertThat(broadcast.timestamp(30) - broadcast.timestamp(29)).isEqualTo(3_600);
    }

    @Test
    void aFasterStreetShowsTheSameTimesEarlier() {
        var fast = new Broadcast(TestFilms.of(Codec.H264, 30, 10), 4, START);

        assertThat(fast.nanosUntil(100, START)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(fast.timestamp(100)).isEqualTo(broadcast.timestamp(100));
    }

    @Test
    void whatIsThreeSecondsLateIsStale() {
        assertThat(broadcast.isStale(0, START + TimeUnit.SECONDS.toNanos(2))).isFalse();
        assertThat(broadcast.isStale(0, START + TimeUnit.SECONDS.toNanos(4))).isTrue();
    }

    @Test
    void aViewerWhoComesInALaterRoundBeginsThere() {
        long later = START + TimeUnit.SECONDS.toNanos(12) + 1;

        assertThat(broadcast.nextKeyFrame(later)).isEqualTo(310);
        assertThat(broadcast.nanosUntil(310, later)).isBetween(0L, TimeUnit.MILLISECONDS.toNanos(400));
    }
}
