package vn.trangtien.video.plate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way in which a plate is written: which group of characters stands where, and where its second line begins.
 *
 * @param layout the number with a letter for each character in the order of reading, {@code a} for the first
 * @param oneLine whether the plate exists in one line
 * @param secondLine how many characters the upper line has; 0 if the plate never has two
 * @param groups each a choice of texts of the same length
 */
record PlateFormat(PlateKind kind, String layout, boolean oneLine, int secondLine, List<List<String>> groups) {

    /** A letter counts only if the recogniser has thought of it too; by likeness alone every date would be a plate. */
    private static final double LEAST_THOUGHT_OF = 0.003;

    /** More are another text: "75 LÊ LỢI" would be 75L-6101. */
    private static final int MOST_LOOK_ALIKES = 2;

    /** What was read fits the format. */
    record Match(PlateNumber number, List<Double> certainties) {

        double confidence() {
            return Characters.geometricMean(certainties);
        }

        double least() {
            return certainties.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        }
    }

    int length() {
        return groups.stream().mapToInt(group -> group.get(0).length()).sum();
    }

    /**
     * Reads the characters as this format has them.
     *
     * @param upper characters of the upper of two lines; 0 if there is one line
     */
    Optional<Match> match(List<Glyph> glyphs, int upper) {
        boolean fits = upper == 0 ? oneLine : secondLine == upper;
        if (!fits || glyphs.size() != length()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        var certainties = new ArrayList<Double>();
        for (List<String> group : groups) {
            int from = text.length();
            Optional<String> best = best(glyphs, from, group);
            if (best.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < best.get().length(); i++) {
                certainties.add(certainty(glyphs.get(from + i), best.get().charAt(i)));
            }
            text.append(best.get());
        }
        return lookAlikes(glyphs, text) > MOST_LOOK_ALIKES
                ? Optional.empty()
                : Optional.of(arranged(text.toString(), certainties));
    }

    private static int lookAlikes(List<Glyph> glyphs, CharSequence text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char meant = text.charAt(i);
            count += glyphs.get(i).best() == meant || meant == Characters.BARRED_D ? 0 : 1;
        }
        return count;
    }

    /** Whether the number, in the order in which it is written in texts, can have been read by this format. */
    boolean isWrittenLike(PlateNumber number, List<Glyph> written) {
        if (written.size() != length()) {
            return false;
        }
        var read = new ArrayList<>(written);
        int next = 0;
        for (char place : layout.toCharArray()) {
            if (place >= 'a') {
                read.set(place - 'a', written.get(next++));
            }
        }
        return match(read, oneLine ? 0 : secondLine).map(Match::number).equals(Optional.of(number));
    }

    private Match arranged(String read, List<Double> certainties) {
        var text = new StringBuilder();
        var sorted = new ArrayList<Double>();
        for (char place : layout.toCharArray()) {
            if (place >= 'a') {
                text.append(read.charAt(place - 'a'));
                sorted.add(certainties.get(place - 'a'));
            } else {
                text.append(place);
            }
        }
        return new Match(new PlateNumber(kind, text.toString()), List.copyOf(sorted));
    }

    private static Optional<String> best(List<Glyph> glyphs, int from, List<String> choices) {
        String best = null;
        double bestScore = 0;
        for (String choice : choices) {
            double score = 1;
            for (int i = 0; i < choice.length() && score > bestScore; i++) {
                score *= certainty(glyphs.get(from + i), choice.charAt(i));
            }
            if (score > bestScore) {
                best = choice;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double certainty(Glyph glyph, char wanted) {
        double seen = glyph.probabilityOf(wanted);
        double mistaken = glyph.probability() * Characters.mistaken(glyph.best(), wanted);
        boolean letter = !Characters.isDigit(wanted) && wanted != Characters.BARRED_D;
        return letter && seen < LEAST_THOUGHT_OF ? 0 : Math.min(1, Math.max(seen, mistaken));
    }
}
