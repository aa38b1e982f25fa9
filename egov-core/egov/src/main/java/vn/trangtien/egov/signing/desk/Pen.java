package vn.trangtien.egov.signing.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.trangtien.egov.signing.BilingualText;
import vn.trangtien.egov.signing.FileContent;
import vn.trangtien.egov.signing.KeyAccess;
import vn.trangtien.egov.signing.SealPlacement.Box;
import vn.trangtien.egov.signing.SignatureLevel;
import vn.trangtien.egov.signing.Signed;
import vn.trangtien.egov.signing.SigningAct;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.keys.KeyBook.Entry;
import vn.trangtien.egov.signing.keys.KeyStores;
import vn.trangtien.egov.signing.keys.OpenKey;
import vn.trangtien.egov.signing.pdf.Appearance;
import vn.trangtien.egov.signing.pdf.PadesSigner;
import vn.trangtien.egov.signing.pdf.SignatureFactory;
import vn.trangtien.egov.signing.pdf.Spot;

/** Opens the key, signs, and raises the signature as far as the authorities can be reached. */
final class Pen {

    /** Files up to this many bytes are worked on in memory. */
    static final long IN_MEMORY = 16L << 20;

    private final KeyStores stores;
    private final PadesSigner pades;
    private final DeskRules rules;
    private final Clock clock;

    Pen(KeyStores stores, PadesSigner pades, DeskRules rules, Clock clock) {
        this.stores = stores;
        this.pades = pades;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * One signature on paper.
     *
     * @param spot empty for an invisible one
     * @param person whose signature the seal covers
     */
    record Stroke(
            SigningAct act,
            Appearance look,
            Optional<Spot> spot,
            Optional<Box> person,
            boolean certifying,
            Instant at) {

        Stroke(SigningAct act, Appearance look, Spot spot, Optional<Box> person, boolean certifying, Instant at) {
            this(act, look, Optional.of(spot), person, certifying, at);
        }
    }

    Signed sign(FileContent file, Entry entry, KeyAccess access, Stroke stroke) throws SigningException, IOException {
        OpenKey key = stores.open(entry.location(), access.secret());
        checkValidity(key.certificate(), entry.name());
        SignatureFactory factory = stroke.spot()
                .map(spot -> SignatureFactory.visible(stroke.look(), spot, stroke.person()))
                .orElseGet(SignatureFactory::invisible);
        // A person's signature gets its revocation information when the agency signs; until then it need only be good.
        SignatureLevel wanted =
                stroke.act() == SigningAct.APPROVE ? lower(rules.level(), SignatureLevel.T) : rules.level();
        boolean check = stroke.act() == SigningAct.APPROVE && pades.levelAtOnce() != SignatureLevel.B;
        var wish = new PadesSigner.Wish(
                onDisk(factory, file),
                stroke.spot(),
                stroke.certifying(),
                SigningDesk.words(stroke.act()).vi(),
                stroke.at());
        var warnings = new ArrayList<BilingualText>();
        FileContent signed;
        try {
            signed = pades.sign(file, key, wish, check);
        } catch (SigningException e) {
            if (e.problem() != SigningProblem.REVOCATION_UNREACHABLE) {
                throw e;
            }
            warnings.add(noRevocation(SignatureLevel.T));
            signed = pades.sign(file, key, wish, false);
        }
        return raised(signed, wanted, fingerprint(key.certificate()), warnings);
    }

    Signed extend(FileContent file, SignatureLevel level) throws SigningException, IOException {
        FileContent extended = pades.extend(file, level, onDisk(SignatureFactory.invisible(), file));
        return new Signed(extended, extended.sha256(), level, clock.instant(), "", List.of());
    }

    private Signed raised(FileContent signed, SignatureLevel wanted, String fingerprint, List<BilingualText> warnings)
            throws SigningException, IOException {
        SignatureLevel reached = pades.levelAtOnce();
        FileContent result = signed;
        if (reached == SignatureLevel.B && wanted != SignatureLevel.B) {
            warnings.add(BilingualText.named("warning.no-time-stamp"));
        } else if (wanted.compareTo(reached) > 0) {
            try {
                result = pades.extend(signed, wanted, onDisk(SignatureFactory.invisible(), signed));
                reached = wanted;
                if (signed.file().isPresent()) {
                    Files.deleteIfExists(signed.file().get());
                }
            } catch (SigningException e) {
                if (e.problem() != SigningProblem.REVOCATION_UNREACHABLE) {
                    throw e;
                }
                warnings.add(noRevocation(reached));
            }
        }
        return new Signed(result, result.sha256(), reached, clock.instant(), fingerprint, warnings);
    }

    private SignatureFactory onDisk(SignatureFactory factory, FileContent file) throws IOException {
        return file.size() > IN_MEMORY ? factory.onDisk(rules.work()) : factory;
    }

    private void checkValidity(X509Certificate certificate, String name) throws SigningException {
        Instant now = clock.instant();
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw SigningException.of(
                    SigningProblem.CERTIFICATE_NOT_YET_VALID,
                    name,
                    certificate.getNotBefore().toInstant());
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw SigningException.of(
                    SigningProblem.CERTIFICATE_EXPIRED,
                    name,
                    certificate.getNotAfter().toInstant());
        }
    }

    private static BilingualText noRevocation(SignatureLevel level) {
        return BilingualText.named("warning.no-revocation", level);
    }

    private static SignatureLevel lower(SignatureLevel one, SignatureLevel other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String fingerprint(X509Certificate certificate) throws SigningException {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (java.security.GeneralSecurityException e) {
            throw SigningException.of(SigningProblem.FAILED, e, String.valueOf(e.getMessage()));
        }
    }
}
