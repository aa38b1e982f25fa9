package vn.trangtien.video.plate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which texts are Vietnamese plates. Letters and digits have fixed places, so what looks like a letter where a digit belongs
 * is that digit, at the price of some certainty. Pure; safe for use by several threads.
 *
 * <p>Formats after Thông tư 24/2023/TT-BCA and 79/2024/TT-BCA and the older plates that are still on the road; temporary plates
 * and plates of events are not read. The province must be one of {@link Provinces}.
 */
public final class PlateGrammar {

    /** Most of a number may look like something else in one place, but not all of it. */
    private static final double LEAST_CONFIDENCE = 0.6;

    private static final double LEAST_CERTAINTY = 0.15;

    private static final List<String> DIGIT = singles(Characters.DIGITS);
    private static final List<String> FROM_ONE = singles("123456789");
    private static final List<String> LETTER = singles(Characters.SERIES);
    /** Foreign investment, projects, economic zones, restricted area, tractors, trials, trailers, special police vehicles. */
    private static final List<String> USES = List.of("LD", "DA", "KT", "HC", "MK", "TĐ", "RM", "CD");
    /** Diplomats, other foreigners, international organisations, administrative staff of missions. */
    private static final List<String> FOREIGN = List.of("NG", "NN", "QT", "CV");

    /** First the kind of unit (corps, arm, academy, region, special, service, staff), then the unit. */
    private static final List<String> UNITS = pairs("ABHKPQTV", Characters.SERIES);

    private static final List<String> PAIRS = pairs(Characters.SERIES, Characters.SERIES).stream()
            .filter(pair -> !USES.contains(pair) && !FOREIGN.contains(pair) && !pair.equals("TD"))
            .toList();

    private static final List<String> NO_SERIALS = List.of("000.00", "-0000", " 0000", "-00-00");

    private final List<PlateFormat> formats;

    /** The plates of today. */
    public static PlateGrammar ofToday() {
        return new PlateGrammar(Provinces.codes());
    }

    PlateGrammar(Collection<String> provinceCodes) {
        List<String> provinces = List.copyOf(provinceCodes);
        formats = List.of(
                format(PlateKind.CAR, "abc-def.gh", true, 3, digits(5), List.of(provinces, LETTER)),
                format(PlateKind.CAR, "abc-defg", true, 3, digits(4), List.of(provinces, LETTER)),
                format(PlateKind.SPECIAL, "abc-def.gh", true, 3, digits(5), List.of(provinces, List.of("R"))),
                format(PlateKind.SPECIAL, "abc-defg", true, 3, digits(4), List.of(provinces, List.of("R"))),
                format(PlateKind.SPECIAL, "abcd-efg.hi", true, 4, digits(5), List.of(provinces, USES)),
                format(PlateKind.SPECIAL, "abcd-efgh", true, 4, digits(4), List.of(provinces, USES)),
                format(PlateKind.MOTORBIKE, "ab-cd efg.hi", false, 4, digits(5), List.of(provinces, LETTER, FROM_ONE)),
                format(PlateKind.MOTORBIKE, "ab-cd efgh", false, 4, digits(4), List.of(provinces, LETTER, FROM_ONE)),
                format(PlateKind.MOTORBIKE, "ab-cd efg.hi", false, 4, digits(5), List.of(provinces, PAIRS)),
                format(
                        PlateKind.ELECTRIC_MOTORBIKE,
                        "ab-cde fgh.ij",
                        false,
                        5,
                        digits(5),
                        List.of(provinces, List.of("MĐ"), FROM_ONE)),
                format(PlateKind.FOREIGN, "ab-efg-cd-hi", false, 4, digits(5), List.of(provinces, FOREIGN)),
                new PlateFormat(
                        PlateKind.FOREIGN,
                        "ab-cde-fg-hi",
                        true,
                        0,
                        List.of(provinces, DIGIT, DIGIT, DIGIT, FOREIGN, DIGIT, DIGIT)),
                format(PlateKind.ARMY, "ab-cd-ef", true, 2, digits(4), List.of(UNITS)));
    }

    private static PlateFormat format(
            PlateKind kind,
            String layout,
            boolean oneLine,
            int secondLine,
            List<List<String>> digits,
            List<List<String>> before) {
        var groups = new ArrayList<>(before);
        groups.addAll(digits);
        return new PlateFormat(kind, layout, oneLine, secondLine, groups);
    }

    private static List<List<String>> digits(int count) {
        return IntStream.range(0, count).mapToObj(i -> DIGIT).toList();
    }

    private static List<String> singles(String characters) {
        return characters.chars().mapToObj(Character::toString).toList();
    }

    private static List<String> pairs(String first, String second) {
        return singles(first).stream()
                .flatMap(a -> singles(second).stream().map(b -> a + b))
                .toList();
    }

    /**
     * What a text means.
     *
     * @param certainties one for each letter and digit of the number
     */
    public record Understood(PlateNumber number, List<Double> certainties) {

        public Understood {
            certainties = List.copyOf(certainties);
        }

        /** 0 to 1, the geometric mean of its characters. */
        public double confidence() {
            return Characters.geometricMean(certainties);
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "Understood[%s, confidence=%.2f]".formatted(number.kind(), confidence());
        }
    }

    /**
     * Understands one or two lines. Hyphens, dots and blanks do not count.
     *
     * @param lines one or two, the upper one first
     * @return the most certain meaning; empty if this is no plate
     */
    public Optional<Understood> understand(List<List<Glyph>> lines) {
        if (lines.isEmpty() || lines.size() > 2) {
            return Optional.empty();
        }
        var glyphs = new ArrayList<Glyph>();
        lines.forEach(line -> glyphs.addAll(withoutSeparators(line)));
        int upper = lines.size() == 1 ? 0 : withoutSeparators(lines.get(0)).size();
        return formats.stream()
                .flatMap(format -> format.match(glyphs, upper).stream())
                .filter(match -> match.least() >= LEAST_CERTAINTY && match.confidence() >= LEAST_CONFIDENCE)
                .filter(match -> hasSerial(match.number().text()))
                .max(Comparator.comparingDouble(PlateFormat.Match::confidence))
                .map(match -> new Understood(match.number(), match.certainties()));
    }

    /** Whether such a number exists. */
    boolean isNumber(PlateNumber number) {
        List<Glyph> glyphs = Glyph.of(Characters.of(number.text()));
        return hasSerial(number.text())
                && formats.stream()
                        .filter(format -> format.kind() == number.kind())
                        .anyMatch(format -> format.isWrittenLike(number, glyphs));
    }

    private static List<Glyph> withoutSeparators(List<Glyph> line) {
        return line.stream().filter(glyph -> "-. ·•".indexOf(glyph.best()) < 0).toList();
    }

    /** Serial numbers begin at 1. */
    private static boolean hasSerial(String text) {
        return NO_SERIALS.stream().noneMatch(text::endsWith);
    }
}
