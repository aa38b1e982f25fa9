package vn.trangtien.video.plate.ocr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.plate.Glyph;

/**
 * Turns the steps of a recogniser into characters: the best class of each step, the same class in a row counted once, blanks
 * left out. Only printable ASCII characters are considered, small letters as capitals; a foreign character becomes the most
 * likely one of these, with its small probability.
 */
final class CtcDecoder {

    /** What the recogniser says between characters. */
    private static final int BLANK = 0;

    private static final double WORTH_KEEPING = 0.002;
    private static final double LEAST = 1e-6;

    private final int classes;
    private final int[] considered;
    private final char[] meaning;

    /** @param characters of the classes 1 and following; a last class without one is a space */
    CtcDecoder(List<String> characters) {
        this.classes = characters.size() + 2;
        var indices = new ArrayList<Integer>();
        var meanings = new StringBuilder();
        for (int i = 0; i < characters.size(); i++) {
            String text = characters.get(i);
            if (text.length() == 1 && text.charAt(0) > ' ' && text.charAt(0) < 127) {
                indices.add(i + 1);
                meanings.append(normalised(text.charAt(0)));
            }
        }
        indices.add(characters.size() + 1);
        meanings.append(' ');
        this.considered = indices.stream().mapToInt(Integer::intValue).toArray();
        this.meaning = meanings.toString().toCharArray();
    }

    private static char normalised(char c) {
        return switch (c) {
            case ':', ',', '\'', '`', '"', '*', ';' -> '.';
            case '_', '~', '=' -> '-';
            case '|', '!', '[', ']' -> 'I';
            default -> Character.toUpperCase(c);
        };
    }

    int classes() {
        return classes;
    }

    /** @param probabilities of the classes, step by step */
    List<Glyph> decode(float[] probabilities, int steps) {
        var glyphs = new ArrayList<Glyph>();
        int previous = BLANK;
        for (int step = 0; step < steps; step++) {
            int from = step * classes;
            int best = best(probabilities, from);
            if (best == BLANK) {
                previous = BLANK;
                continue;
            }
            Glyph glyph = glyph(probabilities, from);
            boolean again = previous == best && !glyphs.isEmpty();
            if (!again) {
                glyphs.add(glyph);
            } else if (glyph.probability() > glyphs.get(glyphs.size() - 1).probability()) {
                glyphs.set(glyphs.size() - 1, glyph);
            }
            previous = best;
        }
        return List.copyOf(glyphs);
    }

    private int best(float[] probabilities, int from) {
        int best = BLANK;
        for (int i = 1; i < classes; i++) {
            if (probabilities[from + i] > probabilities[from + best]) {
                best = i;
            }
        }
        return best;
    }

    private Glyph glyph(float[] probabilities, int from) {
        Map<Character, Double> likely = new HashMap<>();
        char best = ' ';
        double most = LEAST;
        for (int i = 0; i < considered.length; i++) {
            double probability = Math.min(1, probabilities[from + considered[i]]);
            if (probability > most) {
                best = meaning[i];
                most = probability;
            }
            if (probability >= WORTH_KEEPING) {
                likely.merge(meaning[i], probability, Math::max);
            }
        }
        likely.remove(best);
        return new Glyph(best, most, likely);
    }
}
