package vn.trangtien.gateway.counter;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import vn.trangtien.gateway.pipeline.CounterMemory.Count;

/**
 * The text of the file: a head line, one line {@code device channel carried raw} for each counter with names as in a URL, and a
 * checksum of everything before it, so that a half-written or edited file is not taken for counts.
 */
final class CounterText {

    private static final String HEAD = "trangtien-counters 1";
    private static final String SUM = "crc32 ";

    private CounterText() {}

    /** Which counter. */
    record Key(String device, String channel) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDevice = device.compareTo(other.device);
            return byDevice != 0 ? byDevice : channel.compareTo(other.channel);
        }
    }

    static String write(Map<Key, Count> counts) {
        var text = new StringBuilder(HEAD).append('\n');
        new TreeMap<>(counts)
                .forEach((key, count) -> text.append(encoded(key.device()))
                        .append(' ')
                        .append(encoded(key.channel()))
                        .append(' ')
                        .append(count.carried())
                        .append(' ')
                        .append(count.raw())
                        .append('\n'));
        return text + SUM + checksum(text.toString()) + "\n";
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    static Map<Key, Count> read(String text) {
        int sumAt = text.lastIndexOf(SUM);
        if (!text.startsWith(HEAD + "\n") || sumAt < 0) {
            throw new IllegalArgumentException(
                    "needs '%s' in its first and '%s' in its last line".formatted(HEAD, SUM));
        }
        String body = text.substring(0, sumAt);
        String sum = text.substring(sumAt + SUM.length()).strip();
        if (!sum.equals(checksum(body))) {
            throw new IllegalArgumentException("checksum is %s, but should be %s".formatted(sum, checksum(body)));
        }
        Map<Key, Count> counts = new TreeMap<>();
        for (String line : body.lines().skip(1).toList()) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.size() != 4) {
                throw new IllegalArgumentException("needs four words in '" + line + "'");
            }
            counts.put(
                    new Key(decoded(words.get(0)), decoded(words.get(1))),
                    new Count(finite(words.get(2)), finite(words.get(3))));
        }
        return counts;
    }

    private static double finite(String word) {
        double number = Double.parseDouble(word);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("counts must be finite, but one was " + word);
        }
        return number;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String decoded(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
