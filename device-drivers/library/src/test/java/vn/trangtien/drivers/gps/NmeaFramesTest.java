package vn.trangtien.drivers.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.framing.FrameReader;
import vn.trangtien.drivers.framing.FrameShape;
import vn.trangtien.drivers.framing.FrameShapeContract;

class NmeaFramesTest extends FrameShapeContract {

    @Override
    protected FrameShape shape() {
        return new NmeaShape();
    }

    @Override
    protected byte[] frame(Random source) {
        var content = new StringBuilder("GPGGA");
        for (int i = source.nextInt(60); i > 0; i--) {
            content.append("0123456789,.NSEW".charAt(source.nextInt(16)));
        }
        return sentence(content.toString());
    }

    @Override
    protected boolean isFrame(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int star = text.indexOf('*');
        if (text.length() > 82 || star < 2 || !text.matches("(?s)\\$[A-Z][ -~]*\\*[0-9A-Fa-f]{2}\r?\n")) {
            return false;
        }
        String content = text.substring(1, star);
        return !content.contains("$")
                && text.substring(star).trim().length() == 3
                && Integer.parseInt(text.substring(star + 1, star + 3), 16) == checksum(content);
    }

    /** Public examples; of those collected, two had wrong checksums and are not here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
                "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76",
                "$GNRMC,,V,,,,,,,,,,N,V*37"
            })
    void publishedSentencesHaveRightChecksums(String published) {
        byte[] line = (published + "\r\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(isFrame(line)).isTrue();
        assertThat(new FrameReader(shape()).accept(line)).containsExactly(line);
    }

    @Test
    void aSentenceLongerThanTheStandardIsNone() {
        assertThat(new FrameReader(shape()).accept(sentence("GPTXT," + "A".repeat(70))))
                .hasSize(1);
        assertThat(new FrameReader(shape()).accept(sentence("GPTXT," + "A".repeat(71))))
                .isEmpty();
    }

    @Test
    void aSentenceThatBeginsAnewCounts() {
        byte[] whole = sentence("GPRMC,1");

        assertThat(new FrameReader(shape())
                        .accept(("$GPGGA,1235" + new String(whole, StandardCharsets.US_ASCII))
                                .getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(whole);
    }

    static byte[] sentence(String content) {
        return "$%s*%02X\r\n".formatted(content, checksum(content)).getBytes(StandardCharsets.US_ASCII);
    }

    private static int checksum(String content) {
        int sum = 0;
        for (char character : content.toCharArray()) {
            sum ^= character;
        }
        return sum;
    }
}
