package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pdf.AbstractPdfObjFactory;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.pdfbox.visible.PdfBoxSignatureDrawer;
import eu.europa.esig.dss.pdf.pdfbox.visible.PdfBoxSignatureDrawerFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import java.nio.file.Path;
import java.util.Optional;
import vn.trangtien.egov.signing.SealPlacement.Box;

/** How DSS shall work on one PDF: with which appearance, beside which other signature, and in memory or on the disk. */
public final class SignatureFactory extends AbstractPdfObjFactory {

    private final Optional<AppearanceDrawer> drawer;
    private Optional<Path> work = Optional.empty();

    private SignatureFactory(Optional<AppearanceDrawer> drawer) {
        this.drawer = drawer;
    }

    /**
     * A visible signature.
     *
     * @param person whose signature a seal may cover
     */
    public static SignatureFactory visible(Appearance appearance, Spot spot, Optional<Box> person) {
        var factory = new SignatureFactory(Optional.of(new AppearanceDrawer(appearance, spot)));
        factory.setPdfSignatureFieldPositionChecker(new SealChecker(person));
        return factory;
    }

    /** An invisible signature, or none at all. */
    public static SignatureFactory invisible() {
        return new SignatureFactory(Optional.empty());
    }

    /** Large files are worked on in this folder instead of in memory. */
    public SignatureFactory onDisk(Path folder) {
        var files = new TempFileResourcesHandlerBuilder();
        files.setTempFileDirectory(folder.toFile());
        setResourcesHandlerBuilder(files);
        setPdfMemoryUsageSetting(PdfMemoryUsageSetting.fileOnly());
        work = Optional.of(folder);
        return this;
    }

    @Override
    public PDFSignatureService newPAdESSignatureService() {
        return service(PDFServiceMode.SIGNATURE);
    }

    @Override
    public PDFSignatureService newContentTimestampService() {
        return service(PDFServiceMode.CONTENT_TIMESTAMP);
    }

    @Override
    public PDFSignatureService newSignatureTimestampService() {
        return service(PDFServiceMode.SIGNATURE_TIMESTAMP);
    }

    @Override
    public PDFSignatureService newArchiveTimestampService() {
        return service(PDFServiceMode.ARCHIVE_TIMESTAMP);
    }

    private PDFSignatureService service(PDFServiceMode mode) {
        PdfBoxSignatureDrawerFactory drawers = new PdfBoxSignatureDrawerFactory() {
            @Override
            public PdfBoxSignatureDrawer getSignatureDrawer(SignatureImageParameters parameters) {
                return drawer.orElseThrow(() -> new IllegalStateException("an invisible signature is not drawn"));
            }
        };
        return configure(new UnpaddedService(mode, drawers, work));
    }
}
