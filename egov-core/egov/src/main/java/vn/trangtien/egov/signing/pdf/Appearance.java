package vn.trangtien.egov.signing.pdf;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import vn.trangtien.egov.signing.stamp.Lettering;
import vn.trangtien.egov.signing.stamp.Picture;

/** What a signature shows on the page. */
public sealed interface Appearance {

    /** Draws into the box of an appearance stream whose lower left corner is 0, 0. */
    void draw(PDDocument document, PDAppearanceStream stream) throws IOException;

    /** A picture, as large as its place allows and in the middle of it. */
    record Drawn(Picture picture) implements Appearance {

        @Override
        public void draw(PDDocument document, PDAppearanceStream stream) throws IOException {
            PDRectangle box = stream.getBBox();
            float width = (float) Math.min(box.getWidth(), box.getHeight() * picture.ratio());
            float height = (float) (width / picture.ratio());
            try (var content = new PDPageContentStream(document, stream)) {
                content.drawImage(
                        picture.in(document),
                        (box.getWidth() - width) / 2,
                        (box.getHeight() - height) / 2,
                        width,
                        height);
            }
        }
    }

    /** Lines of text, 10 points and black, at the right edge from the top (Decree 30/2020, Annex I). */
    record Lines(List<String> lines, Lettering lettering) implements Appearance {

        private static final float SIZE = 10;
        private static final float LEADING = 12;
        private static final float PER_THOUSAND = 1000;

        public Lines {
            lines = List.copyOf(lines);
        }

        @Override
        public void draw(PDDocument document, PDAppearanceStream stream) throws IOException {
            PDFont font = lettering.in(document);
            PDRectangle box = stream.getBBox();
            try (var content = new PDPageContentStream(document, stream)) {
                float y = box.getHeight() - SIZE;
                for (String line : lines) {
                    float width = font.getStringWidth(line) / PER_THOUSAND * SIZE;
                    // A long name is made narrower rather than cut.
                    float fit = Math.min(1, box.getWidth() / width);
                    content.beginText();
                    content.setFont(font, SIZE);
                    content.setHorizontalScaling(fit * 100);
                    content.setNonStrokingColor(0f);
                    content.newLineAtOffset(box.getWidth() - width * fit, y);
                    content.showText(line);
                    content.endText();
                    y -= LEADING;
                }
            }
        }
    }
}
