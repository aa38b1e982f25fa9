package vn.trangtien.platform.privacy;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How values of one kind are shown to those who need not see them. What cannot be masked by its rule is hidden as a whole.
 *
 * @param keepFirst characters that stay at the beginning
 * @param keepLast characters that stay at the end
 * @param clearFor names of roles that see the whole value
 */
record Mask(DataKind kind, Style style, int keepFirst, int keepLast, Set<String> clearFor) {

    /** What stays. */
    enum Style {
        CHARACTERS,
        WORDS,
        EMAIL,
        YEAR,
        ALL
    }

    private static final String HIDDEN = "•";
    private static final String ALL_HIDDEN = HIDDEN.repeat(6);
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(\\d{4})(?!\\d)");

    Mask {
        clearFor = Set.copyOf(clearFor);
        if (keepFirst < 0 || keepLast < 0) {
            throw new IllegalArgumentException(
                    "mask of %s: keepFirst and keepLast must be 0 or more, but were %d and %d"
                            .formatted(kind, keepFirst, keepLast));
        }
    }

    String apply(String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return "";
        }
        return switch (style) {
            case CHARACTERS -> characters(text);
            case WORDS -> words(text);
            case EMAIL -> email(text);
            case YEAR -> year(text);
            case ALL -> ALL_HIDDEN;
        };
    }

    /** A value that is hardly longer than what may stay would be given away by it. */
    private String characters(String text) {
        int hidden = text.length() - keepFirst - keepLast;
        if (hidden < keepFirst + keepLast) {
            return ALL_HIDDEN;
        }
        return text.substring(0, keepFirst) + HIDDEN.repeat(hidden) + text.substring(text.length() - keepLast);
    }

    /** Nguyễn Văn An becomes N. V. An: the last word is the given name. */
    private String words(String text) {
        String[] words = text.split("\\s+");
        if (words.length == 1) {
            return text.substring(0, Math.min(keepFirst, text.length())) + HIDDEN.repeat(3);
        }
        String initials = Arrays.stream(words, 0, words.length - 1)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + ".")
                .collect(Collectors.joining(" "));
        return initials + " " + words[words.length - 1];
    }

    private String email(String text) {
        int at = text.lastIndexOf('@');
        return at <= keepFirst ? ALL_HIDDEN : text.substring(0, keepFirst) + HIDDEN.repeat(3) + text.substring(at);
    }

    private static String year(String text) {
        Matcher year = YEAR.matcher(text);
        return year.find() ? HIDDEN.repeat(2) + "/" + HIDDEN.repeat(2) + "/" + year.group(1) : ALL_HIDDEN;
    }
}
