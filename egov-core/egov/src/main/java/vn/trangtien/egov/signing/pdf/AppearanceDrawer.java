package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pdf.AnnotationBox;
import eu.europa.esig.dss.pdf.pdfbox.visible.PdfBoxSignatureDrawer;
import eu.europa.esig.dss.pdf.visible.SignatureFieldBoxBuilder;
import eu.europa.esig.dss.pdf.visible.VisualSignatureFieldAppearance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link Appearance} at a place. DSS's own drawers add a colour profile to the document, which is one change more to explain
 * to those who verify, and compress each picture anew. For one signature.
 */
final class AppearanceDrawer implements PdfBoxSignatureDrawer, SignatureFieldBoxBuilder {

    private final Appearance appearance;
    private final Spot spot;
    private @Nullable SignatureOptions options;

    AppearanceDrawer(Appearance appearance, Spot spot) {
        this.appearance = appearance;
        this.spot = spot;
    }

    @Override
    public void init(SignatureImageParameters parameters, PDDocument document, SignatureOptions signatureOptions) {
        options = signatureOptions;
    }

    @Override
    public VisualSignatureFieldAppearance buildSignatureFieldBox() {
        PDRectangle box = spot.rectangle();
        return () ->
                new AnnotationBox(box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY());
    }

    /** PDFBox takes the appearance from the only signature field of a document with one page. */
    @Override
    public void draw() throws IOException {
        try (var carrier = new PDDocument()) {
            carrier.addPage(new PDPage(PDRectangle.A4));
            var form = new PDAcroForm(carrier);
            carrier.getDocumentCatalog().setAcroForm(form);
            form.setSignaturesExist(true);
            form.setAppendOnly(true);
            form.getCOSObject().setDirect(true);
            var field = new PDSignatureField(form);
            form.getFields().add(field);
            PDAnnotationWidget widget = field.getWidgets().get(0);
            widget.setRectangle(spot.rectangle());
            widget.setAppearance(drawn(carrier));
            var bytes = new ByteArrayOutputStream();
            carrier.save(bytes);
            Objects.requireNonNull(options).setVisualSignature(new ByteArrayInputStream(bytes.toByteArray()));
        }
    }

    private PDAppearanceDictionary drawn(PDDocument carrier) throws IOException {
        COSStream bytes = carrier.getDocument().createCOSStream();
        bytes.setItem(org.apache.pdfbox.cos.COSName.TYPE, org.apache.pdfbox.cos.COSName.XOBJECT);
        var stream = new PDAppearanceStream(bytes);
        stream.setResources(new PDResources());
        stream.setFormType(1);
        stream.setBBox(
                new PDRectangle(spot.rectangle().getWidth(), spot.rectangle().getHeight()));
        appearance.draw(carrier, stream);
        var dictionary = new PDAppearanceDictionary();
        dictionary.getCOSObject().setDirect(true);
        dictionary.setNormalAppearance(stream);
        return dictionary;
    }
}
