package vn.trangtien.egov.signing.verdict;

import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.egov.signing.Change;
import vn.trangtien.egov.signing.Expectation;
import vn.trangtien.egov.signing.FileContent;
import vn.trangtien.egov.signing.Outcome;
import vn.trangtien.egov.signing.Reason;
import vn.trangtien.egov.signing.ReasonCode;
import vn.trangtien.egov.signing.SignatureFinding;
import vn.trangtien.egov.signing.SignatureFinding.Coverage;
import vn.trangtien.egov.signing.SignerRole;
import vn.trangtien.egov.signing.TimeStampFinding;
import vn.trangtien.egov.signing.Verdict;
import vn.trangtien.egov.signing.pdf.DssFiles;
import vn.trangtien.egov.signing.pdf.History;
import vn.trangtien.egov.signing.pdf.PdfBytes;
import vn.trangtien.egov.signing.pdf.PdfExamination;
import vn.trangtien.egov.signing.pdf.SignatureFactory;
import vn.trangtien.egov.signing.pdf.SignedPart;
import vn.trangtien.egov.signing.trust.Authorities;

/** The strict verdict on PDFs. Thread-safe. */
public final class StrictVerifier {

    /** Files above this many bytes are worked on from the disk. */
    private static final long IN_MEMORY = 16L << 20;

    private final Authorities authorities;
    private final CertificateRoles roles;
    private final Limits limits;
    private final Clock clock;
    private final ValidationPolicy policy =
            ValidationPolicyLoader.fromDefaultValidationPolicy().create();

    /**
     * What a file may be.
     *
     * @param maxBytes larger files are not looked at
     * @param fillable names of text fields that may be filled between two signatures
     * @param work folder for what does not fit into memory
     */
    public record Limits(long maxBytes, Set<String> fillable, Path work) {}

    public StrictVerifier(Authorities authorities, CertificateRoles roles, Limits limits, Clock clock) {
        this.authorities = authorities;
        this.roles = roles;
        this.limits = limits;
        this.clock = clock;
    }

    /** Never fails; what cannot be read has a verdict too. */
    public Verdict verify(FileContent file, Expectation expected) {
        Instant now = clock.instant();
        try {
            long size = file.size();
            if (size > limits.maxBytes()) {
                return refused(now, "", size, Reason.of(ReasonCode.TOO_LARGE, size, limits.maxBytes()));
            }
            return verify(file, expected, new Facts(now, file.sha256(), size));
        } catch (IOException e) {
            return refused(now, "", -1, Reason.of(ReasonCode.UNREADABLE_FILE, String.valueOf(e.getMessage())));
        }
    }

    private record Facts(Instant now, String sha256, long size) {}

    private Verdict verify(FileContent file, Expectation expected, Facts facts) throws IOException {
        var reasons = new ArrayList<Reason>();
        expected.sha256()
                .filter(announced -> !announced.equalsIgnoreCase(facts.sha256()))
                .ifPresent(announced -> reasons.add(Reason.of(ReasonCode.OTHER_DIGEST, announced, facts.sha256())));
        PdfBytes bytes = PdfBytes.of(file);
        PdfExamination examination = PdfExamination.of(bytes);
        reasons.addAll(examination.reasons());
        if (!examination.readable()) {
            return verdict(facts, reasons, List.of(), List.of(), "");
        }
        if (examination.parts().isEmpty()) {
            reasons.add(Reason.of(ReasonCode.NO_SIGNATURE));
            return verdict(facts, reasons, List.of(), List.of(), "");
        }
        Reports reports;
        try {
            reports = validate(file, facts);
        } catch (RuntimeException | StackOverflowError e) {
            reasons.add(Reason.of(ReasonCode.BROKEN, String.valueOf(e.getMessage())));
            return verdict(facts, reasons, List.of(), List.of(), "");
        }
        var findings = new Findings(reports, roles, facts.now());
        List<SignatureFinding> found = findings.signatures();
        unread(examination.parts(), found).forEach(reasons::add);
        List<SignatureFinding> signatures = withHistory(bytes, examination.parts(), found, reasons);
        reasons.addAll(SignerRules.check(signatures, expected));
        return verdict(facts, reasons, signatures, findings.timeStamps(), reports.getXmlDetailedReport());
    }

    private Reports validate(FileContent file, Facts facts) throws IOException {
        SignatureFactory factory = SignatureFactory.invisible();
        if (facts.size() > IN_MEMORY) {
            factory.onDisk(limits.work());
        }
        var validator = new PDFDocumentValidator(DssFiles.of(file, "document.pdf", MimeTypeEnum.PDF));
        validator.setCertificateVerifier(authorities.forVerifying());
        validator.setPdfObjFactory(factory);
        validator.setValidationTime(Date.from(facts.now()));
        validator.setEnableEtsiValidationReport(false);
        validator.setTokenExtractionStrategy(
                eu.europa.esig.dss.enumerations.TokenExtractionStrategy.EXTRACT_CERTIFICATES_ONLY);
        return validator.validateDocument(policy);
    }

    /** Fields that hold something that DSS could not even recognise as a signature. */
    private static List<Reason> unread(List<SignedPart> parts, List<SignatureFinding> found) {
        Set<String> read = found.stream().map(SignatureFinding::field).collect(Collectors.toSet());
        return parts.stream()
                .filter(part -> !part.timeStamp() && !read.contains(part.field()))
                .map(part -> Reason.of(ReasonCode.FORMAT_BROKEN, part.field()))
                .toList();
    }

    private List<SignatureFinding> withHistory(
            PdfBytes bytes, List<SignedPart> parts, List<SignatureFinding> found, List<Reason> reasons) {
        Set<String> sealed = found.stream()
                .filter(finding -> finding.role() == SignerRole.AGENCY)
                .map(SignatureFinding::field)
                .collect(Collectors.toSet());
        History history;
        try {
            history = History.of(bytes, parts, limits.fillable(), sealed);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            reasons.add(Reason.of(ReasonCode.BROKEN, String.valueOf(e.getMessage())));
            return found;
        }
        return found.stream()
                .map(finding -> withHistory(finding, history, bytes.size()))
                .toList();
    }

    private static SignatureFinding withHistory(SignatureFinding finding, History history, long size) {
        Optional<SignedPart> part = history.part(finding.field());
        long end = part.map(SignedPart::end).orElse(0);
        List<Change> changes = history.after(finding.field());
        List<Reason> reasons = changes.stream()
                .filter(change -> !change.allowed())
                .map(change -> Reason.of(ReasonCode.CHANGED_AFTER, finding.signer(), ChangeWords.of(change)))
                .distinct()
                .toList();
        return finding.withHistory(new Coverage(end, end == size), changes, reasons);
    }

    private Verdict verdict(
            Facts facts,
            List<Reason> reasons,
            List<SignatureFinding> signatures,
            List<TimeStampFinding> timeStamps,
            String report) {
        Outcome outcome = reasons.stream().map(reason -> reason.code().weight()).reduce(Outcome.VALID, Outcome::and);
        for (SignatureFinding signature : signatures) {
            outcome = outcome.and(signature.outcome());
        }
        for (TimeStampFinding stamp : timeStamps) {
            outcome = outcome.and(stamp.outcome());
        }
        return new Verdict(outcome, reasons, facts.sha256(), facts.size(), facts.now(), signatures, timeStamps, report);
    }

    private static Verdict refused(Instant now, String sha256, long size, Reason reason) {
        return new Verdict(reason.code().weight(), List.of(reason), sha256, size, now, List.of(), List.of(), "");
    }
}
