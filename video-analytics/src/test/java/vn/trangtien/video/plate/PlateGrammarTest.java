package vn.trangtien.video.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlateGrammarTest {

    private static final PlateGrammar GRAMMAR = PlateGrammar.ofToday();
    private static final List<String> CODES = List.copyOf(new TreeSet<>(Provinces.codes()));
    /** What a recogniser that knows no places makes of a digit. */
    private static final Map<Character, String> LIKE_DIGIT =
            Map.of('0', "OD", '1', "IL", '2', "Z", '4', "A", '5', "S", '6', "G", '7', "T", '8', "B");
    /** What it makes of a letter while it still thinks of that letter. */
    private static final Map<Character, Character> LIKE_LETTER =
            Map.of('D', '0', 'U', '0', 'Z', '2', 'S', '5', 'B', '8', 'G', '6', 'A', '4', 'T', '7');

    @ParameterizedTest(name = "{0} | {1} is {3}")
    @CsvSource({
        "75A-123.45,        , CAR,                75A-123.45",
        "75A,         123.45, CAR,                75A-123.45",
        "75A 1234,          , CAR,                75A-1234",
        "30E-999.99,        , CAR,                30E-999.99",
        "51LD-123.45,       , SPECIAL,            51LD-123.45",
        "51RM,        012.34, SPECIAL,            51RM-012.34",
        "29R-012.34,        , SPECIAL,            29R-012.34",
        "75-H1,       361.21, MOTORBIKE,          75-H1 361.21",
        "29-B1,       256.62, MOTORBIKE,          29-B1 256.62",
        "29-V5,         2108, MOTORBIKE,          29-V5 2108",
        "29-HA,       002.33, MOTORBIKE,          29-HA 002.33",
        "29-MD1,      123.45, ELECTRIC_MOTORBIKE, 29-MĐ1 123.45",
        "80-011-NG-01,      , FOREIGN,            80-011-NG-01",
        "80-NG,       011-01, FOREIGN,            80-011-NG-01",
        "KA-12-34,          , ARMY,               KA-12-34",
        "TM,           12-34, ARMY,               TM-12-34"
    })
    void everyKindHasOneNormalForm(String upper, String lower, PlateKind kind, String normal) {
        var understood = read(upper, lower).orElseThrow();

        assertThat(understood.number()).isEqualTo(new PlateNumber(kind, normal));
        assertThat(understood.confidence()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} | {1} is no plate")
    @CsvSource({
        "0234.382.3456,",
        "12/05/2024,",
        "12.05.2024,",
        "31122025,",
        "0905123456,",
        "HOTLINE 1900,",
        "COM HEN,",
        "CAFE 24,",
        "13A-123.45,",
        "00A-123.45,",
        "75I-123.45,",
        "75W-123.45,",
        "75A-000.00,",
        "75A-0000,",
        "75A-123.456,",
        "75A-12,",
        "75AB-123.45,",
        "75-H0,123.45",
        "75-H1 123.45,",
        "CA-12-34,",
        "1234,567.89",
        "75 LE LOI,",
        "75L,ELOI",
        "MADE IN VIETNAM,",
        "75A/123.45,",
        "P. TOA KHAM,123.45"
    })
    void nonsenseIsRefused(String upper, String lower) {
        assertThat(read(upper, lower)).isEmpty();
    }

    @Test
    void theSameCharactersAreACarInOneLineAndAMotorbikeWhenTheyBreakLater() {
        assertThat(read("75H-123.45", null).orElseThrow().number().text()).isEqualTo("75H-123.45");
        assertThat(read("75-H1", "2345").orElseThrow().number().text()).isEqualTo("75-H1 2345");
        assertThat(read("75H", "123.45").orElseThrow().number().text()).isEqualTo("75H-123.45");
    }

    @ParameterizedTest
    @MethodSource("everyKindAndProvince")
    void everyPlateSurvivesTwoLookAlikesInTheirPlaces(List<String> lines, String normal) {
        var random = new Random(normal.hashCode());
        for (int i = 0; i < 8; i++) {
            var confused = new ArrayList<List<Glyph>>();
            int left = 2;
            for (String line : lines) {
                var glyphs = new ArrayList<Glyph>();
                for (int place = 0; place < line.length(); place++) {
                    char c = line.charAt(place);
                    boolean now = left > 0 && random.nextInt(3) == 0 && !isEither(lines, line, place);
                    Glyph glyph = now ? confused(c, random) : sure(c);
                    left -= glyph.best() == c ? 0 : 1;
                    glyphs.add(glyph);
                }
                confused.add(glyphs);
            }

            assertThat(GRAMMAR.understand(confused)).map(u -> u.number().text()).contains(normal);
        }
    }

    @Test
    void aLookAlikeCostsCertaintyInItsPlaceOnly() {
        var understood = read("75A-1Z3.45", null).orElseThrow();

        assertThat(understood.number().text()).isEqualTo("75A-123.45");
        assertThat(understood.certainties()).containsExactly(1.0, 1.0, 1.0, 1.0, 0.8, 1.0, 1.0, 1.0);
        assertThat(understood.confidence()).isLessThan(1);
    }

    @Test
    void theLetterOfASeriesMustHaveBeenThoughtOf() {
        var blind = line("59-01");
        var thought = new ArrayList<>(blind);
        thought.set(3, new Glyph('0', 0.8, Map.of('U', 0.1, 'D', 0.004)));

        assertThat(GRAMMAR.understand(List.of(blind, line("631.88")))).isEmpty();
        assertThat(GRAMMAR.understand(List.of(thought, line("631.88"))))
                .map(u -> u.number().kind())
                .contains(PlateKind.MOTORBIKE);
    }

    @Test
    void numbersThatAreNotPlatesAreSeldomTakenForOne() {
        var random = new Random(20_250_101);
        long taken = Stream.generate(() -> digits(random, 8))
                .limit(5_000)
                .filter(text -> read(text, null).isPresent()
                        || read(text.substring(0, 4), text.substring(4)).isPresent())
                .count();

        assertThat(taken).isZero();
    }

    @Test
    void hueIs75AndTheListIsComplete() {
        assertThat(Provinces.name("75")).contains("Thừa Thiên Huế");
        assertThat(Provinces.codes()).hasSize(81).doesNotContain("13", "42", "87", "91", "96");
    }

    @Test
    void whatWasReadIsNotInTheTextForTheLog() {
        var understood = read("75A-123.45", null).orElseThrow();

        assertThat(understood.toString() + understood.number() + line("75A")).doesNotContain("75A", "123", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"75A-123.45", "29-MĐ1 123.45", "80-011-NG-01", "75-H1 361.21", "TM-12-34"})
    void aNumberInItsNormalFormIsKnownAgain(String text) {
        PlateKind kind = Stream.of(PlateKind.values())
                .filter(k -> GRAMMAR.isNumber(new PlateNumber(k, text)))
                .findFirst()
                .orElseThrow();

        assertThat(GRAMMAR.isNumber(new PlateNumber(kind, text.replace('1', 'X'))))
                .isFalse();
    }

    /** Six kinds for each of the provinces, with numbers of a fixed seed. */
    static Stream<Arguments> everyKindAndProvince() {
        var random = new Random(75);
        return CODES.stream().flatMap(code -> {
            String serial = digits(random, 4) + (1 + random.nextInt(9));
            String five = serial.substring(0, 3) + "." + serial.substring(3);
            String four = serial.substring(1);
            String letter = letter(random);
            int number = 1 + random.nextInt(9);
            String unconfused = "EFPSVXY".charAt(random.nextInt(7)) + letter;
            return Stream.of(
                    plate(code + letter + "-" + five, List.of(code + letter + "-" + five)),
                    plate(code + letter + "-" + five, List.of(code + letter, five)),
                    plate(code + letter + "-" + four, List.of(code + letter + "-" + four)),
                    plate(code + "-" + letter + number + " " + five, List.of(code + "-" + letter + number, five)),
                    plate(code + "-" + letter + number + " " + four, List.of(code + letter + number, four)),
                    plate(code + "-" + unconfused + " " + five, List.of(code + "-" + unconfused, five)));
        });
    }

    private static Arguments plate(String normal, List<String> lines) {
        return Arguments.of(lines, normal);
    }

    /** The last place of a motorbike's upper line holds a digit or a letter, so no grammar can help there. */
    private static boolean isEither(List<String> lines, String line, int place) {
        return lines.size() == 2 && line.equals(lines.get(0)) && place == line.length() - 1 && line.length() > 3;
    }

    private static Glyph confused(char c, Random random) {
        if (LIKE_DIGIT.containsKey(c)) {
            String like = LIKE_DIGIT.get(c);
            return sure(like.charAt(random.nextInt(like.length())));
        }
        return LIKE_LETTER.containsKey(c) ? new Glyph(LIKE_LETTER.get(c), 0.6, Map.of(c, 0.35)) : sure(c);
    }

    private static Glyph sure(char c) {
        return new Glyph(c, 1, Map.of());
    }

    private static String digits(Random random, int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).reduce("", String::concat);
    }

    private static String letter(Random random) {
        return String.valueOf(Characters.SERIES.charAt(random.nextInt(Characters.SERIES.length())));
    }

    private static List<Glyph> line(String text) {
        return Glyph.of(text);
    }

    private static Optional<PlateGrammar.Understood> read(String upper, String lower) {
        return GRAMMAR.understand(lower == null ? List.of(line(upper)) : List.of(line(upper), line(lower)));
    }
}
