package vn.trangtien.video.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {

    private static final Box SQUARE = new Box(0.2, 0.2, 0.2, 0.2);

    @Test
    void overlapIsOneForItselfAndZeroForBoxesThatOnlyTouch() {
        assertThat(SQUARE.overlap(SQUARE)).isCloseTo(1, within(1e-9));
        assertThat(SQUARE.overlap(new Box(0.4, 0.2, 0.2, 0.2))).isCloseTo(0, within(1e-9));
    }

    @Test
    void halfCoveredSquaresShareAThirdOfTheirJointArea() {
        assertThat(SQUARE.overlap(new Box(0.3, 0.2, 0.2, 0.2))).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void unionReachesFromTheFirstEdgeToTheLast() {
        Box union = SQUARE.union(new Box(0.5, 0.1, 0.1, 0.05));

        assertThat(union.left()).isCloseTo(0.2, within(1e-9));
        assertThat(union.top()).isCloseTo(0.1, within(1e-9));
        assertThat(union.right()).isCloseTo(0.6, within(1e-9));
        assertThat(union.bottom()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void growsAroundItsCentre() {
        Box grown = SQUARE.grownBy(0.5);

        assertThat(grown.centre().distanceTo(SQUARE.centre())).isCloseTo(0, within(1e-9));
        assertThat(grown.area()).isCloseTo(4 * SQUARE.area(), within(1e-9));
    }

    @Test
    void refusesAnEmptyBoxWithItsSize() {
        assertThatThrownBy(() -> new Box(0.1, 0.1, 0, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0 x 0.2");
        assertThatThrownBy(() -> new Box(Double.NaN, 0.1, 0.1, 0.2)).isInstanceOf(IllegalArgumentException.class);
    }
}
