package vn.trangtien.sim.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.trangtien.sim.pki.Journal.Revocation;

/**
 * The newest list of what one authority has revoked (RFC 5280). A list is made when it is asked for and kept for ten minutes, or
 * until the next revocation. Thread-safe.
 */
final class RevocationLists {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration VALID = Duration.ofDays(1);

    private final Credential authority;
    private final Journal journal;
    private final Clock clock;

    private BigInteger number = BigInteger.ZERO;
    private Optional<Made> newest = Optional.empty();

    private record Made(Instant at, int entries, byte[] der) {}

    RevocationLists(Credential authority, Journal journal, Clock clock) {
        this.authority = authority;
        this.journal = journal;
        this.clock = clock;
    }

    /** The list in DER. */
    synchronized byte[] newest() throws GeneralSecurityException {
        Instant now = clock.instant();
        Map<BigInteger, Revocation> revoked = journal.revocations();
        if (newest.isEmpty() || outdated(newest.get(), now, revoked.size())) {
            newest = Optional.of(new Made(now, revoked.size(), make(now, revoked)));
        }
        return newest.get().der();
    }

    private static boolean outdated(Made list, Instant now, int entries) {
        return list.entries() != entries
                || now.isBefore(list.at())
                || !now.isBefore(list.at().plus(KEPT));
    }

    private byte[] make(Instant now, Map<BigInteger, Revocation> revoked) throws GeneralSecurityException {
        // Grows over a restart too, as long as the clock does.
        number = number.add(BigInteger.ONE).max(BigInteger.valueOf(now.toEpochMilli()));
        try {
            X509v2CRLBuilder builder = new JcaX509v2CRLBuilder(authority.certificate(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(VALID)));
            revoked.forEach((serial, revocation) -> builder.addCRLEntry(
                    serial, Date.from(revocation.at()), revocation.reason().code()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(
                                    authority.certificate().getPublicKey()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            var signer = new JcaContentSignerBuilder(KeyKind.sha256With(authority.key()));
            return builder.build(signer.build(authority.key())).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("a revocation list cannot be made", e);
        }
    }
}
