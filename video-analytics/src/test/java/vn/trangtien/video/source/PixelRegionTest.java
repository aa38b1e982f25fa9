package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.Box;

class PixelRegionTest {

    @Test
    void beginsOnAnEvenPixelAndEndsWhereTheBoxEnds() {
        assertThat(PixelRegion.of(new Box(0.25, 0.5, 0.5, 0.25), 100, 100)).isEqualTo(new PixelRegion(24, 50, 51, 25));
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        assertThat(PixelRegion.of(new Box(-0.5, -0.5, 2, 2), 101, 57)).isEqualTo(new PixelRegion(0, 0, 101, 57));
        assertThat(PixelRegion.of(new Box(0.9, 0.9, 5, 5), 100, 100)).isEqualTo(new PixelRegion(90, 90, 10, 10));
    }

    @Test
    void theThinnestSliverAtTheEdgeStillHasPixels() {
        assertThat(PixelRegion.of(new Box(0.9999, 0.9999, 0.5, 0.5), 100, 100))
                .isEqualTo(new PixelRegion(98, 98, 2, 2));
        assertThat(PixelRegion.of(new Box(0.9999, 0, 0.5, 0.5), 1, 1)).isEqualTo(new PixelRegion(0, 0, 1, 1));
    }

    @Test
    void aBoxBesideThePictureIsRefused() {
        assertThatThrownBy(() -> PixelRegion.of(new Box(1, 0, 0.5, 0.5), 100, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beside it");
    }
}
