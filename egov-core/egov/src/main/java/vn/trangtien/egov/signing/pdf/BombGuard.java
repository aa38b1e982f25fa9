package vn.trangtien.egov.signing.pdf;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks at the streams that hold the structure of a PDF before PDFBox unpacks them in memory: a few kilobytes can become gigabytes.
 * Pictures and text are not looked at, because nobody here unpacks them.
 */
final class BombGuard {

    private static final int MAX_STREAM_BYTES = 64 << 20;
    private static final int CHUNK = 1 << 16;
    private static final int HEADER_BYTES = 2_000;

    private BombGuard() {}

    /** Whether no stream of structure is larger than 64 MB or packed more than once. */
    static boolean isHarmless(PdfBytes bytes) {
        return isHarmless(bytes, "/ObjStm") && isHarmless(bytes, "/XRef");
    }

    private static boolean isHarmless(PdfBytes bytes, String type) {
        for (int at = bytes.indexOf(type, 0); at >= 0; at = bytes.indexOf(type, at + 1)) {
            int data = bytes.indexOf("stream", at);
            if (data < 0 || data - at > HEADER_BYTES) {
                continue;
            }
            int object = Math.max(0, bytes.lastIndexOf("obj", at));
            String dictionary = new String(bytes.part(object, data), StandardCharsets.ISO_8859_1);
            if (dictionary.indexOf("Decode") != dictionary.lastIndexOf("Decode")
                    && dictionary.split("[A-Za-z0-9]+Decode\\b", -1).length > 2) {
                return false;
            }
            if (!fits(bytes, data + "stream".length())) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(PdfBytes bytes, int afterKeyword) {
        int from = afterKeyword;
        while (from < bytes.size() && (bytes.at(from) == '\r' || bytes.at(from) == '\n')) {
            from++;
        }
        var inflater = new Inflater();
        try {
            byte[] out = new byte[CHUNK];
            long total = 0;
            int at = from;
            while (!inflater.finished() && total <= MAX_STREAM_BYTES) {
                if (inflater.needsInput()) {
                    if (at >= bytes.size()) {
                        return true;
                    }
                    int end = Math.min(bytes.size(), at + CHUNK);
                    inflater.setInput(bytes.part(at, end));
                    at = end;
                }
                int got = inflater.inflate(out);
                if (got == 0 && inflater.needsDictionary()) {
                    return true;
                }
                total += got;
            }
            return total <= MAX_STREAM_BYTES;
        } catch (DataFormatException e) {
            // Not packed this way; whoever unpacks it will say so.
            return true;
        } finally {
            inflater.end();
        }
    }
}
