package vn.trangtien.video.plate.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.plate.Glyph;

class CtcDecoderTest {

    /** Classes: 0 blank, 1 to 6 these, 7 space. */
    private static final List<String> CHARACTERS = List.of("A", "8", "B", "b", "京", "|");

    private final CtcDecoder decoder = new CtcDecoder(CHARACTERS);

    @Test
    void repeatedClassesAreOneCharacterUnlessABlankLiesBetween() {
        assertThat(text(steps(1, 1, 0, 2, 2, 0, 2))).isEqualTo("A88");
    }

    @Test
    void theClearestStepOfACharacterCounts() {
        float[] steps = steps(2, 2);
        steps[8 + 2] = 0.95f;

        assertThat(decoder.decode(steps, 2)).singleElement().satisfies(glyph -> {
            assertThat(glyph.best()).isEqualTo('8');
            assertThat(glyph.probability()).isEqualTo(0.95f);
        });
    }

    @Test
    void whatElseItMayBeIsKept() {
        float[] steps = steps(2);
        steps[3] = 0.1f;
        steps[4] = 0.04f;

        Glyph glyph = decoder.decode(steps, 1).get(0);

        assertThat(glyph.probabilityOf('B')).isEqualTo(0.1f);
        assertThat(glyph.probabilityOf('A')).isZero();
    }

    @Test
    void smallLettersAreCapitalsAndBarsAreStrokes() {
        assertThat(text(steps(4, 0, 6))).isEqualTo("BI");
    }

    @Test
    void aForeignCharacterIsTheLikeliestOfOursAndUnlikely() {
        float[] steps = steps(5);
        steps[1] = 0.02f;

        assertThat(decoder.decode(steps, 1)).singleElement().satisfies(glyph -> {
            assertThat(glyph.best()).isEqualTo('A');
            assertThat(glyph.probability()).isEqualTo(0.02f);
        });
    }

    @Test
    void nothingButBlanksIsNothing() {
        assertThat(decoder.decode(steps(0, 0, 0), 3)).isEmpty();
    }

    private String text(float[] steps) {
        return decoder.decode(steps, steps.length / 8).stream()
                .map(glyph -> String.valueOf(glyph.best()))
                .collect(Collectors.joining());
    }

    private static float[] steps(int... classes) {
        var steps = new float[classes.length * 8];
        for (int i = 0; i < classes.length; i++) {
            steps[i * 8 + classes[i]] = 0.8f;
        }
        return steps;
    }
}
