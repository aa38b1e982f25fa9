package vn.trangtien.drivers;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to type. Case and separators do not count: {@code Register_Map} means {@code register-map}. */
public final class Suggestion {

    private Suggestion() {}

    /** {@code "; did you mean 'pms5003'?"}, or the list of what is known when nothing is near. */
    public static String sentence(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map("; did you mean '%s'?"::formatted)
                .orElseGet(() -> "; known are " + known.stream().sorted().toList());
    }

    /** The known word that is at most a third of its length away. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String wanted = plain(typed);
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(word -> distance(wanted, plain(word))))
                .filter(word -> distance(wanted, plain(word)) <= Math.max(1, word.length() / 3));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
    }

    /** Insertions, deletions, replacements and swaps of neighbours from one word to the other. */
    private static int distance(String a, String b) {
        var table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : step(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int step(int[][] table, String a, String b, int i, int j) {
        char last = a.charAt(i - 1);
        int best = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        best = Math.min(best, table[i - 1][j - 1] + (last == b.charAt(j - 1) ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && last == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
