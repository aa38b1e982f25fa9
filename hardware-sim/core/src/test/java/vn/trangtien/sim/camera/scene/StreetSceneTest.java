package vn.trangtien.sim.camera.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.camera.scene.StreetScene.Heading;
import vn.trangtien.sim.camera.scene.StreetScene.TrueCrossing;

class StreetSceneTest {

    private static final double LOOP = 60;

    private final StreetScene scene = StreetScene.usual();

    /** Looks at the positions that are drawn, step by step, and not at what the scene says about itself. */
    @Test
    void theTruthIsWhatIsDrawn() {
        var found = new ArrayList<TrueCrossing>();
        for (Mover mover : scene.movers()) {
            double step = 0.01;
            for (int i = 0; i < LOOP / step; i++) {
                double before = mover.along(i * step, LOOP, StreetScene.LINE_METRES) - StreetScene.LINE_METRES;
                double after = mover.along((i + 1) * step, LOOP, StreetScene.LINE_METRES) - StreetScene.LINE_METRES;
                boolean moved = Math.abs(after - before) < 1;
                if (moved && before * after <= 0 && before != 0) {
                    found.add(new TrueCrossing(i * step, after > before ? Heading.AWAY : Heading.TOWARDS, ""));
                }
            }
        }
        found.sort(Comparator.comparingDouble(TrueCrossing::atSecond));

        List<TrueCrossing> truth = scene.truth();
        assertThat(found).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            assertThat(found.get(i).atSecond()).isCloseTo(truth.get(i).atSecond(), within(0.03));
        }
        for (Heading heading : Heading.values()) {
            assertThat(found.stream().filter(crossing -> crossing.heading() == heading))
                    .hasSize((int) scene.count(heading));
        }
    }

    @Test
    void theCrossingsOfTheBoxesAreTheOnesThatWerePlanned() {
        List<TrueCrossing> planned = scene.truth();
        List<vn.trangtien.sim.camera.truth.TrueCrossing> measured =
                Scenes.named("street").truth().crossings();

        assertThat(measured).hasSameSizeAs(planned);
        assertThat(measured.stream().filter(crossing -> !crossing.leftToRight()))
                .hasSize((int) scene.count(Heading.AWAY));
        for (int i = 0; i < planned.size(); i++) {
            assertThat(measured.get(i).second()).isCloseTo(planned.get(i).atSecond(), within(0.6));
        }
    }

    @Test
    void everybodyTravelsInEveryLoop() {
        assertThat(scene.truth()).hasSizeBetween(40, 60);
        assertThat(scene.truth()).extracting(TrueCrossing::what).contains("car", "bus", "motorbike", "pedestrian");
        assertThat(scene.count(Heading.AWAY)).isPositive();
        assertThat(scene.count(Heading.TOWARDS)).isPositive();
    }

    @Test
    void theLineIsInThePictureAndRunsFromLeftToRight() {
        StreetScene.Line line = scene.line();

        assertThat(line.startX()).isBetween(0.0, 0.2);
        assertThat(line.endX()).isBetween(0.8, 1.0);
        assertThat(line.startY()).isBetween(0.3, 0.7).isEqualTo(line.endY());
    }

    @Test
    void theLoopHasNoSeam() {
        DoubleFunction<BufferedImage> renderer = painter();

        byte[] begin = pixels(renderer, 0);
        byte[] end = pixels(renderer, LOOP);
        byte[] middle = pixels(renderer, LOOP / 2);

        assertThat(end).isEqualTo(begin);
        assertThat(middle).isNotEqualTo(begin);
    }

    @Test
    void theSameMomentLooksTheSameToEveryRenderer() {
        assertThat(pixels(painter(), 12.34)).isEqualTo(pixels(painter(), 12.34));
    }

    private static DoubleFunction<BufferedImage> painter() {
        return Scenes.named("street").painter(640, 360);
    }

    private static byte[] pixels(DoubleFunction<BufferedImage> renderer, double second) {
        return ((DataBufferByte) renderer.apply(second).getRaster().getDataBuffer())
                .getData()
                .clone();
    }
}
