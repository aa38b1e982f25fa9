package vn.trangtien.video.plate.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.plate.PlateGrammar;
import vn.trangtien.video.plate.PlateReading;
import vn.trangtien.video.plate.PlateVote;
import vn.trangtien.video.plate.Provinces;

/** With the real models on painted vehicles, which are easier than real ones: the shares here are no promise for a street. */
class PlateReaderTest {

    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final List<String> CODES = List.copyOf(new TreeSet<>(Provinces.codes()));
    private static final String LETTERS = "ABCDEFGHKLMNPSTUVXYZ";

    private static PlateReader reader;

    /** What is painted, and what should be read. */
    record Painted(Painter.Scene scene, String number) {}

    @BeforeAll
    static void open() throws DetectorException {
        assumeTrue(PlateReader.isInstalled(), "the models for plates are not on the class path");
        assumeTrue(
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0,
                "this machine has no font to paint plates with");
        reader = PlateReader.open(PlateGrammar.ofToday());
    }

    @AfterAll
    static void close() {
        if (reader != null) {
            reader.close();
        }
    }

    /** The bars lie below what was measured with 150 plates for each height; see docs/plates.md. */
    @ParameterizedTest(name = "characters of {0} px: at least {1} of 24")
    @CsvSource({"15, 21", "20, 22", "30, 22", "60, 22"})
    void mostPaintedPlatesAreReadExactly(int pixels, int atLeast) throws DetectorException {
        var random = new Random(pixels);
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < 24; i++) {
            Painted painted = painted(random, pixels, i % 3);
            Optional<PlateReading> reading =
                    reader.look(new Painter(i).paint(painted.scene), WHOLE).reading();
            if (reading.isPresent()) {
                boolean exact = reading.get().number().text().equals(painted.number);
                right += exact ? 1 : 0;
                wrong += exact ? 0 : 1;
            }
        }

        assertThat(right).as("read exactly; %d read wrongly", wrong).isGreaterThanOrEqualTo(atLeast);
        assertThat(wrong).as("read wrongly").isLessThanOrEqualTo(3);
    }

    @Test
    void threeLooksAtAVehicleAreEnoughForAVote() throws DetectorException {
        var random = new Random(3);
        int right = 0;
        int wrong = 0;
        for (int vehicle = 0; vehicle < 12; vehicle++) {
            var vote = new PlateVote(PlateGrammar.ofToday());
            Painted painted = painted(random, 22, vehicle % 3);
            for (int look = 0; look < 3; look++) {
                Painter.Scene scene = worse(painted.scene, random, 20 + 3 * look);
                Optional<PlateVote.Decision> decision = reader.look(new Painter(vehicle).paint(scene), WHOLE)
                        .reading()
                        .flatMap(vote::add);
                if (decision.isPresent()) {
                    boolean exact = decision.get().number().text().equals(painted.number);
                    right += exact ? 1 : 0;
                    wrong += exact ? 0 : 1;
                }
            }
        }

        assertThat(wrong).isZero();
        assertThat(right).isGreaterThanOrEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CƠM HẾN", "BÚN BÒ HUẾ", "PHỞ 24", "0234.382.3456", "0905 123 456", "12/05/2026", "31-12-2025",
                "TAXI MAI LINH", "HOTLINE|1900 1234", "GRAND i10", "VIOS 1.5G", "HONDA|WAVE", "SHOP 75",
                        "12.05.2026|18:30",
                "TẢI TRỌNG|12.500 KG", "CÀ PHÊ|75 LÊ LỢI"
            })
    void signsDatesAndTelephoneNumbersAreNoPlates(String text) throws DetectorException {
        for (int pixels : new int[] {20, 36}) {
            var scene = new Painter.Scene(List.of(text.split("\\|")), Painter.Look.WHITE, pixels, 2, 0, 3, 1);

            assertThat(reader.look(new Painter(7).paint(scene), WHOLE).reading())
                    .isEmpty();
        }
    }

    @Test
    void aPlateIsFoundWhereItIs() throws DetectorException {
        var scene = new Painter.Scene(List.of("75A-123.45"), Painter.Look.WHITE, 30, 0, 0, 3, 1);

        PlateReading reading =
                reader.look(new Painter(1).paint(scene), WHOLE).reading().orElseThrow();

        assertThat(reading.number().text()).isEqualTo("75A-123.45");
        assertThat(reading.characterPixels()).isBetween(25.0, 36.0);
        assertThat(reading.place().centre().distanceTo(new vn.trangtien.video.picture.Point(0.5, 0.66)))
                .isLessThan(0.03);
    }

    @Test
    void whatIsTooSmallIsNotTried() throws DetectorException {
        var scene = new Painter.Scene(List.of("75A-123.45"), Painter.Look.WHITE, 10, 0, 0, 1, 1);
        Picture picture = new Painter(1).paint(scene);

        assertThat(reader.look(picture, WHOLE).reading()).isEmpty();
        assertThat(reader.look(picture, new Box(0, 0, 1, 0.2)).reading()).isEmpty();
        assertThat(reader.look(picture, new Box(1.5, 0, 1, 1)).reading()).isEmpty();
    }

    @Test
    void aSmearedPictureIsLessSharp() {
        var crisp = new Painter.Scene(List.of("75A-123.45"), Painter.Look.WHITE, 30, 0, 0, 0, 1);
        var smeared = new Painter.Scene(List.of("75A-123.45"), Painter.Look.WHITE, 30, 0, 3, 0, 1);

        assertThat(sharpness(crisp)).isGreaterThan(sharpness(smeared) + 0.1);
    }

    private static double sharpness(Painter.Scene scene) {
        Picture picture = new Painter(1).paint(scene);
        return Sharpness.of(picture.part(WHOLE, picture.width(), picture.height()));
    }

    /** @param kind 0 a car's long plate, 1 a motorbike's, 2 a car's short plate */
    static Painted painted(Random random, int pixels, int kind) {
        String code = CODES.get(random.nextInt(CODES.size()));
        String letter = letter(random);
        String serial = "%03d.%02d".formatted(random.nextInt(1000), 1 + random.nextInt(99));
        var lines = new ArrayList<String>();
        String number;
        if (kind == 1) {
            String series = letter + (1 + random.nextInt(9));
            lines.addAll(List.of(code + "-" + series, serial));
            number = code + "-" + series + " " + serial;
        } else {
            lines.addAll(kind == 0 ? List.of(code + letter + "-" + serial) : List.of(code + letter, serial));
            number = code + letter + "-" + serial;
        }
        Painter.Look look = Painter.Look.values()[random.nextInt(3)];
        return new Painted(worse(new Painter.Scene(lines, look, pixels, 0, 0, 0, 1), random, pixels), number);
    }

    /** Tilted up to 6 degrees, smeared up to an eighth of a character, grainy, and every third time at night. */
    private static Painter.Scene worse(Painter.Scene scene, Random random, int pixels) {
        return new Painter.Scene(
                scene.lines(),
                scene.look(),
                pixels,
                random.nextDouble() * 12 - 6,
                random.nextInt(1 + pixels / 15),
                2 + random.nextInt(9),
                random.nextInt(3) == 0 ? 0.3 : 1);
    }

    private static String letter(Random random) {
        return String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
}
