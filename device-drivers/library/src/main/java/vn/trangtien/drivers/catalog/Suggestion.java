package vn.trangtien.drivers.catalog;

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

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
