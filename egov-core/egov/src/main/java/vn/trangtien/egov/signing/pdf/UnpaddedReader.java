package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pades.PAdESUtils;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * DSS's reader, with the zeros behind each signature taken away in memory: BouncyCastle from 1.84 on takes them for data smuggled in
 * and refuses the signature. What was read this way is never written.
 */
final class UnpaddedReader extends PdfBoxDocumentReader {

    private final Optional<Path> temporary;

    private UnpaddedReader(DSSDocument document, PdfMemoryUsageSetting memory, Optional<Path> temporary)
            throws IOException {
        super(document, null, memory);
        this.temporary = temporary;
        for (PDSignatureField field : getPDDocument().getSignatureFields()) {
            PDSignature signature = field.getSignature();
            if (signature != null) {
                trim(signature.getCOSObject());
            }
        }
    }

    /** In memory. */
    static UnpaddedReader of(DSSDocument document) throws IOException {
        return new UnpaddedReader(document, PAdESUtils.DEFAULT_PDF_MEMORY_USAGE_SETTING, Optional.empty());
    }

    /** From a file, which is made in the folder if there is none, and deleted when the reader is closed. */
    static UnpaddedReader onDisk(DSSDocument document, Path folder) throws IOException {
        if (document instanceof FileDocument) {
            return new UnpaddedReader(document, PdfMemoryUsageSetting.fileOnly(), Optional.empty());
        }
        Path file = Files.createTempFile(folder, "revision", ".pdf");
        document.save(file.toString());
        return new UnpaddedReader(new FileDocument(file.toFile()), PdfMemoryUsageSetting.fileOnly(), Optional.of(file));
    }

    @Override
    public void close() throws IOException {
        super.close();
        if (temporary.isPresent()) {
            Files.deleteIfExists(temporary.get());
        }
    }

    private static void trim(COSDictionary signature) {
        if (signature.getDictionaryObject(COSName.CONTENTS) instanceof COSString padded) {
            signature.setItem(COSName.CONTENTS, new COSString(Containers.trimmed(padded.getBytes())));
        }
    }
}
