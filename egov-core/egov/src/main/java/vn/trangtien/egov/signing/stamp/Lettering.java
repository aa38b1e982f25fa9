package vn.trangtien.egov.signing.stamp;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of what is written by us on documents: Times New Roman or what measures the same, where this machine has it; otherwise the
 * sans-serif that PDFBox brings along, which has all Vietnamese letters. Immutable.
 */
public final class Lettering {

    private static final String BUNDLED = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Where Debian puts Times New Roman and the font with its measures. */
    private static final List<Path> USUAL = List.of(
            Path.of("/usr/share/fonts/truetype/msttcorefonts/Times_New_Roman.ttf"),
            Path.of("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
            Path.of("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"));

    private final byte[] font;

    private Lettering(byte[] font) {
        this.font = font;
    }

    /**
     * @param wished a TrueType file; empty for the best that this machine has
     * @throws IOException if the wished file cannot be read
     */
    public static Lettering load(Optional<Path> wished) throws IOException {
        Optional<Path> file =
                wished.or(() -> USUAL.stream().filter(Files::isReadable).findFirst());
        if (file.isPresent()) {
            return new Lettering(Files.readAllBytes(file.get()));
        }
        try (InputStream in = PDDocument.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IOException("PDFBox came without its font " + BUNDLED);
            }
            return new Lettering(in.readAllBytes());
        }
    }

    /** Embedded with the letters that are used. */
    public PDFont in(PDDocument document) throws IOException {
        return PDType0Font.load(document, new ByteArrayInputStream(font), true);
    }

    /** For pictures. */
    Font forPictures() {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(font));
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException("the font of signatures cannot be drawn with", e);
        }
    }
}
