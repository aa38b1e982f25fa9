package vn.trangtien.video.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Takes single files out of a tar.gz, into memory. Nothing is ever written where the archive says, links are not followed, and
 * an archive that tries to leave its folder or to fill the memory is refused as a whole.
 *
 * <p>Source of the format: POSIX.1-2001, {@code ustar}; extended headers are skipped.
 */
final class TarGz {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;

    private final int mostEntries;
    private final long largestEntry;
    private final long largestTotal;

    TarGz() {
        this(10_000, 128L << 20, 512L << 20);
    }

    TarGz(int mostEntries, long largestEntry, long largestTotal) {
        this.mostEntries = mostEntries;
        this.largestEntry = largestEntry;
        this.largestTotal = largestTotal;
    }

    /**
     * Reads the files of these names.
     *
     * @return contents by name; a file that the archive does not have is missing here
     * @throws IOException if the archive is damaged, too large or unsafe
     */
    Map<String, byte[]> read(InputStream archive, Set<String> wanted) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        long total = 0;
        try (InputStream in = new GZIPInputStream(archive, BLOCK * 128)) {
            byte[] header = in.readNBytes(BLOCK);
            for (int entries = 1; header.length == BLOCK && !isEmpty(header); entries++) {
                requireWhole(header);
                String name = name(header);
                long size = octal(header, SIZE_AT, SIZE_LENGTH);
                total += size;
                if (entries > mostEntries || size > largestEntry || total > largestTotal) {
                    throw new IOException("it has more than %d entries, or unpacks to more than %d bytes at '%s'"
                            .formatted(mostEntries, largestTotal, name));
                }
                requireInside(name);
                char type = (char) header[TYPE_AT];
                if ((type == '0' || type == 0) && wanted.contains(name)) {
                    found.put(name, content(in, (int) size));
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
            if (header.length != 0 && header.length != BLOCK) {
                throw new EOFException("it ends within a header");
            }
        }
        return found;
    }

    private static byte[] content(InputStream in, int size) throws IOException {
        byte[] content = in.readNBytes(size);
        if (content.length != size) {
            throw new EOFException("it ends within a file");
        }
        return content;
    }

    private static boolean isEmpty(byte[] header) {
        for (byte each : header) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** The sum of all bytes of a header, with blanks for the sum itself. */
    private static void requireWhole(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean inSum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += inSum ? ' ' : Byte.toUnsignedInt(header[i]);
        }
        if (sum != octal(header, CHECKSUM_AT, CHECKSUM_LENGTH)) {
            throw new IOException("it is damaged: the sum of a header is wrong");
        }
    }

    private static void requireInside(String name) throws IOException {
        if (name.startsWith("/")
                || name.contains("\\")
                || Arrays.asList(name.split("/", -1)).contains("..")) {
            throw new IOException("it is unsafe: the entry '%s' lies outside of its folder".formatted(name));
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, NAME_LENGTH);
        String prefix = text(header, PREFIX_AT, PREFIX_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("it is damaged: '%s' is no number of a header".formatted(digits), e);
        }
    }
}
