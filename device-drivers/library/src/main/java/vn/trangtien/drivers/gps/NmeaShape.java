package vn.trangtien.drivers.gps;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.trangtien.drivers.framing.FrameShape;

/**
 * Sentences of NMEA 0183: {@code $}, at most 82 printable characters with the line end, {@code *} and the exclusive or of
 * everything between the two in two hexadecimal digits. A second {@code $} begins a sentence anew.
 */
final class NmeaShape implements FrameShape {

    private static final int LONGEST = 82;
    private static final Pattern SENTENCE = Pattern.compile("\\$([A-Z][^$*]*)\\*([0-9A-Fa-f]{2})\\r?\\n");

    @Override
    public String signature() {
        return "$..GGA or $..RMC";
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public int length(byte[] bytes, int filled) {
        if (bytes[0] != '$') {
            return NO_FRAME;
        }
        for (int i = 1; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
            boolean mayBeInside = (bytes[i] >= ' ' && bytes[i] <= '~' && bytes[i] != '$') || bytes[i] == '\r';
            if (!mayBeInside) {
                return NO_FRAME;
            }
        }
        return filled + 1;
    }

    @Override
    public boolean sumFits(byte[] frame) {
        Matcher sentence = SENTENCE.matcher(text(frame));
        return sentence.matches() && sum(sentence.group(1)) == Integer.parseInt(sentence.group(2), 16);
    }

    /** The text between {@code $} and {@code *} of a sentence whose sum is right. */
    static String content(byte[] frame) {
        String sentence = text(frame);
        return sentence.substring(1, sentence.indexOf('*'));
    }

    private static int sum(String content) {
        return content.chars().reduce(0, (sum, character) -> sum ^ character);
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.US_ASCII);
    }
}
