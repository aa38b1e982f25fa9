package vn.trangtien.gateway.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text that people write. Stateless. */
public final class Utf8Text {

    private Utf8Text() {}

    /** A file that holds something else than UTF-8; the message says where, and what to do. */
    public static final class NotUtf8 extends IOException {

        private static final long serialVersionUID = 1L;

        NotUtf8(String message) {
            super(message);
        }
    }

    /**
     * The whole file, which must be small enough for the memory.
     *
     * @throws NotUtf8 if it is not in UTF-8
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            long line = text.chars().filter(character -> character == '\n').count() + 1;
            throw new NotUtf8(
                    "%s, line %d: the byte 0x%02X is not UTF-8, but the file must be; save it in UTF-8, for example with: iconv -f CP1258 -t UTF-8"
                            .formatted(file, line, bytes.get(bytes.position()) & 0xFF));
        }
        return text.toString();
    }
}
