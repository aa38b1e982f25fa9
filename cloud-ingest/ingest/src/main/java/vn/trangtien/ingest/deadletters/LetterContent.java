package vn.trangtien.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.payload.Payloads;
import vn.trangtien.ingest.wording.Printable;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.UndecodableException;

/**
 * What stands in a letter, for people. Everything in it was chosen by a device.
 *
 * @param headers as they were received, cut and printable
 * @param hex the first {@value #SHOWN} bytes, sixteen to a line, each line with its position before and as text behind
 * @param text the whole payload if it is short and a text in UTF-8
 * @param decoded what the decoder makes of it; empty if nothing
 * @param undecodable why the decoder makes nothing of it
 * @param bytes in all
 */
public record LetterContent(
        @Nullable String key,
        List<Line> headers,
        String hex,
        @Nullable String text,
        List<Line> decoded,
        @Nullable String undecodable,
        int bytes) {

    /** A name and what stands there. */
    public record Line(String name, String value) {}

    /** How many bytes are shown. */
    public static final int SHOWN = 2_048;

    private static final int ROW = 16;
    private static final int MAX_LINES = 200;
    private static final int MAX_VALUE = 500;

    public LetterContent {
        headers = List.copyOf(headers);
        decoded = List.copyOf(decoded);
    }

    static LetterContent of(DeadLetter letter, Original original) {
        var decoded = new ArrayList<Line>();
        String undecodable = null;
        try {
            describe(Payloads.decode(original.payload()), decoded);
        } catch (UndecodableException e) {
            undecodable = String.valueOf(e.getMessage());
        }
        return new LetterContent(
                original.key() == null ? null : Printable.text(original.key(), MAX_VALUE),
                original.headers().stream()
                        .limit(MAX_LINES)
                        .map(header -> line(header.name(), header.value()))
                        .toList(),
                hex(original.payload()),
                text(original.payload()).orElse(null),
                decoded,
                undecodable,
                letter.bytes());
    }

    private static void describe(KuraPayload payload, List<Line> lines) {
        payload.timestampMs().ifPresent(ms -> lines.add(line("timestamp", Long.toString(ms))));
        payload.position().ifPresent(at -> lines.add(line("position", at.latitude() + ", " + at.longitude())));
        for (Map.Entry<String, MetricValue> metric : payload.metrics().entrySet()) {
            if (lines.size() >= MAX_LINES) {
                lines.add(new Line("…", Integer.toString(payload.metrics().size())));
                break;
            }
            lines.add(line(metric.getKey(), value(metric.getValue())));
        }
        payload.body().ifPresent(body -> lines.add(line("body", body.length + " bytes")));
    }

    private static String value(MetricValue value) {
        if (value instanceof MetricValue.BytesValue bytes) {
            byte[] all = bytes.value();
            return HexFormat.of().formatHex(Arrays.copyOf(all, Math.min(all.length, ROW))) + " (" + all.length
                    + " bytes)";
        }
        if (value instanceof MetricValue.StringValue text) {
            return text.value();
        }
        return value instanceof MetricValue.Int64Value whole
                ? Long.toString(whole.value())
                : value instanceof MetricValue.BoolValue truth
                        ? Boolean.toString(truth.value())
                        : value.asNumber().isPresent()
                                ? Double.toString(value.asNumber().getAsDouble())
                                : "";
    }

    private static Line line(String name, String value) {
        return new Line(Printable.text(name, MAX_VALUE), Printable.text(value, MAX_VALUE));
    }

    private static Optional<String> text(byte[] payload) {
        if (payload.length == 0 || payload.length > SHOWN) {
            return Optional.empty();
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            boolean readable =
                    text.codePoints().noneMatch(c -> Printable.isUnprintable(c) && c != '\n' && c != '\t' && c != '\r');
            return readable ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    /** {@code 0000  48 65 …  He…}. */
    static String hex(byte[] payload) {
        var text = new StringBuilder();
        int shown = Math.min(payload.length, SHOWN);
        for (int at = 0; at < shown; at += ROW) {
            var bytes = new StringBuilder();
            var letters = new StringBuilder();
            for (int i = at; i < at + ROW; i++) {
                bytes.append(i < shown ? "%02x ".formatted(payload[i]) : "   ");
                if (i < shown) {
                    letters.append(payload[i] >= ' ' && payload[i] < 0x7f ? (char) payload[i] : '.');
                }
            }
            text.append("%04x  %s %s\n".formatted(at, bytes, letters));
        }
        return text.toString();
    }
}
