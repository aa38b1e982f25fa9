package vn.trangtien.video.plate;

import java.util.List;
import java.util.Map;

/** Letters and digits of plates, and what they are taken for. */
final class Characters {

    static final String DIGITS = "0123456789";

    /** The letters of ordinary series: no I, J, O, Q, R or W. */
    static final String SERIES = "ABCDEFGHKLMNPSTUVXYZ";

    /** No recogniser of the product knows it; it reads D. */
    static final char BARRED_D = 'Đ';

    /** What was read -> what it may be instead -> how likely that is; judged by shape, not measured. */
    private static final Map<Character, Map<Character, Double>> CONFUSED = Map.ofEntries(
            Map.entry('O', Map.of('0', 0.9, 'D', 0.6, 'Q', 0.4, 'C', 0.3, 'U', 0.3, 'G', 0.2)),
            Map.entry('Q', Map.of('0', 0.7, 'G', 0.3, 'D', 0.3)),
            Map.entry('D', Map.of('0', 0.8, BARRED_D, 1.0)),
            Map.entry('U', Map.of('0', 0.5, 'V', 0.3)),
            Map.entry('C', Map.of('0', 0.4, 'G', 0.4)),
            Map.entry('I', Map.of('1', 0.9, 'T', 0.3, 'L', 0.3)),
            Map.entry('J', Map.of('1', 0.5, '3', 0.2, 'U', 0.2)),
            Map.entry('L', Map.of('1', 0.6, '4', 0.3)),
            Map.entry('T', Map.of('1', 0.5, '7', 0.6)),
            Map.entry('Y', Map.of('7', 0.3, '1', 0.2, 'V', 0.4)),
            Map.entry('Z', Map.of('2', 0.8, '7', 0.3)),
            Map.entry('S', Map.of('5', 0.8, '8', 0.3)),
            Map.entry('B', Map.of('8', 0.8, '3', 0.3, '6', 0.2)),
            Map.entry('G', Map.of('6', 0.8, '0', 0.3, '9', 0.2)),
            Map.entry('A', Map.of('4', 0.7)),
            Map.entry('P', Map.of('9', 0.3, 'F', 0.3)),
            Map.entry('R', Map.of('8', 0.3, 'A', 0.3, 'K', 0.2)),
            Map.entry('W', Map.of('M', 0.3, 'V', 0.2)),
            Map.entry('0', Map.of('D', 0.6, 'U', 0.5, 'G', 0.3, 'C', 0.3, 'Q', 0.4)),
            Map.entry('1', Map.of('L', 0.5, 'T', 0.5)),
            Map.entry('2', Map.of('Z', 0.7)),
            Map.entry('3', Map.of('B', 0.3)),
            Map.entry('4', Map.of('A', 0.7, 'L', 0.2)),
            Map.entry('5', Map.of('S', 0.7)),
            Map.entry('6', Map.of('G', 0.6, 'E', 0.3, 'C', 0.2)),
            Map.entry('7', Map.of('T', 0.6, 'Z', 0.3, 'Y', 0.3)),
            Map.entry('8', Map.of('B', 0.7, 'S', 0.3)),
            Map.entry('9', Map.of('P', 0.3, 'G', 0.2)));

    private Characters() {}

    /** How likely a character that was read as one thing is another; 0 if it never is. */
    static double mistaken(char read, char wanted) {
        return CONFUSED.getOrDefault(read, Map.of()).getOrDefault(wanted, 0.0);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Letters and digits of a text, without what separates them. */
    static String of(String text) {
        var kept = new StringBuilder();
        text.chars().filter(Character::isLetterOrDigit).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    static double geometricMean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.log(value);
        }
        return Math.exp(sum / values.size());
    }
}
