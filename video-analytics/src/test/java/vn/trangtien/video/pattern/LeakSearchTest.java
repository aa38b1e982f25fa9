package vn.trangtien.video.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The search must find what is there, in every way in which a picture can hide in bytes; otherwise it proves nothing. */
class LeakSearchTest {

    private static final byte[] GREY = PatternFilm.grey(100, true);

    static Stream<Arguments> waysToLeak() throws IOException {
        byte[] jpeg = jpeg();
        return Stream.of(
                Arguments.of("a picture", jpeg),
                Arguments.of("a picture within other bytes", surrounded(jpeg)),
                Arguments.of("a picture as Base64 in JSON", json(jpeg)),
                Arguments.of("a picture as Base64 in JSON, packed", gzip(json(jpeg))),
                Arguments.of("grey pixels", surrounded(GREY)),
                Arguments.of("grey pixels, packed", surrounded(gzip(GREY))),
                Arguments.of("grey pixels as Base64", json(GREY)),
                Arguments.of("colours", surrounded(repeated(3))),
                Arguments.of("colours with transparency", surrounded(repeated(4))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToLeak")
    void whatIsThereIsFound(String way, byte[] bytes) throws IOException {
        assertThat(LeakSearch.best(bytes, PatternFilm.SECRET)).as(way).isGreaterThan(PatternSearch.SEEN);
        assertThat(LeakSearch.best(bytes, new Pattern(99)))
                .as("another pattern")
                .isLessThan(PatternSearch.SEEN);
    }

    @Test
    void chanceIsNoPattern() throws IOException {
        var noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);

        assertThat(LeakSearch.best(noise, PatternFilm.SECRET)).isLessThan(PatternSearch.SEEN);
        assertThat(LeakSearch.best(
                        "camera=cam object=1 ".repeat(5_000).getBytes(StandardCharsets.UTF_8), PatternFilm.WALL))
                .isLessThan(PatternSearch.SEEN);
    }

    private static byte[] jpeg() throws IOException {
        var image = new BufferedImage(PatternFilm.WIDTH, PatternFilm.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, PatternFilm.WIDTH, PatternFilm.HEIGHT, GREY);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static byte[] repeated(int times) {
        var bytes = new byte[GREY.length * times];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = GREY[i / times];
        }
        return bytes;
    }

    private static byte[] json(byte[] bytes) {
        return ("{\"camera\":\"cam\",\"body\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] surrounded(byte[] bytes) {
        byte[] all = Arrays.copyOf("before ".getBytes(StandardCharsets.UTF_8), bytes.length + 20);
        System.arraycopy(bytes, 0, all, 7, bytes.length);
        return all;
    }
}
