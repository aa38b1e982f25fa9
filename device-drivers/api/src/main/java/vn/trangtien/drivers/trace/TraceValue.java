package vn.trangtien.drivers.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A parameter of a device in a line: a number, {@code true}, {@code false}, a word, a duration such as {@code 30s}, a text in
 * quotes, or a list or map of these as in JSON.
 */
final class TraceValue {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,15}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./:-]*");
    private static final int DEEPEST = 12;

    private final String text;
    private int at;

    private TraceValue(String text) {
        this.text = text;
    }

    static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> LineText.quoted(String.valueOf(entry.getKey())) + ":" + nested(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TraceValue::nested).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof String word
                && PLAIN.matcher(word).matches()
                && plain(word).equals(word)) {
            return word;
        }
        return value instanceof String other ? LineText.quoted(other) : String.valueOf(value);
    }

    private static String nested(Object value) {
        return value instanceof String word ? LineText.quoted(word) : write(value);
    }

    static Object read(String text) throws LineMistake {
        var reader = new TraceValue(text);
        Object value = reader.value(0);
        if (reader.at != text.length()) {
            throw new LineMistake("a value must end at '%s', but is '%s'".formatted(text.substring(reader.at), text));
        }
        return value;
    }

    static String unquoted(String raw) throws LineMistake {
        if (!raw.startsWith("\"")) {
            return raw;
        }
        var reader = new TraceValue(raw);
        String value = reader.string();
        if (reader.at != raw.length()) {
            throw new LineMistake("a text must end with its quote, but is " + raw);
        }
        return value;
    }

    private Object value(int depth) throws LineMistake {
        if (depth > DEEPEST) {
            throw new LineMistake("a value must not be nested deeper than %d".formatted(DEEPEST));
        }
        if (is('"')) {
            return string();
        }
        if (is('[')) {
            return list(depth);
        }
        if (is('{')) {
            return map(depth);
        }
        int start = at;
        while (at < text.length() && (depth == 0 || ",]} ".indexOf(text.charAt(at)) < 0)) {
            at++;
        }
        return plain(text.substring(start, at));
    }

    private static Object plain(String word) {
        if (WHOLE.matcher(word).matches()) {
            return Long.parseLong(word);
        }
        if (HEX.matcher(word).matches()) {
            return Long.parseLong(word.substring(2), 16);
        }
        if (NUMBER.matcher(word).matches()) {
            return Double.parseDouble(word);
        }
        if (word.equals("true") || word.equals("false")) {
            return Boolean.parseBoolean(word);
        }
        Matcher duration = DURATION.matcher(word);
        return duration.matches()
                ? duration(Long.parseLong(duration.group(1)), duration.group(2)).toString()
                : word;
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private List<Object> list(int depth) throws LineMistake {
        var list = new ArrayList<>();
        at++;
        skip();
        while (!is(']')) {
            list.add(value(depth + 1));
            separator(']');
        }
        at++;
        return list;
    }

    private Map<String, Object> map(int depth) throws LineMistake {
        var map = new LinkedHashMap<String, Object>();
        at++;
        skip();
        while (!is('}')) {
            if (!is('"')) {
                throw new LineMistake("a name in quotes was expected at '%s'".formatted(text.substring(at)));
            }
            String name = string();
            skip();
            if (!is(':')) {
                throw new LineMistake("':' was expected behind \"%s\"".formatted(name));
            }
            at++;
            skip();
            map.put(name, value(depth + 1));
            separator('}');
        }
        at++;
        return map;
    }

    private void separator(char end) throws LineMistake {
        skip();
        if (is(',')) {
            at++;
            skip();
        } else if (!is(end)) {
            throw new LineMistake("',' or '%s' was expected at '%s'".formatted(end, text.substring(at)));
        }
    }

    private String string() throws LineMistake {
        var value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        if (at >= text.length()) {
            throw new LineMistake("a text must end with a quote, but is " + text);
        }
        at++;
        return value.toString();
    }

    private char escaped() throws LineMistake {
        char kind = at < text.length() ? text.charAt(at++) : ' ';
        return switch (kind) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '"', '\\', '/' -> kind;
            case 'u' -> {
                String digits = text.substring(at, Math.min(at + 4, text.length()));
                if (digits.length() < 4 || !Hex.isHex(digits)) {
                    throw new LineMistake("\\u needs four digits, but has '%s'".formatted(digits));
                }
                at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default ->
                throw new LineMistake("a backslash must be followed by r, n, t, u, quote or backslash, but is by '%s'"
                        .formatted(kind));
        };
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void skip() {
        while (is(' ')) {
            at++;
        }
    }
}
