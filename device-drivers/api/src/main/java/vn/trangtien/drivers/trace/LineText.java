package vn.trangtien.drivers.trace;

import java.math.BigDecimal;
import java.util.Optional;

/** Writes one line: words and fields, separated by spaces. */
final class LineText {

    /** The word that begins the lines about devices; a bus of this name is quoted. */
    static final String DEVICE = "device";

    private final StringBuilder text = new StringBuilder();

    private LineText() {}

    LineText(String bus) {
        if (bus.equals(DEVICE)) {
            text.append(quoted(bus));
        } else {
            word(bus);
        }
    }

    static LineText device(String id) {
        var line = new LineText();
        line.text.append(DEVICE);
        return line.word(id);
    }

    LineText word(String word) {
        if (text.length() > 0) {
            text.append(' ');
        }
        text.append(isPlain(word) ? word : quoted(word));
        return this;
    }

    LineText field(String key, Object plain) {
        text.append(' ').append(key).append('=').append(plain);
        return this;
    }

    /** A text in quotes. */
    LineText text(String key, String value) {
        return field(key, quoted(value));
    }

    LineText hex(String key, Bytes bytes) {
        return field(key, bytes);
    }

    /** Text where that is what it is, else hexadecimal. */
    LineText data(String key, Bytes bytes) {
        return bytes.looksLikeText() ? text(key, bytes.asText()) : hex(key, bytes);
    }

    String failure(Optional<Failure> failure) {
        failure.ifPresent(failed ->
                text.append(" err=").append(failed.error()).append(' ').append(quoted(failed.message())));
        return text.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Seconds with six decimals, or nine where they are needed. */
    static String seconds(long nanos) {
        String sign = nanos < 0 ? "-" : "";
        long whole = Math.abs(nanos / 1_000_000_000L);
        long rest = Math.abs(nanos % 1_000_000_000L);
        return rest % 1_000 == 0
                ? "%s%d.%06d".formatted(sign, whole, rest / 1_000)
                : "%s%d.%09d".formatted(sign, whole, rest);
    }

    /** Without an exponent and without a needless fraction. */
    static String number(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\r' -> quoted.append("\\r");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' '
                            || Character.isSurrogate(c)
                            || c == '\u007f'
                            || c == '\u2028'
                            || c == '\u2029'
                            || c == '\u0085') {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(String word) {
        return word.matches("[\\p{L}\\p{N}_.:/+-]+");
    }
}
