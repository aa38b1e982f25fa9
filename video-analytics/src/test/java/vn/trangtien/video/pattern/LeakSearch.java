package vn.trangtien.video.pattern;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/**
 * Looks for a pattern in bytes of any kind: in every JPEG picture and every MP4 film that begins anywhere in them, in the rows of
 * raw pixels, and in all of that behind Base64 and gzip. The answer is the best correlation found, see {@link PatternSearch}.
 */
public final class LeakSearch {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};
    private static final byte[] MP4 = "ftyp".getBytes(StandardCharsets.US_ASCII);
    private static final int BEFORE_TYPE = 4;
    private static final java.util.regex.Pattern BASE64 = java.util.regex.Pattern.compile("[A-Za-z0-9+/_-]{256,}");
    private static final int DEEPEST = 4;
    /** Films have many pictures that are nearly the same. */
    private static final int EVERY = 3;
    /** A row has few pixels, so chance comes nearer than in a picture. */
    private static final double ROW_SEEN = 0.95;
    /** Of the twelve; one may look like the edge of something. */
    private static final int ENOUGH_ROWS = 4;

    private LeakSearch() {}

    /** The best match of any quarter of the pattern; 1 for a row of raw pixels. */
    public static double best(byte[] bytes, Pattern pattern) throws IOException {
        return best(bytes, pattern, 0);
    }

    private static double best(byte[] bytes, Pattern pattern, int depth) throws IOException {
        double best = rawRows(bytes, pattern) ? 1 : 0;
        for (int at = find(bytes, JPEG, 0); at >= 0; at = find(bytes, JPEG, at + 1)) {
            best = Math.max(best, picture(bytes, at, pattern));
        }
        for (int at = find(bytes, MP4, BEFORE_TYPE); at >= 0; at = find(bytes, MP4, at + 1)) {
            best = Math.max(best, film(bytes, at - BEFORE_TYPE, pattern));
        }
        if (depth < DEEPEST) {
            for (int at = find(bytes, GZIP, 0); at >= 0; at = find(bytes, GZIP, at + 1)) {
                best = Math.max(best, best(inflated(bytes, at), pattern, depth + 1));
            }
            Matcher texts = BASE64.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            while (texts.find()) {
                best = Math.max(best, best(decoded(texts.group()), pattern, depth + 1));
            }
        }
        return best;
    }

    private static byte[] decoded(String text) {
        String plain = text.replace('-', '+').replace('_', '/');
        return Base64.getDecoder().decode(plain.substring(0, plain.length() / 4 * 4));
    }

    private static byte[] inflated(byte[] bytes, int at) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                out.write(next);
            }
        } catch (EOFException | java.util.zip.ZipException end) {
            // Three bytes by chance, or something that goes on in another place; what came is looked at.
            return out.toByteArray();
        }
        return out.toByteArray();
    }

    private static double picture(byte[] bytes, int at, Pattern pattern) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes, at, bytes.length - at));
            return image == null ? 0 : PatternSearch.bestMatch(image, pattern);
        } catch (IOException | RuntimeException noPicture) {
            // Three bytes by chance.
            return 0;
        }
    }

    private static double film(byte[] bytes, int at, Pattern pattern) throws IOException {
        Path file = Files.createTempFile("leak-search", ".mp4");
        try {
            Files.write(file, Arrays.copyOfRange(bytes, at, bytes.length));
            return film(file, pattern);
        } finally {
            Files.delete(file);
        }
    }

    /** The best match in the pictures of a film, every third of which is looked at; 0 if the file is none. */
    public static double film(Path file, Pattern pattern) {
        double best = 0;
        try (var source = FfmpegFrameSource.open(SourceSettings.of(file.toString()), 0)) {
            for (int frame = 0; source.advance(); frame++) {
                if (frame % EVERY == 0) {
                    best = Math.max(best, PatternSearch.bestMatch(image(source.colour(PatternFilm.WIDTH)), pattern));
                }
            }
        } catch (VideoSourceException noFilm) {
            return best;
        }
        return best;
    }

    private static BufferedImage image(ColourImage image) {
        var decoded = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.width() * image.height(); i++) {
            int blue = image.bgr()[i * 3] & 0xFF;
            int green = image.bgr()[i * 3 + 1] & 0xFF;
            int red = image.bgr()[i * 3 + 2] & 0xFF;
            decoded.setRGB(i % image.width(), i / image.width(), red << 16 | green << 8 | blue);
        }
        return decoded;
    }

    /** Whether rows of the pattern lie in the bytes as they are: one, three or four bytes a pixel. */
    private static boolean rawRows(byte[] bytes, Pattern pattern) {
        List<Row> rows = IntStream.iterate(0, row -> row < Pattern.SIDE, row -> row + 2)
                .mapToObj(row -> Row.of(pattern, row))
                .toList();
        for (int step : new int[] {1, 3, 4}) {
            if (seen(bytes, step, rows) >= ENOUGH_ROWS) {
                return true;
            }
        }
        return false;
    }

    /** How many of the rows are somewhere in the bytes. */
    private static int seen(byte[] bytes, int step, List<Row> rows) {
        var missing = new ArrayList<>(rows);
        var cells = new int[Pattern.SIDE / Pattern.CELL];
        for (int at = 0; at + (Pattern.SIDE - 1) * step < bytes.length && !missing.isEmpty(); at++) {
            long sum = 0;
            long squares = 0;
            long squaresOfCells = 0;
            for (int cell = 0, next = at; cell < cells.length; cell++) {
                int ofCell = 0;
                for (int x = 0; x < Pattern.CELL; x++, next += step) {
                    int value = bytes[next] & 0xFF;
                    ofCell += value;
                    squares += value * value;
                }
                cells[cell] = ofCell;
                sum += ofCell;
                squaresOfCells += ofCell * ofCell;
            }
            long spread = Pattern.SIDE * squares - sum * sum;
            // Pixels of a cell are alike. Where they differ too much, nothing comes near a row, whatever its cells are.
            long spreadOfCells = cells.length * squaresOfCells - sum * sum;
            if (spread > Pattern.SIDE * Pattern.SIDE && spreadOfCells > ROW_SEEN * ROW_SEEN * spread) {
                for (Iterator<Row> each = missing.iterator(); each.hasNext(); ) {
                    if (each.next().isLike(cells, sum, spread)) {
                        each.remove();
                    }
                }
            }
        }
        return rows.size() - missing.size();
    }

    /**
     * A row of a pattern. It is compared in whole numbers, which stay exact.
     *
     * @param levels of its cells
     * @param sum of all its pixels
     * @param spread how far its pixels lie apart, times the square of their number, as for the bytes
     */
    private record Row(int[] levels, long sum, long spread) {

        static Row of(Pattern pattern, int row) {
            var levels = new int[Pattern.SIDE / Pattern.CELL];
            long sum = 0;
            long squares = 0;
            for (int cell = 0; cell < levels.length; cell++) {
                levels[cell] = pattern.at(cell * Pattern.CELL, row);
                sum += Pattern.CELL * levels[cell];
                squares += Pattern.CELL * levels[cell] * levels[cell];
            }
            return new Row(levels, sum, Pattern.SIDE * squares - sum * sum);
        }

        boolean isLike(int[] cells, long sumOfCells, long spreadOfPixels) {
            long product = 0;
            for (int cell = 0; cell < levels.length; cell++) {
                product += cells[cell] * levels[cell];
            }
            double likeness = Pattern.SIDE * product - sum * sumOfCells;
            return likeness > 0 && likeness * likeness > ROW_SEEN * ROW_SEEN * spreadOfPixels * spread;
        }
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
