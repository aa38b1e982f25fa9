package vn.trangtien.egov.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import vn.trangtien.egov.signing.FileContent;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.stamp.Lettering;

/**
 * Fills text fields by an incremental update, which leaves earlier signatures as they are. The letters are drawn by us with a font of
 * which only those letters are embedded: a font for all of them would weigh 350 KB in every document.
 */
public final class FieldFiller {

    private static final Pattern FONT_SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s+Tf\\b");
    private static final float USUAL_SIZE = 13;
    private static final float PER_THOUSAND = 1000;
    private static final float PADDING = 1;
    private static final int CENTRED = 1;
    private static final int RIGHT = 2;

    private final Lettering lettering;

    public FieldFiller(Lettering lettering) {
        this.lettering = lettering;
    }

    /**
     * @param values by name of the field; every field must exist and be empty
     * @param folder where the result goes if the file is on the disk
     */
    public FileContent fill(FileContent file, Map<String, String> values, Path folder) throws SigningException {
        try (PDDocument document = PdfForm.load(file)) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                fill(document, value.getKey(), value.getValue());
            }
            if (file.file().isPresent()) {
                Path filled = Files.createTempFile(folder, "filled", ".pdf");
                try (OutputStream out = Files.newOutputStream(filled)) {
                    document.saveIncremental(out);
                }
                return FileContent.of(filled);
            }
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return FileContent.of(out.toByteArray());
        } catch (IOException e) {
            throw SigningException.of(SigningProblem.NOT_A_PDF, e, String.valueOf(e.getMessage()));
        }
    }

    private void fill(PDDocument document, String name, String value) throws SigningException, IOException {
        var form = document.getDocumentCatalog().getAcroForm(null);
        PDField field = form == null ? null : form.getField(name);
        if (!(field instanceof PDTextField text) || text.getWidgets().isEmpty()) {
            throw SigningException.of(SigningProblem.FIELD_MISSING, name);
        }
        if (!text.getValueAsString().isEmpty()) {
            throw SigningException.of(SigningProblem.FIELD_FILLED, name, text.getValueAsString());
        }
        text.getCOSObject().setString(COSName.V, value);
        text.getCOSObject().setNeedToBeUpdated(true);
        PDAnnotationWidget widget = text.getWidgets().get(0);
        widget.setAppearance(drawn(document, text, widget.getRectangle(), value));
        widget.getCOSObject().setNeedToBeUpdated(true);
    }

    private PDAppearanceDictionary drawn(PDDocument document, PDTextField field, PDRectangle place, String value)
            throws IOException {
        PDFont font = lettering.in(document);
        var stream = new PDAppearanceStream(document);
        stream.setResources(new PDResources());
        stream.setBBox(new PDRectangle(place.getWidth(), place.getHeight()));
        float size = size(field.getDefaultAppearance());
        float width = font.getStringWidth(value) / PER_THOUSAND * size;
        float fit = Math.min(1, (place.getWidth() - 2 * PADDING) / width);
        float free = place.getWidth() - 2 * PADDING - width * fit;
        float x = PADDING
                + switch (field.getQ()) {
                    case CENTRED -> free / 2;
                    case RIGHT -> free;
                    default -> 0;
                };
        try (var content = new PDPageContentStream(document, stream)) {
            content.beginText();
            content.setFont(font, size);
            content.setHorizontalScaling(fit * 100);
            content.newLineAtOffset(x, (place.getHeight() - size * 0.7f) / 2);
            content.showText(value);
            content.endText();
        }
        var appearance = new PDAppearanceDictionary();
        appearance.setNormalAppearance(stream);
        return appearance;
    }

    /** The size that the document asks for; 0 means that the viewer may choose. */
    private static float size(String defaultAppearance) {
        Matcher matcher = FONT_SIZE.matcher(defaultAppearance == null ? "" : defaultAppearance);
        float size = matcher.find() ? Float.parseFloat(matcher.group(1)) : 0;
        return size > 0 ? size : USUAL_SIZE;
    }
}
