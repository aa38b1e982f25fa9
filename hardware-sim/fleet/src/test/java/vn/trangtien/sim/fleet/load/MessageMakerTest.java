package vn.trangtien.sim.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;
import vn.trangtien.wire.UndecodableException;

class MessageMakerTest {

    private static final GatewayName NAME = new GatewayName("hue", "load-0001");
    private static final long RUN = 296_123_456;
    private static final long NOW = 1_796_123_456_000L;
    private static final int CHANNELS = 3;
    private static final int MESSAGES = 400;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameSeedSaysTheSameBytes(long seed) {
        List<Outgoing> one = messages(Habits.ORDINARY, seed);
        List<Outgoing> other = messages(Habits.ORDINARY, seed);

        for (int i = 0; i < MESSAGES; i++) {
            assertThat(one.get(i).payload()).isEqualTo(other.get(i).payload());
            assertThat(one.get(i).topic()).isEqualTo(other.get(i).topic());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goodMessagesAreNumberedWithoutGapsAndProveTheirNumber(long seed) throws UndecodableException {
        long seq = 0;
        var maker = maker(Habits.ORDINARY, seed);
        for (Outgoing message : messages(Habits.ORDINARY, seed)) {
            if (message.expectation() != Expectation.STORED) {
                assertThat(message.seq()).isZero();
                continue;
            }
            seq++;
            assertThat(message.seq()).isEqualTo(seq);
            if (maker.speaker() == Speaker.KURA_JSON) {
                assertThat(new String(message.payload(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("\"proof\":" + new ProofNumber(RUN, seq).value());
                continue;
            }
            KuraPayload payload = KuraCodec.decode(message.payload());
            TelemetryMessage read = TelemetryMessage.read(
                            (KuraTopic.Data) KuraTopic.parse(message.topic()).orElseThrow(), payload)
                    .orElseThrow();
            assertThat(read.channels()).hasSize(CHANNELS);
            assertThat(ProofNumber.of(read.channels().get(0).value().orElseThrow()))
                    .isEqualTo(new ProofNumber(RUN, seq));
            assertThat(read.channels().get(0).measuredAt().orElseThrow().toEpochMilli())
                    .isEqualTo(message.measuredAtMs());
            assertThat(SpoolMark.of(payload).isPresent()).isEqualTo(maker.speaker() == Speaker.OURS);
            SpoolMark.of(payload)
                    .ifPresent(mark -> assertThat(mark).isEqualTo(new SpoolMark("load-" + RUN, message.seq())));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPoisonCanBeTakenForTelemetryOfACity(long seed) {
        var poisonous = new Habits(0, 1, 0, 1, 0, 0, 0, 0.3, 0.3, 0, true);
        for (Outgoing message : messages(poisonous, seed)) {
            assertThat(message.expectation()).isEqualTo(Expectation.REJECTED);
            KuraTopic topic = KuraTopic.parse(message.topic()).orElseThrow();
            assertThat(topic.account() + "/" + topic.client()).isEqualTo(NAME.key());
            assertThat(isSound(topic, message.payload())).isFalse();
        }
    }

    private static boolean isSound(KuraTopic topic, byte[] payload) {
        try {
            KuraPayload read = KuraCodec.decode(payload);
            return MessageKind.of(topic).isPresent()
                    && TelemetryMessage.read((KuraTopic.Data) topic, read)
                            .filter(message -> message.asset().indexOf('/') < 0)
                            .isPresent();
        } catch (UndecodableException poison) {
            return false;
        }
    }

    @Test
    void sharesAreKeptOnTheWhole() {
        var habits = new Habits(0, 1, 0.1, 0.2, 0.1, 0.1, 0, 0, 0, 0, false);
        var maker = maker(habits, 4);
        int repeats = 0;
        int poison = 0;
        int late = 0;
        int same = 0;
        long before = 0;
        for (int i = 0; i < 20_000; i++) {
            if (maker.repeats()) {
                repeats++;
                continue;
            }
            Outgoing next = maker.next(NOW + i);
            if (next.expectation() == Expectation.REJECTED) {
                poison++;
                continue;
            }
            late += next.measuredAtMs() < NOW + i - Duration.ofMinutes(59).toMillis() ? 1 : 0;
            same += next.measuredAtMs() == before ? 1 : 0;
            before = next.measuredAtMs();
        }
        assertThat(repeats).isBetween(1_800, 2_200);
        // Poison is a share of all messages, repetitions among them.
        assertThat(poison).isBetween(3_700, 4_300);
        assertThat(late).isBetween(1_200, 1_900);
        assertThat(same).isBetween(1_000, 1_500);
    }

    @Test
    void someClocksAreAYearAheadAndSomeAlmostAYearBehind() {
        var wrong = new Habits(0, 1, 0, 0, 0, 0, 1, 0, 0, 0, false);
        List<Long> offsets = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            var maker = maker(wrong, seed);
            offsets.add(maker.clockOffMs());
            assertThat(maker.next(NOW).measuredAtMs()).isEqualTo(NOW + maker.clockOffMs());
        }
        assertThat(offsets)
                .contains(Duration.ofDays(365).toMillis(), -Duration.ofDays(360).toMillis())
                .hasSize(40);
        assertThat(maker(Habits.STEADY, 1).clockOffMs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void birthsAreReadAsBirths(long seed) {
        var maker = maker(new Habits(0, 1, 0, 0, 0, 0, 0, 0.5, 0, 0, true), seed);
        Outgoing birth = maker.births(NOW, 1_000).get(0);

        assertThat(KuraTopic.parse(birth.topic()).flatMap(MessageKind::of)).contains(MessageKind.BIRTH);
        KuraPayload payload = KuraCodec.decodeOrWrap(birth.payload());
        assertThat(payload.text("application_framework").orElseThrow())
                .isEqualTo(maker.speaker() == Speaker.OURS ? "TrangTien" : "Kura");
        assertThat(payload.position()).isPresent();
        assertThat(KuraTopic.parse(maker.farewell(NOW, 2_000).topic()).flatMap(MessageKind::of))
                .contains(MessageKind.DC);
    }

    @Test
    void habitsNameTheFieldAndTheRule() {
        assertThatThrownBy(() -> new Habits(1.2, 1, 0, 0, 0, 0, 0, 0, 0, 0, true))
                .hasMessage("jitter must be 0 to 1, but was 1.2");
        assertThatThrownBy(() -> new Habits(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true))
                .hasMessageStartingWith("burst must be 1");
        assertThatThrownBy(() -> new Habits(0, 1, 0.7, 0.7, 0, 0, 0, 0, 0, 0, true))
                .hasMessageStartingWith("duplicates and poison together");
        assertThatThrownBy(() -> new Habits(0, 1, Double.NaN, 0, 0, 0, 0, 0, 0, 0, true))
                .hasMessageStartingWith("duplicates must be");
    }

    private static List<Outgoing> messages(Habits habits, long seed) {
        var maker = maker(habits, seed);
        List<Outgoing> made = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            made.add(maker.next(NOW + i * 100L));
        }
        return made;
    }

    private static MessageMaker maker(Habits habits, long seed) {
        return new MessageMaker(NAME, RUN, CHANNELS, habits, seed);
    }
}
