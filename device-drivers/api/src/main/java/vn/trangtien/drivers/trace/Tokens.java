package vn.trangtien.drivers.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.trangtien.drivers.DeviceError;

/** The words of a line and its fields; a field holds what follows its equals sign up to the next field. */
final class Tokens {

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final String line;
    private int next;

    private Tokens(String line) {
        this.line = line;
    }

    static Tokens of(String line) throws LineMistake {
        var tokens = new Tokens(line);
        List<String> values = tokens.words;
        for (String token : split(line)) {
            int equals = keyLength(token);
            if (equals < 0) {
                values.add(token);
                continue;
            }
            values = new ArrayList<>();
            if (equals + 1 < token.length()) {
                values.add(token.substring(equals + 1));
            }
            if (tokens.fields.put(token.substring(0, equals), values) != null) {
                throw new LineMistake(
                        "a line must name each field once, but has '%s=' twice".formatted(token.substring(0, equals)));
            }
            if (token.startsWith("t=")) {
                values = tokens.words; // the time is one value; what happened follows it
            }
        }
        return tokens;
    }

    /** Spaces within quotes do not separate. */
    private static List<String> split(String line) throws LineMistake {
        List<String> tokens = new ArrayList<>();
        var token = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (inQuotes && c == '\\' && i + 1 < line.length()) {
                token.append(c).append(line.charAt(++i));
            } else if (!inQuotes && (c == ' ' || c == '\t')) {
                if (token.length() > 0) {
                    tokens.add(token.toString());
                    token.setLength(0);
                }
            } else {
                inQuotes ^= c == '"';
                token.append(c);
            }
        }
        if (inQuotes) {
            throw new LineMistake("a text must end with a quote, but there is none behind " + token);
        }
        if (token.length() > 0) {
            tokens.add(token.toString());
        }
        return tokens;
    }

    private static int keyLength(String token) {
        int equals = token.indexOf('=');
        return equals > 0 && token.substring(0, equals).matches("[A-Za-z][A-Za-z0-9_-]*") ? equals : -1;
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    boolean hasWord(String word) {
        return next < words.size() && words.get(next).equals(word);
    }

    int wordsLeft() {
        return words.size() - next;
    }

    /** The next word as it stands, with its quotes. */
    Optional<String> peek() {
        return next < words.size() ? Optional.of(words.get(next)) : Optional.empty();
    }

    String word(String what) throws LineMistake {
        if (next >= words.size()) {
            throw new LineMistake("expected %s, but the line ends; it is '%s'".formatted(what, line));
        }
        return TraceValue.unquoted(words.get(next++));
    }

    /** Takes a field: later it is no longer unknown. */
    Optional<List<String>> take(String key) {
        return Optional.ofNullable(fields.remove(key));
    }

    /** The names of the fields not yet taken. */
    List<String> keys() {
        return List.copyOf(fields.keySet());
    }

    Optional<String> one(String key) throws LineMistake {
        Optional<List<String>> values = take(key);
        if (values.isPresent() && values.get().size() != 1) {
            throw new LineMistake("%s= needs one value, but has %s".formatted(key, values.get()));
        }
        return values.map(list -> list.get(0));
    }

    String text(String key) throws LineMistake {
        return TraceValue.unquoted(need(key));
    }

    Optional<String> optionalText(String key) throws LineMistake {
        Optional<String> raw = one(key);
        return raw.isPresent() ? Optional.of(TraceValue.unquoted(raw.get())) : Optional.empty();
    }

    int whole(String key) throws LineMistake {
        return whole(key, need(key));
    }

    int whole(String key, int usual) throws LineMistake {
        Optional<String> raw = one(key);
        return raw.isPresent() ? whole(key, raw.get()) : usual;
    }

    static int whole(String key, String raw) throws LineMistake {
        try {
            return Integer.decode(raw);
        } catch (NumberFormatException e) {
            throw new LineMistake("%s must be a whole number such as 9600 or 0x76, but was '%s'".formatted(key, raw));
        }
    }

    double number(String key) throws LineMistake {
        String raw = need(key);
        try {
            return Double.parseDouble(raw);
        } catch (NumberFormatException e) {
            throw new LineMistake("%s must be a number, but was '%s'".formatted(key, raw));
        }
    }

    /** 0 or 1. */
    boolean level(String key) throws LineMistake {
        String raw = need(key);
        if (!raw.equals("0") && !raw.equals("1")) {
            throw new LineMistake("%s must be 0 or 1, but was '%s'".formatted(key, raw));
        }
        return raw.equals("1");
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) throws LineMistake {
        return choice(key, need(key), type);
    }

    static <E extends Enum<E>> E choice(String what, String raw, Class<E> type) throws LineMistake {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(raw)) {
                return constant;
            }
        }
        throw new LineMistake("%s must be one of %s, but was '%s'"
                .formatted(
                        what,
                        List.of(type.getEnumConstants()).stream()
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")),
                        raw));
    }

    /** Hexadecimal or a text in quotes; nothing if the field is missing. */
    Bytes bytes(String key) throws LineMistake {
        Optional<List<String>> values = take(key);
        return values.isPresent() ? Hex.bytes(key, values.get()) : Bytes.NONE;
    }

    long nanos(String key) throws LineMistake {
        return Hex.nanos(key, need(key));
    }

    Optional<Failure> failure() throws LineMistake {
        Optional<List<String>> values = take("err");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = values.get();
        if (parts.isEmpty() || parts.size() > 2) {
            throw new LineMistake(
                    "err= needs an error and a text, such as err=TIMEOUT \"no answer\", but has " + parts);
        }
        String message = parts.size() == 2 ? TraceValue.unquoted(parts.get(1)) : parts.get(0);
        return Optional.of(new Failure(choice("err", parts.get(0), DeviceError.class), message));
    }

    /** Complains of what nobody took. */
    void end() throws LineMistake {
        if (next < words.size()) {
            throw new LineMistake("nothing was expected at '%s'".formatted(words.get(next)));
        }
        if (!fields.isEmpty()) {
            throw new LineMistake("'%s=' does not belong into this line"
                    .formatted(fields.keySet().iterator().next()));
        }
    }

    private String need(String key) throws LineMistake {
        return one(key).orElseThrow(() -> new LineMistake("expected %s=…, but the line is '%s'".formatted(key, line)));
    }
}
