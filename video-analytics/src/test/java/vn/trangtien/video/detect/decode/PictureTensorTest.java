package vn.trangtien.video.detect.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.model.InputFormat.Colours;
import vn.trangtien.video.model.InputFormat.Fit;
import vn.trangtien.video.model.InputFormat.Layout;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;

class PictureTensorTest {

    private static final Box WHOLE = new Box(0, 0, 1, 1);

    /** Blue, green, red of two pixels beside each other. */
    private static final ColourImage TWO_PIXELS =
            new ColourImage(2, 1, new byte[] {0, 51, 102, (byte) 153, (byte) 204, (byte) 255});

    @Test
    void coloursAreScaledAndOrderedAsTheModelWants() {
        InputFormat rgb = format(2, 1, Layout.NCHW, Colours.RGB, Fit.STRETCH, 1 / 255.0, 0.2);
        InputFormat bgr = format(2, 1, Layout.NHWC, Colours.BGR, Fit.STRETCH, 1, 0);

        assertThat(floats(rgb, TWO_PIXELS)).containsExactly(new float[] {0.4f, 1.6f, 0, 1.2f, -0.4f, 0.8f}, within());
        assertThat(floats(bgr, TWO_PIXELS)).containsExactly(new float[] {0, 51, 102, 153, 204, 255}, within());
    }

    @Test
    void aFittedPictureIsSurroundedByGrey() {
        InputFormat corner = format(2, 3, Layout.NCHW, Colours.BGR, Fit.CORNER, 1, 0);
        InputFormat centre = format(2, 3, Layout.NCHW, Colours.BGR, Fit.CENTRE, 1, 0);

        assertThat(Placement.of(corner, WHOLE, 40, 40)).isEqualTo(new Placement(WHOLE, 0, 0, 2, 2, 2, 3));
        Placement top = new Placement(WHOLE, 0, 0, 2, 1, 2, 3);
        Placement middle = new Placement(WHOLE, 0, 1, 2, 1, 2, 3);
        assertThat(floats(corner, TWO_PIXELS, top)).startsWith(0, 153, 7, 7, 7, 7, 51, 204);
        assertThat(floats(centre, TWO_PIXELS, middle)).startsWith(7, 7, 0, 153, 7, 7, 7, 7, 51, 204);
    }

    @Test
    void bytesAreTakenAsTheyAre() {
        InputFormat format = format(2, 1, Layout.NHWC, Colours.RGB, Fit.STRETCH, 1, 0);
        ByteBuffer input = ByteBuffer.allocateDirect(6);

        new PictureTensor(format, true).write(TWO_PIXELS, Placement.of(format, WHOLE, 2, 1), input);

        var bytes = new byte[6];
        input.get(0, bytes);
        assertThat(bytes).containsExactly(102, 51, 0, (byte) 255, (byte) 204, (byte) 153);
    }

    @Test
    void boxesOfAPartAreToldInSharesOfTheWholePicture() {
        InputFormat format = format(100, 100, Layout.NCHW, Colours.RGB, Fit.CENTRE, 1, 0);
        // The right half of a picture of 400 x 100: 200 x 100 pixels, so 100 x 50 of the input, 25 below its top.
        Placement place = Placement.of(format, new Box(0.5, 0, 0.7, 1), 400, 100);

        assertThat(place).isEqualTo(new Placement(new Box(0.5, 0, 0.5, 1), 0, 25, 100, 50, 100, 100));
        assertThat(place.inPicture(0.5, 0.25, 1, 0.5)).contains(new Box(0.75, 0, 0.25, 0.5));
        assertThat(place.inPicture(0, 0, 1, 0.2)).isEmpty();
    }

    @Test
    void aPartOutsideOfThePictureIsRefused() {
        InputFormat format = format(4, 4, Layout.NCHW, Colours.RGB, Fit.STRETCH, 1, 0);

        assertThatThrownBy(() -> Placement.of(format, new Box(1.1, 0, 0.2, 1), 400, 100))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InputFormat format(
            int width, int height, Layout layout, Colours colours, Fit fit, double scale, double mean) {
        return new InputFormat(
                width,
                height,
                layout,
                colours,
                scale,
                List.of(mean, mean, mean),
                mean == 0 ? List.of(1.0, 1.0, 1.0) : List.of(0.5, 0.5, 0.5),
                fit,
                7);
    }

    private static float[] floats(InputFormat format, ColourImage image) {
        return floats(format, image, Placement.of(format, WHOLE, image.width(), image.height()));
    }

    private static float[] floats(InputFormat format, ColourImage image, Placement place) {
        int count = 3 * format.width() * format.height();
        ByteBuffer input = ByteBuffer.allocateDirect(count * 4).order(ByteOrder.nativeOrder());
        new PictureTensor(format, false).write(image, place, input);
        var floats = new float[count];
        input.asFloatBuffer().get(floats);
        return floats;
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.api.Assertions.within(1e-5f);
    }
}
