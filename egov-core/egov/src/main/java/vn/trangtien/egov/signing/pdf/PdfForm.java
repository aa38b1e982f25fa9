package vn.trangtien.egov.signing.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import vn.trangtien.egov.signing.FileContent;
import vn.trangtien.egov.signing.SealPlacement.Box;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;

/** What a PDF offers to those who want to sign it. Not thread-safe; close it. */
public final class PdfForm implements AutoCloseable {

    private static final int NO_CHANGES = 1;
    private static final int FORMS_AND_SIGNATURES = 2;

    private final PDDocument document;

    private PdfForm(PDDocument document) {
        this.document = document;
    }

    public static PdfForm open(FileContent file) throws SigningException {
        try {
            PDDocument document = load(file);
            if (document.isEncrypted()) {
                document.close();
                throw SigningException.of(SigningProblem.ENCRYPTED);
            }
            return new PdfForm(document);
        } catch (InvalidPasswordException e) {
            throw SigningException.of(SigningProblem.ENCRYPTED, e);
        } catch (IOException | RuntimeException e) {
            throw SigningException.of(SigningProblem.NOT_A_PDF, e, String.valueOf(e.getMessage()));
        }
    }

    /** Streams of a file on the disk stay there. */
    static PDDocument load(FileContent file) throws IOException {
        return file.file().isPresent()
                ? Loader.loadPDF(file.file().get().toFile(), MemoryUsageSetting.setupTempFileOnly().streamCache)
                : Loader.loadPDF(file.bytes());
    }

    /** The empty signature field of this name. */
    public Optional<Spot> emptyPlace(String name) {
        return signatureField(name)
                .filter(field -> field.getSignature() == null)
                .flatMap(field -> widget(field).map(widget -> spot(name, widget)));
    }

    public boolean hasSignedPlace(String name) {
        return signatureField(name)
                .filter(field -> field.getSignature() != null)
                .isPresent();
    }

    /** Where the field of this name lies, signed or not. */
    public Optional<Box> place(String name) {
        return signatureField(name).flatMap(PdfForm::widget).map(widget -> box(widget.getRectangle()));
    }

    /** Whether a text field of this name exists. */
    public boolean hasField(String name) {
        return field(name).isPresent();
    }

    /** Whether a text field of this name holds something already. */
    public boolean isFilled(String name) {
        return field(name).filter(field -> !field.getValueAsString().isEmpty()).isPresent();
    }

    /** Whether somebody certified the document, so that only what the certification allows may still be done. */
    public boolean isCertified() {
        return permission().isPresent();
    }

    /** Whether not even signatures may be added. */
    public boolean isClosed() {
        return permission().filter(code -> code == NO_CHANGES).isPresent();
    }

    public Box firstPage() {
        PDPage page = document.getPage(0);
        return box(page.getCropBox());
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Integer> permission() {
        COSDictionary permissions = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PERMS);
        if (permissions == null) {
            return Optional.empty();
        }
        COSDictionary certified = permissions.getCOSDictionary(COSName.DOCMDP);
        COSArray references = certified == null ? null : certified.getCOSArray(COSName.getPDFName("Reference"));
        if (references == null) {
            return Optional.empty();
        }
        for (int i = 0; i < references.size(); i++) {
            COSBase reference = references.getObject(i);
            if (reference instanceof COSDictionary dictionary) {
                COSDictionary parameters = dictionary.getCOSDictionary(COSName.getPDFName("TransformParams"));
                if (parameters != null) {
                    return Optional.of(parameters.getInt(COSName.P, FORMS_AND_SIGNATURES));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<PDField> field(String name) {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        return form == null ? Optional.empty() : Optional.ofNullable(form.getField(name));
    }

    private Optional<PDSignatureField> signatureField(String name) {
        return field(name).filter(PDSignatureField.class::isInstance).map(PDSignatureField.class::cast);
    }

    private static Optional<PDAnnotationWidget> widget(PDSignatureField field) {
        List<PDAnnotationWidget> widgets = field.getWidgets();
        return widgets.isEmpty() || widgets.get(0).getRectangle() == null
                ? Optional.empty()
                : Optional.of(widgets.get(0));
    }

    private Spot spot(String name, PDAnnotationWidget widget) {
        return new Spot(Optional.of(name), pageOf(widget), box(widget.getRectangle()));
    }

    private int pageOf(PDAnnotationWidget widget) {
        try {
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                boolean here = document.getPage(i).getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getCOSObject() == widget.getCOSObject());
                if (here) {
                    return i + 1;
                }
            }
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of fields without area, one that is too small to be seen. */
    private static Box box(PDRectangle rectangle) {
        return new Box(
                rectangle.getLowerLeftX(),
                rectangle.getLowerLeftY(),
                Math.max(rectangle.getWidth(), 1e-6),
                Math.max(rectangle.getHeight(), 1e-6));
    }
}
