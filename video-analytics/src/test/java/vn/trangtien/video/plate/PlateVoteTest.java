package vn.trangtien.video.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.Box;

class PlateVoteTest {

    private static final Box SOMEWHERE = new Box(0.4, 0.6, 0.1, 0.05);

    private final PlateVote vote = new PlateVote(PlateGrammar.ofToday());

    @Test
    void onePictureIsNotEnough() {
        assertThat(vote.add(sure("75A-123.45"))).isEmpty();
        assertThat(vote.add(sure("75A-123.45"))).map(d -> d.number().text()).contains("75A-123.45");
    }

    @Test
    void eachCharacterIsDecidedByItself() {
        vote.add(sure("75A-128.45"));
        vote.add(sure("75A-123.46"));
        assertThat(vote.remembered()).isEqualTo(2);
        vote.add(sure("75A-123.45"));

        Optional<PlateVote.Decision> decision = vote.add(sure("75A-123.45"));

        assertThat(decision).map(d -> d.number().text()).contains("75A-123.45");
        assertThat(decision.orElseThrow().confidence()).isBetween(0.75, 0.99);
    }

    @Test
    void disagreementIsNotDecidedByTheMajorityOfOne() {
        vote.add(sure("75A-123.45"));
        vote.add(sure("75A-128.45"));

        assertThat(vote.add(sure("75A-123.45"))).isEmpty();
    }

    @Test
    void certainLargeAndSharpPicturesWeighMore() {
        vote.add(reading("75A-128.45", 0.6, 15, 0.1));
        vote.add(reading("75A-123.45", 0.99, 45, 0.9));

        assertThat(vote.add(reading("75A-123.45", 0.99, 45, 0.9)))
                .map(d -> d.number().text())
                .contains("75A-123.45");
    }

    @Test
    void uncertainPicturesSayNothingHoweverManyAgree() {
        for (int i = 0; i < 10; i++) {
            assertThat(vote.add(reading("75A-123.45", 0.45, 30, 0.5))).isEmpty();
        }
    }

    @Test
    void aPlateThatIsHalfCertainAllOverIsNotSaidButDisagreementOverOneCharacterIsOutvoted() {
        for (int i = 0; i < 10; i++) {
            assertThat(vote.add(reading("75A-123.45", 0.94, 30, 0.5))).isEmpty();
        }

        var other = new PlateVote(PlateGrammar.ofToday());
        other.add(reading("75A-128.45", 0.96, 30, 0.5));
        other.add(reading("75A-123.45", 0.96, 30, 0.5));
        other.add(reading("75A-123.45", 0.96, 30, 0.5));
        assertThat(other.add(reading("75A-123.45", 0.96, 30, 0.5))).isPresent();
    }

    @Test
    void twoPlatesInOneTrackAreNone() {
        for (int i = 0; i < 4; i++) {
            assertThat(vote.add(sure(i % 2 == 0 ? "75A-123.45" : "30E-999.99"))).isEmpty();
        }
    }

    @Test
    void aPlateIsSaidOnceAndTheReadingsAreForgotten() {
        vote.add(sure("29-B1 256.62"));
        vote.add(sure("29-B1 256.62"));

        assertThat(vote.remembered()).isZero();
        assertThat(vote.isOver()).isTrue();
        assertThat(vote.add(sure("29-B1 256.62"))).isEmpty();
        assertThat(vote.remembered()).isZero();
    }

    @Test
    void twoReadingsASecondAreTheMost() {
        long taken = 0;
        for (long micros = 0; micros < 4_000_000; micros += 40_000) {
            taken += vote.take(micros, 200, 0.5) ? 1 : 0;
        }

        assertThat(taken).isEqualTo(8);
    }

    @Test
    void smallerAndDullerPicturesThanBeforeAreNotTried() {
        assertThat(vote.take(0, 300, 0.6)).isTrue();
        assertThat(vote.take(1_000_000, 150, 0.6)).isFalse();
        assertThat(vote.take(1_000_000, 300, 0.1)).isFalse();
        assertThat(vote.take(1_000_000, 290, 0.55)).isTrue();
    }

    @Test
    void aVehicleWithoutPlateIsNotTriedForEver() {
        long taken = 0;
        for (long second = 0; second < 600; second++) {
            taken += vote.take(second * 1_000_000, 200, 0.5) ? 1 : 0;
        }

        assertThat(taken).isEqualTo(PlateVote.MOST_TRIES);
    }

    private static PlateReading sure(String text) {
        return reading(text, 0.97, 30, 0.5);
    }

    private static PlateReading reading(String text, double certainty, double pixels, double sharpness) {
        PlateKind kind = text.contains(" ") ? PlateKind.MOTORBIKE : PlateKind.CAR;
        List<Double> certainties = Collections.nCopies(Characters.of(text).length(), certainty);
        return new PlateReading(new PlateNumber(kind, text), certainties, pixels, sharpness, SOMEWHERE);
    }
}
