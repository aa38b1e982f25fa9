package vn.trangtien.city.alarm.core;

import java.util.regex.Pattern;

/**
 * Which sources a rule watches, as {@code account/gateway/asset/channel} where {@code *} stands for any text without a
 * slash, also within a part ({@code hue/*}{@code /river/level}, {@code *}{@code /*}{@code /cam-*}{@code /*}).
 */
public final class SourcePattern {

    private final String text;
    private final Pattern pattern;

    public SourcePattern(String text) {
        if (text.isBlank() || text.startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException(
                    "a pattern is parts between slashes like hue/*/river/level, but was '" + text + "'");
        }
        this.text = text;
        this.pattern = Pattern.compile(Pattern.compile("[^*]+|\\*")
                .matcher(text)
                .replaceAll(part -> part.group().equals("*") ? "[^/]*" : quoted(part.group())));
    }

    public boolean matches(String source) {
        return pattern.matcher(source).matches();
    }

    /** How many parts the pattern has. */
    public int parts() {
        return text.split("/", -1).length;
    }

    @Override
    public String toString() {
        return text;
    }

    private static String quoted(String literal) {
        return java.util.regex.Matcher.quoteReplacement(Pattern.quote(literal));
    }
}
