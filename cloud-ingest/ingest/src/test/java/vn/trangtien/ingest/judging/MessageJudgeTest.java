package vn.trangtien.ingest.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.ingest.judging.JudgingStand.AT;
import static vn.trangtien.ingest.judging.JudgingStand.MAX_RANGES;
import static vn.trangtien.ingest.judging.JudgingStand.WINDOW;
import static vn.trangtien.ingest.judging.JudgingStand.figures;
import static vn.trangtien.ingest.judging.JudgingStand.foreign;
import static vn.trangtien.ingest.judging.JudgingStand.holed;
import static vn.trangtien.ingest.judging.JudgingStand.numbered;
import static vn.trangtien.ingest.judging.JudgingStand.report;
import static vn.trangtien.ingest.judging.JudgingStand.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.judging.Ruling.Kind;
import vn.trangtien.ingest.raw.RawMessage;

/** The rules by which messages are recognised. */
class MessageJudgeTest {

    private final JudgingStand judge = new JudgingStand();

    @Test
    void aNumberThatCameBeforeIsADuplicateWhateverTheMessageSays() {
        assertThat(judge.takes(numbered("spool", 7)).kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(numbered("spool", 7)).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(judge.takes(report("spool", 7, "1-2")).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(judge.takes(numbered("other", 7)).kind())
                .as("another spool counts for itself")
                .isEqualTo(Kind.ACCEPTED);
        assertThat(judge.counted).containsExactly(Kind.ACCEPTED, Kind.DUPLICATE, Kind.DUPLICATE, Kind.ACCEPTED);
    }

    @Test
    void aForeignMessageIsADuplicateWithinTheWindowAndNewBehindIt() {
        assertThat(judge.takes(foreign(1, AT)).kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(foreign(2, AT)).kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(foreign(1, AT.plus(WINDOW).minusMillis(1))).kind())
                .isEqualTo(Kind.DUPLICATE);
        assertThat(judge.takes(foreign(1, AT.plus(WINDOW))).kind())
                .as("a repetition does not make the window longer")
                .isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(foreign(1, AT.plus(WINDOW).plusMillis(1))).kind())
                .isEqualTo(Kind.DUPLICATE);
    }

    @Test
    void whatIsTooOldIsForgottenAFewAtATime() {
        for (int i = 0; i < 2_500; i++) {
            judge.takes(foreign(i, AT));
        }
        for (int i = 0; i < 3; i++) {
            judge.sweeps(AT.plus(WINDOW));
        }
        assertThat(judge.remembered()).as("late messages still find it").isEqualTo(2_500);

        var later = AT.plus(WINDOW.multipliedBy(3));
        judge.takes(foreign(-1, later));
        for (int i = 0; i < 3; i++) {
            judge.sweeps(later);
        }
        assertThat(judge.remembered()).isEqualTo(1);
    }

    @Test
    void figuresAreToldWhenTheyChangeAndOnlyThen() {
        assertThat(judge.takes(numbered("spool", 1)).figures()).isEmpty();
        assertThat(judge.takes(numbered("spool", 2)).figures()).isEmpty();
        assertThat(judge.takes(numbered("spool", 6)).figures()).isEqualTo(figures("spool", 3, 0));
        assertThat(judge.takes(numbered("spool", 7)).figures()).isEmpty();
        assertThat(judge.takes(numbered("spool", 4)).figures()).isEqualTo(figures("spool", 2, 0));
        assertThat(judge.takes(numbered("spool", 4)).figures())
                .as("a duplicate changes nothing")
                .isEmpty();
    }

    @Test
    void numbersThatTheGatewayGaveUpAreNoGapsAndComeAllTheSameWhenTheyCome() {
        judge.takes(numbered("spool", 1));
        judge.takes(numbered("spool", 5));

        assertThat(judge.takes(report("spool", 6, "2-3")).figures()).isEqualTo(figures("spool", 1, 2));
        Ruling late = judge.takes(numbered("spool", 3));

        assertThat(late.kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(late.figures()).isEqualTo(figures("spool", 1, 1));
    }

    @Test
    void aSpoolWithTooManyHolesIsRefusedUnlessTheNumberClosesOne() {
        holed(2L * MAX_RANGES).forEach(number -> judge.takes(numbered("spool", number)));
        long beyond = 2L * MAX_RANGES + 5;

        Ruling refused = judge.takes(numbered("spool", beyond));

        assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
        assertThat(refused.rejection().orElseThrow().reason()).isEqualTo(Reason.TOO_MANY_GAPS);
        assertThat(refused.rejection().orElseThrow().detail())
                .contains("'spool'", MAX_RANGES + " ranges", "clock and disk", "reset its spool", "replay");
        assertThat(judge.takes(numbered("spool", 2)).kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(numbered("spool", beyond)).kind())
                .as("there is room again, and the refused one was not remembered")
                .isEqualTo(Kind.ACCEPTED);
    }

    @Test
    void evictionsThatWouldMakeTooManyRangesAreRefusedAndChangeNothing() {
        var ranges = new ArrayList<String>();
        holed(2L * MAX_RANGES + 2).forEach(number -> ranges.add(Long.toString(number + 10)));
        judge.takes(numbered("spool", 9_000));

        Ruling refused = judge.takes(report("spool", 9_001, String.join(",", ranges)));

        assertThat(refused.rejection().orElseThrow().reason()).isEqualTo(Reason.TOO_MANY_GAPS);
        assertThat(judge.takes(numbered("spool", 9_001)).figures()).isEmpty();
    }

    @Test
    void aReplayIsHeldAgainstOtherReplaysOfItsLetterAndNothingElse() {
        RawMessage letter = numbered("spool", 7);
        judge.takes(letter);

        assertThat(judge.takesReplay(letter, "0:0").kind())
                .as("its own first copy is no reason to throw it away")
                .isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takesReplay(letter, "0:0").kind())
                .as("a job that died and repeats itself")
                .isEqualTo(Kind.DUPLICATE);
        assertThat(judge.takesReplay(letter, "0:1").kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takesReplay(foreign(1, AT), "0:2").kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(foreign(1, AT)).kind())
                .as("a replay is not remembered as a message")
                .isEqualTo(Kind.ACCEPTED);
    }

    @Test
    void theNumberOfAReplayIsRemembered() {
        judge.takes(numbered("spool", 1));

        assertThat(judge.takesReplay(numbered("spool", 3), "0:9").figures()).isEqualTo(figures("spool", 1, 0));
        assertThat(judge.takes(numbered("spool", 3)).kind()).isEqualTo(Kind.DUPLICATE);
    }

    @Test
    void aReplayForWhoseNumberThereIsNoRoomIsAcceptedWithoutIt() {
        holed(2L * MAX_RANGES).forEach(number -> judge.takes(numbered("spool", number)));

        assertThat(judge.takesReplay(numbered("spool", 9_999), "0:9").kind()).isEqualTo(Kind.ACCEPTED);
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedWithTheReasonAndNotRemembered() {
        byte[] nonsense = {1, 2, 3, 4};

        for (int i = 0; i < 2; i++) {
            Ruling ruling = judge.takes(telemetry(AT, nonsense));
            assertThat(ruling.kind()).isEqualTo(Kind.REJECTED);
            assertThat(ruling.rejection().orElseThrow().reason()).isEqualTo(Reason.UNDECODABLE);
        }
        assertThat(judge.remembered()).isZero();
    }

    @Test
    void aMistakeOfOursCostsOneMessageAndNotThoseBehindIt() {
        var poisoned = new JudgingStand(raw -> {
            if (raw.payload().length == 1) {
                throw new IllegalStateException("never thought of");
            }
            return Decoders.decode(raw);
        });

        Ruling ruling = poisoned.takes(telemetry(AT, new byte[1]));

        assertThat(ruling.rejection().orElseThrow().reason()).isEqualTo(Reason.INTERNAL_ERROR);
        assertThat(ruling.rejection().orElseThrow().detail()).contains("never thought of");
        assertThat(poisoned.takes(numbered("spool", 1)).kind()).isEqualTo(Kind.ACCEPTED);
    }

    @Test
    void aFailureOfKafkaIsNoVerdict() {
        var failing = new JudgingStand(raw -> {
            throw new KafkaException("fenced");
        });

        assertThatThrownBy(() -> failing.takes(numbered("spool", 1))).isInstanceOf(KafkaException.class);
    }

    @Test
    void ordinalsOfASenderHaveNoGapsWhateverBecomesOfItsMessages() {
        judge.takes(numbered("a", 1));
        judge.takes(numbered("a", 1));
        judge.takes(telemetry(AT, new byte[] {1, 2, 3, 4}));
        judge.takes(foreign(1, AT));
        judge.commit();
        judge.die();

        assertThat(judge.takes(numbered("b", 1)).ordinal()).isEqualTo(5);
        assertThat(judge.takes(new RawMessage("hue/gw-2/EDGE-V1/telemetry/river", AT, new byte[0]))
                        .ordinal())
                .isEqualTo(1);
        assertThat(judge.takes(numbered("a", 2)).ordinal()).isEqualTo(6);
    }

    @Test
    void positionsAreThoseOfTheRawTopic() {
        assertThat(judge.takes(numbered("a", 1)).position()).hasToString("2:0");
        assertThat(judge.takes(numbered("a", 2)).position()).hasToString("2:1");
    }

    @Test
    void aSenderThatInventsSpoolsIsForgottenItsOldestOnes() {
        for (int i = 0; i < 3 * MessageJudge.MAX_SPOOLS; i++) {
            assertThat(judge.takes(numbered("spool-" + i, 1)).kind()).isEqualTo(Kind.ACCEPTED);
        }

        assertThat(judge.standings()).isEqualTo(MessageJudge.MAX_SPOOLS);
        assertThat(judge.takes(numbered("spool-299", 1)).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(judge.takes(numbered("spool-0", 1)).ordinal()).isEqualTo(302);
    }

    @Test
    void noMessageIsADuplicateOfItselfWhenItIsReadAgain() {
        judge.takes(numbered("spool", 1));
        judge.takes(foreign(1, AT));
        judge.takesReplay(numbered("spool", 9), "0:5");

        judge.readsAgainFromTheBeginning();

        assertThat(List.of(
                        judge.next().kind(), judge.next().kind(), judge.next().kind()))
                .containsOnly(Kind.ACCEPTED);
        assertThat(judge.takes(numbered("spool", 1)).kind())
                .as("from where it had read before, memory counts again")
                .isEqualTo(Kind.DUPLICATE);
        assertThat(judge.takes(foreign(1, AT)).kind()).isEqualTo(Kind.DUPLICATE);
    }

    @Test
    void messagesAtPlacesThatAreGivenAwayAgainAreNew() {
        judge.takes(numbered("spool", 1));
        judge.takes(numbered("spool", 2));
        judge.losesNewest(1);
        judge.next();

        assertThat(judge.takes(numbered("spool", 2)).kind())
                .as("Kafka has lost the first copy, so this may be the only one")
                .isEqualTo(Kind.ACCEPTED);
        assertThat(judge.takes(numbered("spool", 2)).kind()).isEqualTo(Kind.DUPLICATE);
    }

    /** Whatever dies and whenever, the verdicts are those of a judge that never did. */
    @Test
    void anySplitOverRestartsGivesTheSameVerdicts() {
        var random = new Random(20_261_123);
        for (int round = 0; round < 60; round++) {
            var whole = new JudgingStand();
            var split = new JudgingStand();
            var expected = new ArrayList<Ruling>();
            for (int i = 0; i < 120; i++) {
                RawMessage message = any(random);
                expected.add(whole.takes(message));
                split.receives(message);
            }
            var rulings = new Ruling[expected.size()];
            while (split.hasNext()) {
                int dice = random.nextInt(12);
                if (dice == 0) {
                    split.die();
                } else if (dice < 4) {
                    split.commit();
                } else {
                    Ruling ruling = split.next();
                    rulings[(int) ruling.position().offset()] = ruling;
                }
            }
            assertThat(rulings).as("round %d", round).containsExactlyElementsOf(expected);
        }
    }

    private static RawMessage any(Random random) {
        return switch (random.nextInt(5)) {
            case 0 ->
                foreign(
                        random.nextInt(20),
                        AT.plus(WINDOW.multipliedBy(random.nextInt(4)).dividedBy(2)));
            case 1 -> report("spool", 1 + random.nextInt(60), "%d-%d".formatted(1 + random.nextInt(20), 30));
            case 2 -> telemetry(AT, new byte[] {(byte) random.nextInt()});
            default -> numbered(random.nextBoolean() ? "spool" : "other", 1 + random.nextInt(60));
        };
    }
}
