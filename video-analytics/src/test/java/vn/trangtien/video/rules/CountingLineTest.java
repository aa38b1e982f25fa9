package vn.trangtien.video.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.video.picture.Point;

class CountingLineTest {

    private static final CountingLine KERB_TO_KERB =
            new CountingLine("kerb to kerb", new Point(0.25, 0.5), new Point(0.75, 0.5));

    @ParameterizedTest(name = "from {0},{1} to {2},{3}: {4}")
    @CsvSource({
        "0.5, 0.4, 0.5, 0.6, FORWARD",
        "0.5, 0.6, 0.5, 0.4, BACKWARD",
        "0.3, 0.4, 0.7, 0.6, FORWARD",
        "0.5, 0.1, 0.5, 0.9, FORWARD",
    })
    void aMoveBetweenTheEndsPasses(double fromX, double fromY, double toX, double toY, Direction direction) {
        assertThat(KERB_TO_KERB.passedBy(new Point(fromX, fromY), new Point(toX, toY)))
                .contains(direction);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "0.9, 0.4, 0.9, 0.6, around the far kerb",
        "0.1, 0.4, 0.1, 0.6, around the near kerb",
        "0.4, 0.4, 0.6, 0.4, along one side",
        "0.5, 0.6, 0.5, 0.9, away from it",
        "0.6, 0.45, 0.95, 0.55, past the end at an angle",
    })
    void aMoveThatGoesAroundAnEndDoesNotPass(double fromX, double fromY, double toX, double toY, String how) {
        assertThat(KERB_TO_KERB.passedBy(new Point(fromX, fromY), new Point(toX, toY)))
                .as(how)
                .isEmpty();
    }

    @Test
    void turnedLineCountsTheOtherWayRound() {
        var turned = new CountingLine("turned", KERB_TO_KERB.end(), KERB_TO_KERB.start());

        assertThat(turned.passedBy(new Point(0.5, 0.4), new Point(0.5, 0.6))).contains(Direction.BACKWARD);
    }

    @Test
    void pixelsInsteadOfSharesAreRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new CountingLine("l", new Point(120, 150), new Point(320, 150)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pixel / picture size")
                .hasMessageContaining("120.0");
    }

    @Test
    void aLineWithoutLengthIsRefused() {
        var point = new Point(0.5, 0.5);

        assertThatThrownBy(() -> new CountingLine("l", point, point)).hasMessageContaining("two different ends");
    }
}
