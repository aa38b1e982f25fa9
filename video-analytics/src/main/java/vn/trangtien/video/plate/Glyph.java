package vn.trangtien.video.plate;

import java.util.List;
import java.util.Map;

/**
 * One character as it was recognised.
 *
 * @param best what it looks like most
 * @param probability how sure the recogniser is of it, above 0 and at most 1
 * @param others what else it may be, with probabilities
 */
public record Glyph(char best, double probability, Map<Character, Double> others) {

    /** @throws IllegalArgumentException if the probability is none */
    public Glyph {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability of a character must be above 0 and at most 1, but was " + probability);
        }
        others = Map.copyOf(others);
    }

    /** How likely it is this character, as the recogniser sees it. */
    public double probabilityOf(char character) {
        return character == best ? probability : others.getOrDefault(character, 0.0);
    }

    /** A line of characters that were read with certainty. */
    public static List<Glyph> of(String text) {
        return text.chars().mapToObj(c -> new Glyph((char) c, 1, Map.of())).toList();
    }

    /** Without the character: what was read is personal data until it is hashed. */
    @Override
    public String toString() {
        return "Glyph[hidden]";
    }
}
