package vn.trangtien.ingest.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.ingest.timeseries.Point;
import vn.trangtien.wire.ChannelReading;

class SamplesTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final GatewayId G = new GatewayId("hue", "g");

    @Test
    void aThousandSamplesOfOneMillisecondAllSurviveAndTheNextIsCounted() throws Refused {
        assertThat(of(1000, 7).notes().collisions()).isZero();
        assertThat(ordinals(of(1000, 7))).hasSize(1000);
        assertThat(of(1003, 7).notes().collisions()).isEqualTo(3);
    }

    @Test
    void repetitionHasTheSameOrdinals() throws Refused {
        assertThat(of(50, 123).points()).isEqualTo(of(50, 123).points());
    }

    @Test
    void messagesThatFollowEachOtherDoNotMeet() throws Refused {
        Set<Integer> all = new HashSet<>();
        int samples = 0;
        for (int message = 0; message < 20; message++) {
            all.addAll(ordinals(of(20, message)));
            samples += 20;
        }
        assertThat(all).hasSize(samples);
    }

    @Test
    void othersChannelsAndTimesDoNotCount() throws Refused {
        var samples = new Samples(G, AT, 5);
        samples.add("a", reading("x", 1, AT), Samples.FOREIGN);
        samples.add("b", reading("x", 1, AT), Samples.FOREIGN);
        samples.add("a", reading("y", 1, AT), Samples.FOREIGN);
        samples.add("a", reading("x", 1, AT.minusMillis(1)), Samples.FOREIGN);

        assertThat(telemetry(samples).points()).extracting(Point::ordinal).containsOnly(5);
    }

    @Test
    void pointThatReplacesAnotherIsNoticed() throws Refused {
        List<Point> one = of(1, 7).points();
        var same = new Collisions();
        same.look(one);
        same.look(one);
        assertThat(same.found()).as("a repetition").isZero();

        var samples = new Samples(G, AT, 7);
        samples.add("a", reading("x", 99, AT), Samples.FOREIGN);
        same.look(telemetry(samples).points());
        assertThat(same.found()).isEqualTo(1);
    }

    @Test
    void oneMessageMayNotHoldEverything() throws Refused {
        var samples = new Samples(G, AT, 0);
        for (int i = 0; i < Samples.MOST; i++) {
            samples.add("a", reading("x" + i, i, AT), Samples.FOREIGN);
        }

        assertThatThrownBy(() -> samples.add("a", reading("more", 1, AT), Samples.FOREIGN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("20000 values");
    }

    @Test
    void textsAreBounded() throws Refused {
        var samples = new Samples(G, AT, 0);
        for (int i = 0; i < 200; i++) {
            samples.addText("a", "t" + i, "x".repeat(5_000));
        }
        samples.add("a", reading("x", 1, AT), Samples.FOREIGN);

        assertThat(samples.texts())
                .hasSize(Plausibility.MAX_FACTS)
                .allSatisfy((name, text) -> assertThat(text).hasSizeLessThanOrEqualTo(1_000));
        assertThat(telemetry(samples).notes().leftOut()).isEqualTo(200 - Plausibility.MAX_FACTS);
    }

    private static Understood.Telemetry of(int count, int ordinal) throws Refused {
        var samples = new Samples(G, AT, ordinal);
        for (int i = 0; i < count; i++) {
            samples.add("a", reading("x", i, AT), Samples.FOREIGN);
        }
        return telemetry(samples);
    }

    private static Understood.Telemetry telemetry(Samples samples) {
        return samples.telemetry(new Mark(Optional.empty(), 0), Sighting.talked(AT));
    }

    private static Set<Integer> ordinals(Understood.Telemetry said) {
        var ordinals = new HashSet<Integer>();
        said.points().forEach(point -> ordinals.add(point.ordinal()));
        return ordinals;
    }

    private static ChannelReading reading(String channel, double value, Instant at) {
        return new ChannelReading(channel, OptionalDouble.of(value), Optional.of(at), "", "GOOD", Optional.empty());
    }
}
