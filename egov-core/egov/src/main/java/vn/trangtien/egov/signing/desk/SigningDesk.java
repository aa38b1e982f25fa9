package vn.trangtien.egov.signing.desk;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.egov.signing.BilingualText;
import vn.trangtien.egov.signing.Expectation;
import vn.trangtien.egov.signing.FileContent;
import vn.trangtien.egov.signing.PlaceNames;
import vn.trangtien.egov.signing.Reason;
import vn.trangtien.egov.signing.ReasonCode;
import vn.trangtien.egov.signing.SealPlacement.Box;
import vn.trangtien.egov.signing.SignatureLevel;
import vn.trangtien.egov.signing.Signed;
import vn.trangtien.egov.signing.SignerRole;
import vn.trangtien.egov.signing.SigningAct;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningOrder;
import vn.trangtien.egov.signing.SigningPort;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.Verdict;
import vn.trangtien.egov.signing.keys.KeyBook;
import vn.trangtien.egov.signing.keys.KeyBook.Entry;
import vn.trangtien.egov.signing.keys.KeyStores;
import vn.trangtien.egov.signing.pdf.Appearance;
import vn.trangtien.egov.signing.pdf.FieldFiller;
import vn.trangtien.egov.signing.pdf.PdfForm;
import vn.trangtien.egov.signing.pdf.Spot;
import vn.trangtien.egov.signing.stamp.Lettering;
import vn.trangtien.egov.signing.stamp.PictureBook;
import vn.trangtien.egov.signing.verdict.StrictVerifier;

/** Signs PDFs with the keys of the registry. Thread-safe. */
public final class SigningDesk implements SigningPort {

    private final KeyBook keys;
    private final PictureBook pictures;
    private final Lettering lettering;
    private final DeskRules rules;
    private final StrictVerifier verifier;
    private final Pen pen;
    private final Clock clock;

    public SigningDesk(
            KeyBook keys,
            KeyStores stores,
            PictureBook pictures,
            Lettering lettering,
            DeskRules rules,
            Signers signers,
            Clock clock) {
        this.keys = keys;
        this.pictures = pictures;
        this.lettering = lettering;
        this.rules = rules;
        this.verifier = signers.verifier();
        this.pen = new Pen(stores, signers.pades(), rules, clock);
        this.clock = clock;
    }

    @Override
    public Signed sign(SigningOrder order) throws SigningException {
        Entry key = keys.find(order.key().key())
                .orElseThrow(() -> SigningException.of(
                        SigningProblem.KEY_UNKNOWN, order.key().key()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            checkRole(order, key);
            FileContent file = readable(order.file());
            if (order instanceof SigningOrder.Approve approve) {
                return approve(approve, file, key, now);
            }
            if (order instanceof SigningOrder.Issue issue) {
                return issue(issue, file, key, now);
            }
            return mark(order, file, key, now);
        } catch (IOException e) {
            throw SigningException.of(SigningProblem.FILE_UNREADABLE, e, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Signed extend(FileContent file, SignatureLevel level) throws SigningException {
        try {
            return pen.extend(readable(file), level);
        } catch (IOException e) {
            throw SigningException.of(SigningProblem.FILE_UNREADABLE, e, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Verdict verify(FileContent file, Expectation expected) {
        return verifier.verify(file, expected);
    }

    private Signed approve(SigningOrder.Approve order, FileContent file, Entry key, Instant now)
            throws SigningException, IOException {
        Spot spot;
        boolean certify;
        try (PdfForm form = PdfForm.open(file)) {
            refuseClosed(form);
            spot = new Layout(form).named(PlaceNames.PERSON, order.place());
            certify = !form.isCertified();
        }
        var look = new Appearance.Drawn(pictures.signature(key.holder(), key.name()));
        return pen.sign(
                file, key, order.key(), new Pen.Stroke(SigningAct.APPROVE, look, spot, Optional.empty(), certify, now));
    }

    private Signed issue(SigningOrder.Issue order, FileContent file, Entry key, Instant now)
            throws SigningException, IOException {
        if (!key.agencyCode().equals(order.agencyCode())) {
            throw SigningException.of(SigningProblem.OTHER_AGENCY, key.agencyCode(), order.agencyCode());
        }
        Spot spot;
        Optional<Box> person;
        try (PdfForm form = PdfForm.open(file)) {
            refuseClosed(form);
            for (String field : List.of(PlaceNames.NUMBER, PlaceNames.DATE)) {
                if (!form.hasField(field)) {
                    throw SigningException.of(SigningProblem.FIELD_MISSING, field);
                }
            }
            var layout = new Layout(form);
            spot = layout.named(PlaceNames.AGENCY, order.place());
            person = layout.person();
            Layout.checkSeal(person, spot.box());
        }
        checkPerson(file, order.agencyCode());
        var look = new Appearance.Drawn(pictures.seal(key.agencyCode(), key.name()));
        FileContent filled = new FieldFiller(lettering)
                .fill(file, Map.of(PlaceNames.NUMBER, order.number(), PlaceNames.DATE, order.date()), rules.work());
        return pen.sign(filled, key, order.key(), new Pen.Stroke(SigningAct.ISSUE, look, spot, person, false, now));
    }

    private Signed mark(SigningOrder order, FileContent file, Entry key, Instant now)
            throws SigningException, IOException {
        Marking marking = Marking.of(order, key.name(), now, rules.zone());
        Optional<Spot> spot;
        boolean certify;
        try (PdfForm form = PdfForm.open(file)) {
            refuseClosed(form);
            spot = new Layout(form).corner(marking.field(), marking.lines().size());
            certify = marking.act() != SigningAct.INCOME && !form.isCertified();
        }
        var look = new Appearance.Lines(marking.lines(), lettering);
        return pen.sign(
                file, key, order.key(), new Pen.Stroke(marking.act(), look, spot, Optional.empty(), certify, now));
    }

    /** Decree 30/2020, art. 32.2(d): the agency signs only what the authorised person has signed. */
    private void checkPerson(FileContent file, String agencyCode) throws SigningException {
        Verdict verdict = verifier.verify(
                file, new Expectation(Expectation.Signers.PERSON, Optional.of(agencyCode), Optional.empty()));
        // While the authority cannot be reached, offices must be able to work; the verdict says it afterwards.
        Optional<Reason> against = verdict.allReasons().stream()
                .filter(reason -> reason.code() != ReasonCode.REVOCATION_UNKNOWN)
                .findFirst();
        if (against.isPresent()) {
            throw SigningException.of(SigningProblem.PERSON_FIRST, against.get().text());
        }
    }

    private static void checkRole(SigningOrder order, Entry key) throws SigningException {
        boolean person = order instanceof SigningOrder.Approve;
        if (person && key.role() != SignerRole.PERSON) {
            throw SigningException.of(SigningProblem.NOT_A_PERSON, key.name());
        }
        if (!person && key.role() != SignerRole.AGENCY) {
            throw SigningException.of(SigningProblem.NOT_AN_AGENCY, key.name());
        }
    }

    private static void refuseClosed(PdfForm form) throws SigningException {
        if (form.isClosed()) {
            throw SigningException.of(SigningProblem.NO_MORE_CHANGES);
        }
    }

    /** Small files are read at once; the others stay on the disk. */
    private FileContent readable(FileContent file) throws SigningException, IOException {
        if (file.size() > rules.maxBytes()) {
            throw SigningException.of(SigningProblem.FILE_TOO_LARGE, file.size(), rules.maxBytes());
        }
        return file.size() <= Pen.IN_MEMORY ? FileContent.of(file.bytes()) : file;
    }

    /** What a mark in the corner says, and where. */
    private record Marking(SigningAct act, String field, List<String> lines) {

        static Marking of(SigningOrder order, String agency, Instant now, java.time.ZoneId zone) {
            if (order instanceof SigningOrder.Income income) {
                return new Marking(
                        SigningAct.INCOME,
                        PlaceNames.INCOME,
                        Layout.mark(List.of(agency), "mark.arrival", income.arrivalNumber(), now, zone));
            }
            if (order instanceof SigningOrder.Copy copy) {
                return new Marking(
                        SigningAct.COPY,
                        PlaceNames.COPY,
                        Layout.mark(
                                List.of(copy.kind().words(), agency),
                                "mark.number",
                                copy.numberAndSymbol(),
                                now,
                                zone));
            }
            SigningOrder.Appendix appendix = (SigningOrder.Appendix) order;
            return new Marking(
                    SigningAct.APPENDIX,
                    PlaceNames.APPENDIX,
                    Layout.mark(List.of(), "mark.number", appendix.numberAndSymbol(), now, zone));
        }
    }

    static BilingualText words(SigningAct act) {
        return BilingualText.named("act." + act);
    }
}
