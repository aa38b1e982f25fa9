package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.pdf.AnnotationBox;
import eu.europa.esig.dss.pdf.PdfAnnotation;
import eu.europa.esig.dss.pdf.PdfSignatureFieldPositionChecker;
import java.util.List;
import java.util.Optional;
import vn.trangtien.egov.signing.SealPlacement;
import vn.trangtien.egov.signing.SealPlacement.Box;

/**
 * Lets a seal lie on the left third of the person's signature, which the law demands and DSS refuses, and on nothing else. Asked by DSS
 * where a field is added; where the document has the field, {@link PdfPlaces} asks the same.
 */
final class SealChecker extends PdfSignatureFieldPositionChecker {

    private final Optional<Box> person;

    /** @param person where the person signed; empty if the signature that comes may touch nothing */
    SealChecker(Optional<Box> person) {
        this.person = person;
    }

    @Override
    protected void checkSignatureFieldBoxOverlap(AnnotationBox place, List<PdfAnnotation> annotations) {
        Box seal = box(place);
        List<PdfAnnotation> others = annotations.stream()
                .filter(annotation -> !isLegally(seal, box(annotation.getAnnotationBox())))
                .toList();
        super.checkSignatureFieldBoxOverlap(place, others);
    }

    private boolean isLegally(Box seal, Box annotation) {
        return person.filter(signed -> sameBox(signed, annotation) && SealPlacement.isLegal(signed, seal))
                .isPresent();
    }

    private static boolean sameBox(Box one, Box other) {
        return Math.abs(one.x() - other.x()) < 1
                && Math.abs(one.y() - other.y()) < 1
                && Math.abs(one.width() - other.width()) < 1
                && Math.abs(one.height() - other.height()) < 1;
    }

    /** Annotations without area lie nowhere. */
    private static Box box(AnnotationBox box) {
        return new Box(box.getMinX(), box.getMinY(), Math.max(box.getWidth(), 1e-6), Math.max(box.getHeight(), 1e-6));
    }
}
