package vn.trangtien.city.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;

class CoalescerTest {

    private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

    private final Coalescer coalescer = new Coalescer();

    @Test
    void aThousandValuesOfAChannelBecomeOne() {
        for (int i = 0; i < 1_000; i++) {
            coalescer.offer(level(i, i));
        }

        assertThat(coalescer.take()).extracting(Observation::value).containsExactly(999.0);
        assertThat(coalescer.take()).isEmpty();
    }

    @Test
    void anOlderValueDoesNotReplaceANewerOne() {
        coalescer.offer(level(2, 20));
        coalescer.offer(level(1, 10));

        assertThat(coalescer.take()).extracting(Observation::value).containsExactly(20.0);
    }

    @Test
    void channelsStayApart() {
        coalescer.offer(level(1, 10));
        coalescer.offer(new Observation(
                new ChannelRef("hue", "g", "river", "distance"), 3.0, "mm", "GOOD", START, START, true));

        List<Observation> taken = coalescer.take();
        assertThat(taken).hasSize(2);
    }

    private static Observation level(int second, double value) {
        Instant at = START.plusSeconds(second);
        return new Observation(new ChannelRef("hue", "g", "river", "level"), value, "m", "GOOD", at, at, true);
    }
}
