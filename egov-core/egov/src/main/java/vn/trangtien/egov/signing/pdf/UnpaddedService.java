package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.pades.PAdESUtils;
import eu.europa.esig.dss.pades.validation.ByteRange;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.PdfBoxSignatureDrawerFactory;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DSS's service over {@link UnpaddedReader}. It leaves out DSS's own search for changes, which paints every page twice and none of a
 * file with more than ten; {@link History} is stricter and paints nothing.
 */
final class UnpaddedService extends PdfBoxSignatureService {

    private final Optional<Path> work;

    /** @param work folder for large files; empty to stay in memory */
    UnpaddedService(PDFServiceMode mode, PdfBoxSignatureDrawerFactory drawers, Optional<Path> work) {
        super(mode, drawers);
        this.work = work;
    }

    @Override
    protected PdfDocumentReader loadPdfDocumentReader(DSSDocument document, char @Nullable [] password)
            throws IOException {
        return work.isPresent() ? UnpaddedReader.onDisk(document, work.get()) : UnpaddedReader.of(document);
    }

    /** The container of the file holds what the dictionary says, and zeros. */
    @Override
    protected boolean validateByteRange(ByteRange range, DSSDocument document, byte[] signature) {
        try {
            range.validate();
            byte[] container = PAdESUtils.getSignatureValue(document, range);
            return Containers.isClean(container)
                    && Arrays.equals(container, 0, signature.length, signature, 0, signature.length);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void analyzePdfModifications(
            DSSDocument document, List<AdvancedSignature> signatures, char @Nullable [] password) {
        // The history of the file says more.
    }

    @Override
    public void analyzeTimestampPdfModifications(
            DSSDocument document, List<TimestampToken> timestamps, char @Nullable [] password) {
        // The history of the file says more.
    }
}
