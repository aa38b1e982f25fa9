package vn.trangtien.sim.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import vn.trangtien.sim.pki.Authority.Places;
import vn.trangtien.sim.pki.Authority.Validity;

/** The authorities' own keys and certificates. */
record Authorities(Credential root, Credential issuing, Credential timeStamper, Credential ocspResponder) {

    private static final Period ROOT_YEARS = Period.ofYears(20);
    private static final Period ISSUING_YEARS = Period.ofYears(10);
    private static final Period SERVICE_YEARS = Period.ofYears(5);

    /** Clocks of those who verify may be a little behind. */
    private static final Period BEFORE = Period.ofDays(1);

    /** Names that nobody takes for the real ones. */
    private static final String BODY = "Ban Cơ yếu Chính phủ (mô phỏng)";

    static Authorities load(PkiFolder folder) throws IOException, GeneralSecurityException {
        Credential root = folder.load("root", List.of());
        Credential issuing = folder.load("issuing", root.chain());
        return new Authorities(
                root, issuing, folder.load("tsa", issuing.chain()), folder.load("ocsp", issuing.chain()));
    }

    static Authorities create(PkiFolder folder, PkiSettings settings, PkiAddresses at, Instant now)
            throws IOException, GeneralSecurityException {
        Credential root =
                Authority.root(settings.authorityKeys().generate(), name("Root CA mô phỏng"), years(now, ROOT_YEARS));
        Credential issuing = give(
                rootAuthority(root, at),
                settings.authorityKeys(),
                "CA chuyên dùng công vụ mô phỏng",
                Profile.ISSUING,
                years(now, ISSUING_YEARS));
        Authority issuer = issuingAuthority(issuing, at);
        Validity service = years(now, SERVICE_YEARS);
        var all = new Authorities(
                root,
                issuing,
                give(issuer, settings.serviceKeys(), "Dấu thời gian mô phỏng", Profile.TSA, service),
                give(issuer, settings.serviceKeys(), "OCSP mô phỏng", Profile.OCSP, service));
        folder.store("root", all.root());
        folder.store("issuing", all.issuing());
        folder.store("tsa", all.timeStamper());
        folder.store("ocsp", all.ocspResponder());
        return all;
    }

    Authority issuer(PkiAddresses at) {
        return issuingAuthority(issuing, at);
    }

    private static Authority rootAuthority(Credential root, PkiAddresses at) {
        return new Authority(root, new Places(at.rootCertificate(), at.rootCrl(), List.of()));
    }

    private static Authority issuingAuthority(Credential issuing, PkiAddresses at) {
        return new Authority(issuing, new Places(at.issuingCertificate(), at.issuingCrl(), List.of(at.ocsp())));
    }

    private static Credential give(Authority by, KeyKind kind, String name, Profile profile, Validity validity)
            throws GeneralSecurityException {
        KeyPair keys = kind.generate();
        return new Credential(keys.getPrivate(), by.certify(keys.getPublic(), name(name), profile, validity));
    }

    private static Validity years(Instant now, Period length) {
        return new Validity(
                now.atOffset(ZoneOffset.UTC).minus(BEFORE).toInstant(),
                now.atOffset(ZoneOffset.UTC).plus(length).toInstant());
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, BODY)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
