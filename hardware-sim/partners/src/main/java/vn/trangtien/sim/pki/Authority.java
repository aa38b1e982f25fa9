package vn.trangtien.sim.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Gives certificates under one key. Every certificate names where its issuer's own certificate, its revocation list and, if there is
 * one, its OCSP responder are found.
 */
final class Authority {

    /** Where those who hold a certificate of this authority find out about it. */
    record Places(URI certificate, URI crl, List<URI> ocsp) {}

    /** From and to, both included. */
    record Validity(Instant from, Instant to) {

        Validity {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException(
                        "the end of a certificate must lie after its beginning %s, but was %s".formatted(from, to));
            }
        }
    }

    private static final int SERIAL_BITS = 126;

    private final Credential credential;
    private final Places places;
    private final SecureRandom random = new SecureRandom();

    Authority(Credential credential, Places places) {
        this.credential = credential;
        this.places = places;
    }

    /** A root, which vouches for itself. */
    static Credential root(KeyPair keys, X500Name name, Validity validity) throws GeneralSecurityException {
        var builder = new JcaX509v3CertificateBuilder(
                name,
                serial(new SecureRandom()),
                Date.from(validity.from()),
                Date.from(validity.to()),
                name,
                keys.getPublic());
        return new Credential(
                keys.getPrivate(), List.of(finish(builder, keys.getPublic(), Profile.ROOT, List.of(), keys)));
    }

    Credential credential() {
        return credential;
    }

    /** Certifies a key; the caller keeps its private half. */
    List<X509Certificate> certify(PublicKey key, X500Name subject, Profile profile, Validity validity)
            throws GeneralSecurityException {
        X509Certificate issuer = credential.certificate();
        var builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                serial(random),
                Date.from(validity.from()),
                Date.from(validity.to()),
                subject,
                key);
        var extensions = new ArrayList<Extension>();
        try {
            extensions.add(Extension.create(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey())));
            if (profile != Profile.OCSP) {
                extensions.add(Extension.create(Extension.cRLDistributionPoints, false, distribution()));
                extensions.add(Extension.create(Extension.authorityInfoAccess, false, access()));
            }
        } catch (IOException e) {
            throw new GeneralSecurityException("the extensions of a certificate cannot be written", e);
        }
        var chain = new ArrayList<X509Certificate>();
        chain.add(finish(builder, key, profile, extensions, new KeyPair(issuer.getPublicKey(), credential.key())));
        chain.addAll(credential.chain());
        return List.copyOf(chain);
    }

    private static X509Certificate finish(
            X509v3CertificateBuilder builder,
            PublicKey key,
            Profile profile,
            List<Extension> extensions,
            KeyPair signer)
            throws GeneralSecurityException {
        try {
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage()));
            for (Extension extension : profile.extensions()) {
                builder.addExtension(extension);
            }
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            var signing = new JcaContentSignerBuilder(KeyKind.sha256With(signer.getPrivate()));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signing.build(signer.getPrivate())));
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException("a certificate cannot be signed", e);
        }
    }

    private CRLDistPoint distribution() {
        var point = new DistributionPointName(new GeneralNames(uri(places.crl())));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(point, null, null)});
    }

    private AuthorityInformationAccess access() {
        var descriptions = new ArrayList<AccessDescription>();
        for (URI responder : places.ocsp()) {
            descriptions.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(responder)));
        }
        descriptions.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(places.certificate())));
        return new AuthorityInformationAccess(descriptions.toArray(AccessDescription[]::new));
    }

    private static GeneralName uri(URI address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address.toString());
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }
}
