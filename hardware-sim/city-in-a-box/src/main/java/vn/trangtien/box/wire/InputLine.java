package vn.trangtien.box.wire;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A payload as text, perhaps with its topic before it as {@code mosquitto_sub -F '%t %x'} prints it.
 *
 * @param topic what stood before the payload
 * @param payload the bytes; compared by identity, as arrays are
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record InputLine(Optional<String> topic, byte[] payload) {

    /** A topic holds a slash, hexadecimal digits do not. */
    private static final Pattern TOPIC_AND_HEX = Pattern.compile("(.*/\\S*)\\s(.*)");

    /** Hexadecimal digits of either case, with or without blanks between the bytes. */
    public static InputLine hex(String line) throws BadInput {
        Matcher matcher = TOPIC_AND_HEX.matcher(line);
        if (matcher.matches()) {
            return new InputLine(Optional.of(matcher.group(1).strip()), digits(line, matcher.start(2)));
        }
        return new InputLine(Optional.empty(), digits(line, 0));
    }

    /** Base64 with padding, the topic before it if there is a blank. */
    public static InputLine base64(String line) throws BadInput {
        String text = line.strip();
        int blank = text.lastIndexOf(' ');
        Optional<String> topic = blank < 0
                ? Optional.empty()
                : Optional.of(text.substring(0, blank).strip());
        return new InputLine(topic, base64("base64", text.substring(blank + 1)));
    }

    /** @param what names the text in the message of a failure */
    static byte[] base64(String what, String text) throws BadInput {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput("%s: %s".formatted(what, e.getMessage()));
        }
    }

    private static byte[] digits(String line, int from) throws BadInput {
        var digits = new StringBuilder(line.length() - from);
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            if (!HexFormat.isHexDigit(c)) {
                throw new BadInput(
                        "hexadecimal text must hold 0-9 and a-f only, but character %d is '%s'".formatted(i + 1, c));
            }
            digits.append(c);
        }
        if (digits.length() % 2 != 0) {
            throw new BadInput("hexadecimal text must hold two digits a byte, but has " + digits.length());
        }
        return HexFormat.of().parseHex(digits);
    }
}
