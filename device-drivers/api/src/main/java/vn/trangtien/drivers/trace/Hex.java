package vn.trangtien.drivers.trace;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Reads bytes and times as people write them. */
final class Hex {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

    private Hex() {}

    /** Pairs of digits, apart or joined, or one text in quotes. */
    static Bytes bytes(String what, List<String> words) throws LineMistake {
        if (words.size() == 1 && words.get(0).startsWith("\"")) {
            return Bytes.ofText(TraceValue.unquoted(words.get(0)));
        }
        var bytes = new ByteArrayOutputStream();
        for (String word : words) {
            String digits = word.startsWith("0x") || word.startsWith("0X") ? word.substring(2) : word;
            if (digits.length() % 2 != 0 || !isHex(digits)) {
                throw new LineMistake("%s must be bytes such as 42 4d, but has '%s'".formatted(what, word));
            }
            for (int i = 0; i < digits.length(); i += 2) {
                bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
            }
        }
        return Bytes.of(bytes.toByteArray());
    }

    static boolean isHex(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    static long nanos(String what, String seconds) throws LineMistake {
        try {
            BigDecimal value = new BigDecimal(seconds);
            if (value.abs().compareTo(LONGEST_SECONDS) < 0) {
                return value.multiply(NANOS).setScale(0, RoundingMode.HALF_UP).longValueExact();
            }
        } catch (NumberFormatException e) {
            throw new LineMistake("%s must be seconds such as 0.001234, but was '%s'".formatted(what, seconds));
        }
        throw new LineMistake("%s must be less than a milliard seconds, but was '%s'".formatted(what, seconds));
    }
}
