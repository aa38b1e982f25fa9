package vn.trangtien.egov.signing.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.egov.signing.BilingualText;
import vn.trangtien.egov.signing.PlaceNames;
import vn.trangtien.egov.signing.SealPlacement;
import vn.trangtien.egov.signing.SealPlacement.Box;
import vn.trangtien.egov.signing.SignaturePlace;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.pdf.PdfForm;
import vn.trangtien.egov.signing.pdf.Spot;

/** Finds where a signature goes and what stands there (Decree 30/2020, Annex I). */
final class Layout {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final double MARK_WIDTH_MILLIMETRES = 80;
    private static final double RIGHT_MILLIMETRES = 10;
    private static final double TOP_MILLIMETRES = 8;
    private static final double LINE_POINTS = 12;
    private static final int PERCENT = 100;

    private final PdfForm form;

    Layout(PdfForm form) {
        this.form = form;
    }

    /** The named field, or the place that the caller chose. */
    Spot named(String field, Optional<SignaturePlace> chosen) throws SigningException {
        if (chosen.isPresent()) {
            return new Spot(Optional.empty(), chosen.get().page(), chosen.get().box());
        }
        Optional<Spot> spot = form.emptyPlace(field);
        if (spot.isPresent()) {
            return spot.get();
        }
        throw SigningException.of(
                form.hasSignedPlace(field) ? SigningProblem.PLACE_TAKEN : SigningProblem.PLACE_MISSING, field);
    }

    /** Where the person signed, if that can be told. */
    Optional<Box> person() {
        return form.place(PlaceNames.PERSON);
    }

    /** Refuses a seal that covers too much or too little of the person's signature. */
    static void checkSeal(Optional<Box> person, Box seal) throws SigningException {
        if (person.isPresent() && !SealPlacement.isLegal(person.get(), seal)) {
            throw SigningException.of(
                    SigningProblem.SEAL_COVERAGE,
                    Math.round(SealPlacement.covered(person.get(), seal) * PERCENT),
                    Math.round(SealPlacement.MIN_COVERED * PERCENT),
                    Math.round(SealPlacement.MAX_COVERED * PERCENT));
        }
    }

    /**
     * The named field, or the upper right corner of the first page.
     *
     * @return empty if neither may be used: after a certifying signature nothing visible can be added where no field is
     */
    Optional<Spot> corner(String field, int lines) {
        Optional<Spot> spot = form.emptyPlace(field);
        if (spot.isPresent() || form.isCertified()) {
            return spot;
        }
        Box page = form.firstPage();
        double width = Math.min(SealPlacement.points(MARK_WIDTH_MILLIMETRES), page.width() / 2);
        double height = lines * LINE_POINTS;
        return Optional.of(new Spot(
                Optional.empty(),
                1,
                new Box(
                        page.right() - SealPlacement.points(RIGHT_MILLIMETRES) - width,
                        page.top() - SealPlacement.points(TOP_MILLIMETRES) - height,
                        width,
                        height)));
    }

    /** Number and symbol, and the time of signing as ISO 8601 writes it. */
    static List<String> mark(List<String> first, String numberKey, String number, Instant at, ZoneId zone) {
        var lines = new ArrayList<>(first);
        lines.add(BilingualText.named(numberKey, number).vi());
        lines.add(ISO.format(at.truncatedTo(ChronoUnit.SECONDS).atZone(zone)));
        return lines;
    }
}
