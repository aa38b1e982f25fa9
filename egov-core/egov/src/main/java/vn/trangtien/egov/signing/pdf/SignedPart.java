package vn.trangtien.egov.signing.pdf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * What one signature or document time stamp covers.
 *
 * @param end of the file as it was then
 * @param timeStamp whether it is a document time stamp
 * @param sound whether it covers everything up to there but its own container
 * @param clean whether the unused rest of the container holds only zeros; nothing else protects those bytes
 */
public record SignedPart(String field, int end, boolean timeStamp, boolean sound, boolean clean) {

    private static final int PARTS = 4;

    /** All of them, the earliest first. */
    public static List<SignedPart> of(PDDocument document, PdfBytes bytes) {
        var parts = new ArrayList<SignedPart>();
        var form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            return List.of();
        }
        for (PDField field : form.getFieldTree()) {
            if (field instanceof PDSignatureField signature && signature.getSignature() != null) {
                COSDictionary value = signature.getSignature().getCOSObject();
                parts.add(read(field.getFullyQualifiedName(), value, bytes));
            }
        }
        parts.sort(Comparator.comparingInt(SignedPart::end));
        return List.copyOf(parts);
    }

    private static SignedPart read(String field, COSDictionary signature, PdfBytes bytes) {
        boolean timeStamp = "DocTimeStamp".equals(signature.getNameAsString(COSName.TYPE))
                || "ETSI.RFC3161".equals(signature.getNameAsString(COSName.SUB_FILTER));
        COSArray range = signature.getCOSArray(COSName.BYTERANGE);
        if (range == null || range.size() != PARTS) {
            return new SignedPart(field, 0, timeStamp, false, false);
        }
        long from = range.getInt(0);
        long gap = from + range.getInt(1);
        long rest = range.getInt(2);
        long end = rest + range.getInt(PARTS - 1);
        boolean inFile = from == 0 && gap > 0 && rest > gap + 1 && end > rest && end <= bytes.size();
        if (!inFile) {
            return new SignedPart(field, 0, timeStamp, false, false);
        }
        boolean sound = bytes.at((int) gap) == '<' && bytes.at((int) rest - 1) == '>' && endsRevision(bytes, (int) end);
        return new SignedPart(field, (int) end, timeStamp, sound, isClean(bytes, (int) gap + 1, (int) rest - 1));
    }

    private static boolean endsRevision(PdfBytes bytes, int end) {
        int mark = bytes.lastIndexOf("%%EOF", end);
        return mark >= 0 && bytes.isBlank(mark + "%%EOF".length(), end);
    }

    private static boolean isClean(PdfBytes bytes, int from, int to) {
        try {
            String digits = new String(bytes.part(from, to), StandardCharsets.US_ASCII);
            return Containers.isClean(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
