package vn.trangtien.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import vn.trangtien.wire.UndecodableException.Reason;

/**
 * Between {@link KuraPayload} and bytes, exactly as an Eclipse Kura gateway writes and reads them. Thread-safe: no state.
 *
 * <p>The format is protocol buffers (proto2, package {@code kuradatatypes}), hand-written because the three small messages do
 * not justify a runtime library on the gateway.
 */
public final class KuraCodec {

    /** The largest message a Kura gateway sends, hence the most a compressed one may inflate to. */
    public static final int DEFAULT_MAX_INFLATED_BYTES = 16 * 1024 * 1024;

    private static final int CHUNK = 8 * 1024;

    private KuraCodec() {}

    /** The plain form. */
    public static byte[] encode(KuraPayload payload) {
        return PayloadWriter.write(payload);
    }

    /**
     * As {@link #encode(KuraPayload)}, compressed if asked for.
     *
     * @param gzip whether to send the compressed form where it is strictly shorter
     */
    public static byte[] encode(KuraPayload payload, boolean gzip) {
        byte[] plain = encode(payload);
        if (!gzip) {
            return plain;
        }
        byte[] compressed = compress(plain);
        return compressed.length < plain.length ? compressed : plain;
    }

    /** As {@link #decode(byte[], int)} with {@link #DEFAULT_MAX_INFLATED_BYTES}. */
    public static KuraPayload decode(byte[] bytes) throws UndecodableException {
        return decode(bytes, DEFAULT_MAX_INFLATED_BYTES);
    }

    /**
     * Reads a message, compressed or not: the first two bytes decide, and bytes that only look compressed are read as they
     * are. No bytes at all are an empty payload.
     *
     * @param maxInflatedBytes the most that a compressed message may inflate to
     * @throws UndecodableException the only error, whatever the bytes
     */
    public static KuraPayload decode(byte[] bytes, int maxInflatedBytes) throws UndecodableException {
        if (isCompressed(bytes)) {
            Optional<byte[]> inflated = inflate(bytes, maxInflatedBytes);
            if (inflated.isPresent()) {
                return PayloadReader.read(inflated.get());
            }
        }
        return PayloadReader.read(bytes);
    }

    /** As {@link #decode(byte[])}, but bytes that cannot be read become the body of an otherwise empty payload, as in Kura. */
    public static KuraPayload decodeOrWrap(byte[] bytes) {
        try {
            return decode(bytes);
        } catch (UndecodableException foreign) {
            return KuraPayload.builder().body(bytes).build();
        }
    }

    /** A plain payload never starts like this: it would be field 3 of the illegal wire type 7. */
    private static boolean isCompressed(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] compress(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 2 + 32);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    /** Empty if the bytes are not gzip after all. */
    private static Optional<byte[]> inflate(byte[] bytes, int max) throws UndecodableException {
        var out = new ByteArrayOutputStream(CHUNK);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), CHUNK)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = gzip.read(chunk); n >= 0; n = gzip.read(chunk)) {
                if (n > max - out.size()) {
                    throw new UndecodableException(
                            Reason.TOO_LARGE,
                            "a compressed message of %d bytes inflates to more than the allowed %d"
                                    .formatted(bytes.length, max));
                }
                out.write(chunk, 0, n);
            }
            return Optional.of(out.toByteArray());
        } catch (IOException notGzip) {
            return Optional.empty();
        }
    }
}
