package vn.trangtien.ingest.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads a request's body within its bounds of size and time, and decompresses it within another. Thread-safe. */
final class BodyReader {

    private static final int CHUNK = 16 * 1024;

    private final int maxBytes;
    private final int maxInflated;
    private final Duration within;
    private final LongSupplier nanos;

    BodyReader(IntakeProperties properties, LongSupplier nanos) {
        this.maxBytes = properties.maxBodyBytes();
        this.maxInflated = properties.maxInflatedBytes();
        this.within = properties.readWithin();
        this.nanos = nanos;
    }

    /**
     * The bytes as they were sent.
     *
     * @param announced length that the sender told, -1 if it did not
     */
    byte[] read(InputStream in, long announced) throws IOException {
        if (announced > maxBytes) {
            throw tooLarge(maxBytes);
        }
        long start = nanos.getAsLong();
        var out = new ByteArrayOutputStream((int) Math.max(CHUNK, Math.min(announced, maxBytes)));
        byte[] chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (n > maxBytes - out.size()) {
                throw tooLarge(maxBytes);
            }
            out.write(chunk, 0, n);
            if (nanos.getAsLong() - start > within.toNanos()) {
                throw IntakeRefused.of(
                        HttpStatus.REQUEST_TIMEOUT,
                        "yêu cầu phải đến đủ trong %d giây",
                        "a request must have arrived within %d seconds",
                        within.toSeconds());
            }
        }
        return out.toByteArray();
    }

    /** @param encoding the header Content-Encoding */
    byte[] inflate(byte[] body, @Nullable String encoding) {
        String named = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (named) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> gunzip(body);
            default ->
                throw IntakeRefused.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Encoding phải là gzip hoặc bỏ trống, nhưng là '%s'",
                        "Content-Encoding must be gzip or left out, but was '%s'",
                        Words.printable(named));
        };
    }

    private byte[] gunzip(byte[] body) {
        var out = new ByteArrayOutputStream(CHUNK);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body), CHUNK)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = gzip.read(chunk); n >= 0; n = gzip.read(chunk)) {
                if (n > maxInflated - out.size()) {
                    throw tooLarge(maxInflated);
                }
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        } catch (IOException damaged) {
            throw IntakeRefused.of(
                    HttpStatus.BAD_REQUEST,
                    "nội dung không phải gzip nguyên vẹn: %s",
                    "the body is no intact gzip: %s",
                    Words.printable(String.valueOf(damaged.getMessage())));
        }
    }

    private static IntakeRefused tooLarge(int most) {
        return IntakeRefused.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "một yêu cầu có nhiều nhất %1$d byte; hãy chia thành nhiều yêu cầu",
                "a request may have %1$d bytes; send it in several",
                most);
    }
}
