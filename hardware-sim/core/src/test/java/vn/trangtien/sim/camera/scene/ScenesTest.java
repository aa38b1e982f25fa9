package vn.trangtien.sim.camera.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.trangtien.sim.camera.truth.SceneTruth;
import vn.trangtien.sim.camera.truth.TrueBox;
import vn.trangtien.sim.camera.truth.TrueCrossing;
import vn.trangtien.sim.camera.truth.TrueFrame;
import vn.trangtien.sim.camera.truth.TrueMark;
import vn.trangtien.sim.camera.truth.TrueObject;

class ScenesTest {

    static Stream<String> names() {
        return Scenes.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingTrueLiesInThePicture(String name) {
        SceneTruth truth = Scenes.named(name).truth();
        for (double second = 0; second < truth.loopSeconds(); second += 2.9) {
            TrueFrame frame = truth.at(second);
            assertThat(frame.objects()).allSatisfy(object -> {
                TrueBox box = object.box();
                assertThat(List.of(box.left(), box.top(), box.right(), box.bottom()))
                        .allMatch(share -> share >= 0 && share <= 1);
                assertThat(object.visible()).isBetween(0.0, 1.0);
            });
            assertThat(frame.objects()).extracting(TrueObject::id).doesNotHaveDuplicates();
            assertThat(truth.at(second + truth.loopSeconds()).objects()).hasSameSizeAs(frame.objects());
        }
    }

    /** Takes the red car out of the picture by its colour and compares with its box. */
    @Test
    void aBoxIsWhereThePixelsAre() {
        Scene scene = Scenes.named("stopped");
        BufferedImage picture = scene.painter(640, 360).apply(30);
        TrueObject car = only(scene.truth().at(30), 900);

        int left = 640;
        int right = 0;
        int top = 360;
        int bottom = 0;
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 640; x++) {
                Color colour = new Color(picture.getRGB(x, y));
                boolean near =
                        x > (car.box().left() - 0.1) * 640 && x < (car.box().right() + 0.1) * 640;
                if (near && colour.getRed() > 80 && colour.getGreen() < colour.getRed() / 3) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        assertThat(car.box().left() * 640).isCloseTo(left, within(2.0));
        assertThat(car.box().right() * 640).isCloseTo(right, within(2.0));
        assertThat(car.box().top() * 360).isCloseTo(top, within(2.0));
        assertThat(car.box().bottom() * 360).isCloseTo(bottom, within(2.0));
    }

    @Test
    void whoIsBehindTheKioskIsThereButHardlySeen() {
        SceneTruth truth = Scenes.named("square").truth();
        double least = 1;
        for (double second = 1; second < 40; second += 0.2) {
            for (TrueObject object : truth.at(second).objects()) {
                boolean inside = object.box().left() > 0.02
                        && object.box().right() < 0.98
                        && object.box().top() > 0.02;
                least = inside ? Math.min(least, object.visible()) : least;
            }
        }
        assertThat(least).isLessThan(0.3);
    }

    @Test
    void theCrowdGathersAndGoes() {
        SceneTruth truth = Scenes.named("square").truth();

        assertThat(truth.at(10).occupancy().get("crowd")).isZero();
        assertThat(truth.at(38).occupancy().get("crowd")).isGreaterThanOrEqualTo(8);
        assertThat(truth.at(30).occupancy().get("loitering")).isGreaterThanOrEqualTo(1);
        assertThat(only(truth.at(30), 7).moving()).isFalse();
        assertThat(only(truth.at(13), 7).moving()).isTrue();
    }

    @Test
    void parkingSpacesFillAndEmpty() {
        SceneTruth truth = Scenes.named("car-park").truth();

        assertThat(taken(truth, 1)).containsExactlyInAnyOrder("A1", "A4", "B2", "B4");
        assertThat(taken(truth, 18)).containsExactlyInAnyOrder("A1", "A2", "A4", "B2", "B4");
        assertThat(taken(truth, 55)).containsExactlyInAnyOrder("A1", "A2", "A4", "B2", "B5");
        assertThat(truth.crossings()).hasSize(2).allMatch(TrueCrossing::leftToRight);
    }

    private static List<String> taken(SceneTruth truth, double second) {
        return truth.at(second).occupancy().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey())
                .collect(Collectors.toList());
    }

    @Test
    void theQueueGrowsAtRedAndLeavesAtGreen() {
        SceneTruth truth = Scenes.named("queue").truth();

        assertThat(truth.at(2).occupancy()).containsEntry("queue", 0);
        assertThat(truth.at(31).occupancy()).containsEntry("queue", 5);
        assertThat(truth.at(31).objects()).noneMatch(TrueObject::moving);
        assertThat(truth.at(55).occupancy()).containsEntry("queue", 0);
    }

    @ParameterizedTest
    @CsvSource({"wrong-way, 25", "stopped, 30"})
    void theOneWhoIsWrongIsInTheLane(String name, double second) {
        SceneTruth truth = Scenes.named(name).truth();

        assertThat(truth.at(second).objects()).anyMatch(object -> object.id() == 900);
        assertThat(only(truth.at(second), 900).moving()).isEqualTo(name.equals("wrong-way"));
    }

    @Test
    void smokeAndFireHaveBoxes() {
        SceneTruth truth = Scenes.named("fire").truth();

        assertThat(truth.at(5).objects()).extracting(TrueObject::label).doesNotContain("smoke", "fire");
        assertThat(truth.at(30).objects()).extracting(TrueObject::label).contains("smoke", "fire");
    }

    /** Looks for the water on the board in the picture itself. */
    @ParameterizedTest(name = "gauge at second {0}")
    @CsvSource({"0", "7", "15", "33", "45", "59"})
    void theWaterStandsWhereTheTruthSaysIt(double second) {
        Scene scene = Scenes.named("gauge");
        BufferedImage picture = scene.painter(1280, 720).apply(second);
        double level = scene.truth().at(second).gaugeMetres().orElseThrow();
        List<TrueMark> marks = scene.truth().marks();
        int x = (int) ((marks.get(0).at().x() - 0.002) * 1280);
        int y = 0;
        while (new Color(picture.getRGB(x, y + 60)).getBlue() > 100
                || new Color(picture.getRGB(x, y + 63)).getGreen() < 60) {
            y++;
        }
        TrueMark low = marks.get(0);
        TrueMark high = marks.get(marks.size() - 1);
        double metres = low.metres()
                + ((y + 60) / 720.0 - low.at().y()) / (high.at().y() - low.at().y()) * (high.metres() - low.metres());
        assertThat(metres).isCloseTo(level, within(0.06));
    }

    @ParameterizedTest
    @CsvSource({"street-night, 0.5", "street-sunset, 0.6"})
    void weatherChangesTheLight(String name, double atMost) {
        double day = light(Scenes.named("street").painter(320, 180).apply(30));

        assertThat(light(Scenes.named(name).painter(320, 180).apply(30))).isLessThan(day * atMost);
        assertThat(light(Scenes.named("street-exposure").painter(320, 180).apply(30)))
                .isGreaterThan(day * 1.3);
        assertThat(Scenes.named(name).truth().at(30).objects())
                .isEqualTo(Scenes.named("street").truth().at(30).objects());
    }

    private static double light(BufferedImage picture) {
        double sum = 0;
        for (int y = 0; y < picture.getHeight(); y += 4) {
            for (int x = 0; x < picture.getWidth(); x += 4) {
                sum += new Color(picture.getRGB(x, y)).getGreen();
            }
        }
        return sum;
    }

    @Test
    void aSceneThatIsNoneSaysWhatThereIs() {
        assertThatThrownBy(() -> Scenes.named("stret"))
                .hasMessageContaining("street, square")
                .hasMessageContaining("-night");
        assertThatThrownBy(() -> Scenes.named("street-snow")).isInstanceOf(IllegalArgumentException.class);
    }

    private static TrueObject only(TrueFrame frame, int id) {
        return frame.objects().stream()
                .filter(object -> object.id() == id)
                .findFirst()
                .orElseThrow();
    }
}
