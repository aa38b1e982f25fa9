package vn.trangtien.egov.signing.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import vn.trangtien.egov.signing.FileContent;

/**
 * The bytes of a PDF, for reading the file as it was when it was shorter. A file on the disk is mapped, not read, so a scan of
 * hundreds of megabytes takes no heap. Not for files of 2 GB or more.
 */
public final class PdfBytes {

    private final ByteBuffer bytes;

    private PdfBytes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    public static PdfBytes of(FileContent file) throws IOException {
        if (file.file().isEmpty()) {
            return new PdfBytes(ByteBuffer.wrap(file.bytes()).asReadOnlyBuffer());
        }
        try (FileChannel channel = FileChannel.open(file.file().get(), StandardOpenOption.READ)) {
            return new PdfBytes(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    public int size() {
        return bytes.limit();
    }

    public byte at(int position) {
        return bytes.get(position);
    }

    /** The first so many bytes, as PDFBox reads them. */
    RandomAccessRead first(int length) {
        return new RandomAccessReadBuffer(bytes.slice(0, length));
    }

    /** A part of the file, in memory. */
    byte[] part(int from, int to) {
        byte[] part = new byte[to - from];
        bytes.get(from, part);
        return part;
    }

    /** Where the text stands first at or after a position; -1 if nowhere. */
    int indexOf(String text, int from) {
        return indexOf(text, from, size());
    }

    /** The same, beginning before a limit. */
    int indexOf(String text, int from, int limit) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = Math.max(0, from); i <= size() - wanted.length && i < limit; i++) {
            if (matches(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the text stands last before a position; -1 if nowhere. */
    int lastIndexOf(String text, int before) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = Math.min(before, size()) - wanted.length; i >= 0; i--) {
            if (matches(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            byte letter = at(i);
            if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t' && letter != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(byte[] wanted, int position) {
        for (int j = 0; j < wanted.length; j++) {
            if (bytes.get(position + j) != wanted[j]) {
                return false;
            }
        }
        return true;
    }
}
