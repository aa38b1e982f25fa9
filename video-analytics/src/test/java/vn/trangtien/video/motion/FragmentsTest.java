package vn.trangtien.video.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.Box;

class FragmentsTest {

    private static final Box LORRY = new Box(0.4, 0.4, 0.2, 0.3);

    @Test
    void aPieceWithinTheBoxOfALargerThingBelongsToIt() {
        List<Box> joined = Fragments.join(List.of(LORRY, new Box(0.45, 0.45, 0.05, 0.05)));

        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).overlap(LORRY)).isGreaterThan(0.999);
    }

    @Test
    void aPieceThatSticksOutMakesTheThingLarger() {
        List<Box> joined = Fragments.join(List.of(LORRY, new Box(0.45, 0.69, 0.05, 0.03)));

        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).bottom()).isGreaterThan(0.719);
    }

    @Test
    void aNeighbourInTheNextLaneStaysItself() {
        assertThat(Fragments.join(List.of(LORRY, new Box(0.65, 0.4, 0.1, 0.1)))).hasSize(2);
    }

    @Test
    void piecesOfPiecesComeTogetherInAnyOrder() {
        Box first = new Box(0.45, 0.70, 0.1, 0.03);
        Box second = new Box(0.45, 0.735, 0.1, 0.03);

        assertThat(Fragments.join(List.of(LORRY, second, first))).hasSize(1);
    }
}
