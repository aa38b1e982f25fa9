package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import vn.trangtien.egov.signing.FileContent;
import vn.trangtien.egov.signing.SignatureLevel;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.keys.OpenKey;
import vn.trangtien.egov.signing.trust.SigningAuthorities;

/** Makes PAdES signatures, and raises them. Thread-safe. */
public final class PadesSigner {

    /** Signature, chain of three and time stamp take about 9,000 bytes; what is not used stays as zeros in the file. */
    private static final int CONTAINER_BYTES = 16_384;

    private static final String PLACE = "Việt Nam";

    private final SigningAuthorities authorities;
    private final TimeZone zone;

    public PadesSigner(SigningAuthorities authorities, TimeZone zone) {
        this.authorities = authorities;
        this.zone = zone;
    }

    /**
     * How one signature shall be.
     *
     * @param spot empty for an invisible signature
     * @param certifying whether afterwards only forms may be filled and signatures added
     * @param reason stands in the signature, in Vietnamese
     */
    public record Wish(SignatureFactory factory, Optional<Spot> spot, boolean certifying, String reason, Instant at) {}

    /** What {@link #sign} gives: T if there is a time stamper, otherwise B. */
    public SignatureLevel levelAtOnce() {
        return authorities.levelAtOnce();
    }

    /**
     * Signs once.
     *
     * @param checked whether the signer's certificate must be known not to be revoked
     * @throws SigningException {@link SigningProblem#REVOCATION_UNREACHABLE} if that cannot be known now
     */
    public FileContent sign(FileContent file, OpenKey key, Wish wish, boolean checked) throws SigningException {
        PAdESSignatureParameters parameters = parameters(key, wish);
        parameters.setCheckCertificateRevocation(checked);
        PAdESService service = service(wish.factory());
        try {
            DSSDocument document = DssFiles.of(file, "document.pdf", MimeTypeEnum.PDF);
            ToBeSigned data = service.getDataToSign(document, parameters);
            var value = new SignatureValue(parameters.getSignatureAlgorithm(), key.sign(data.getBytes()));
            return DssFiles.of(service.signDocument(document, parameters, value));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw DssProblems.of(e);
        }
    }

    /**
     * Raises every signature of the file.
     *
     * @throws SigningException {@link SigningProblem#CERTIFICATE_REVOKED} if one was revoked before it signed
     */
    public FileContent extend(FileContent file, SignatureLevel level, SignatureFactory factory)
            throws SigningException {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(DssLevels.pades(level));
        try {
            DSSDocument document = DssFiles.of(file, "document.pdf", MimeTypeEnum.PDF);
            return DssFiles.of(service(factory).extendDocument(document, parameters));
        } catch (IOException | RuntimeException e) {
            throw DssProblems.of(e);
        }
    }

    private PAdESService service(SignatureFactory factory) {
        var service = new PAdESService(authorities.verifier());
        service.setPdfObjFactory(factory);
        authorities.timeStamper().ifPresent(service::setTspSource);
        return service;
    }

    private PAdESSignatureParameters parameters(OpenKey key, Wish wish) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(DssLevels.pades(authorities.levelAtOnce()));
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(key.certificate()));
        parameters.setCertificateChain(
                key.chain().stream().map(CertificateToken::new).toList());
        parameters.setEncryptionAlgorithm(DssLevels.encryption(key));
        parameters.bLevel().setSigningDate(Date.from(wish.at()));
        parameters.setSigningTimeZone(zone);
        parameters.setReason(wish.reason());
        parameters.setLocation(PLACE);
        parameters.setContentSize(CONTAINER_BYTES);
        if (wish.certifying()) {
            parameters.setPermission(CertificationPermission.MINIMAL_CHANGES_PERMITTED);
        }
        wish.spot().ifPresent(spot -> {
            SignatureFieldParameters field = parameters.getImageParameters().getFieldParameters();
            field.setPage(spot.page());
            spot.field().ifPresent(field::setFieldId);
            // DSS asks the drawer only if something is to be drawn, and the drawer knows better what.
            parameters.getImageParameters().getTextParameters().setText(wish.reason());
        });
        return parameters;
    }
}
