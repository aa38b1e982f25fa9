package vn.trangtien.sim.camera.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatePainterTest {

    @Test
    void platesHaveTheirShapeAndColour() {
        BufferedImage car = PlatePainter.paint(Plate.white("75A-123.45"), 44);
        BufferedImage motorbike = PlatePainter.paint(new Plate(List.of("29-B1", "256.62"), Plate.Colour.BLUE), 140);

        assertThat(car.getWidth()).isEqualTo(208);
        assertThat(motorbike.getWidth()).isEqualTo(190);
        assertThat(new Color(car.getRGB(6, 22)).getGreen()).isGreaterThan(200);
        assertThat(new Color(motorbike.getRGB(12, 12)).getBlue()).isGreaterThan(110);
        assertThat(dark(car)).isBetween(0.15, 0.6);
    }

    private static double dark(BufferedImage picture) {
        double count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += new Color(picture.getRGB(x, y)).getGreen() < 100 ? 1 : 0;
            }
        }
        return count / picture.getWidth() / picture.getHeight();
    }

    @Test
    void differentTextsLookDifferent() {
        BufferedImage one = PlatePainter.paint(Plate.white("75A-123.45"), 44);
        BufferedImage other = PlatePainter.paint(Plate.white("75A-128.45"), 44);

        assertThat(one.getRaster().getPixels(0, 0, 208, 44, (int[]) null))
                .isNotEqualTo(other.getRaster().getPixels(0, 0, 208, 44, (int[]) null));
    }

    @Test
    void refusesWhatIsNoPlate() {
        assertThatThrownBy(() -> Plate.white("75a_1")).hasMessageContaining("capital letters");
        assertThatThrownBy(() -> Plate.white("A1", "B2", "C3")).hasMessageContaining("one or two lines");
        assertThatThrownBy(() -> PlatePainter.paint(Plate.white("75A-123.45"), 4))
                .hasMessageContaining("8 to 2000");
    }
}
