package vn.trangtien.egov.signing.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import vn.trangtien.egov.signing.Reason;
import vn.trangtien.egov.signing.ReasonCode;

/**
 * What can be said of a PDF without any cryptography.
 *
 * @param parts what each signature covers; empty if the file cannot be examined any further
 * @param readable whether it can
 */
public record PdfExamination(List<Reason> reasons, List<SignedPart> parts, boolean readable) {

    private static final int HEADER_WITHIN = 1024;

    public PdfExamination {
        reasons = List.copyOf(reasons);
        parts = List.copyOf(parts);
    }

    /** Examines a file. Nothing in it can make this fail. */
    public static PdfExamination of(PdfBytes bytes) {
        int header = bytes.indexOf("%PDF-", 0, HEADER_WITHIN);
        if (header < 0) {
            return hopeless(ReasonCode.NOT_A_PDF);
        }
        if (!BombGuard.isHarmless(bytes)) {
            return hopeless(ReasonCode.BROKEN, "a structure of more than 64 MB");
        }
        try (PDDocument document = Loader.loadPDF(bytes.first(bytes.size()))) {
            if (document.isEncrypted()) {
                return hopeless(ReasonCode.ENCRYPTED);
            }
            return examine(document, bytes);
        } catch (InvalidPasswordException e) {
            return hopeless(ReasonCode.ENCRYPTED);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return hopeless(ReasonCode.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private static PdfExamination examine(PDDocument document, PdfBytes bytes) {
        var reasons = new ArrayList<Reason>();
        ContentGuard.Found found = ContentGuard.look(document.getDocument());
        if (!found.active().isEmpty()) {
            reasons.add(Reason.of(ReasonCode.ACTIVE_CONTENT, String.join(", ", found.active())));
        }
        if (found.files()) {
            reasons.add(Reason.of(ReasonCode.EMBEDDED_FILES));
        }
        List<SignedPart> parts = SignedPart.of(document, bytes);
        for (SignedPart part : parts) {
            if (!part.sound()) {
                reasons.add(Reason.of(ReasonCode.BAD_COVERAGE, part.field()));
            } else if (!part.clean()) {
                reasons.add(Reason.of(ReasonCode.PADDING_CHANGED, part.field()));
            }
        }
        return new PdfExamination(reasons, parts, true);
    }

    private static PdfExamination hopeless(ReasonCode code, Object... values) {
        return new PdfExamination(List.of(Reason.of(code, values)), List.of(), false);
    }
}
