package vn.trangtien.egov.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import vn.trangtien.egov.signing.desk.DeskRules;
import vn.trangtien.egov.signing.desk.Signers;
import vn.trangtien.egov.signing.desk.SigningDesk;
import vn.trangtien.egov.signing.keys.KeyBook.Entry;
import vn.trangtien.egov.signing.keys.KeyLocation;
import vn.trangtien.egov.signing.keys.KeyStores;
import vn.trangtien.egov.signing.keys.OpenKey.RsaPadding;
import vn.trangtien.egov.signing.pdf.PadesSigner;
import vn.trangtien.egov.signing.stamp.Lettering;
import vn.trangtien.egov.signing.stamp.PictureBook;
import vn.trangtien.egov.signing.stamp.SamplePictures;
import vn.trangtien.egov.signing.trust.Authorities;
import vn.trangtien.egov.signing.trust.SigningAuthorities;
import vn.trangtien.egov.signing.trust.TrustAnchors;
import vn.trangtien.egov.signing.verdict.CertificateRoles;
import vn.trangtien.egov.signing.verdict.StrictVerifier;
import vn.trangtien.sim.pki.Credential;
import vn.trangtien.sim.pki.KeyKind;
import vn.trangtien.sim.pki.PkiSettings;
import vn.trangtien.sim.pki.SimulatedPki;
import vn.trangtien.sim.pki.Subject;

/** An office with its authorities: one leader, one agency, and whoever a test wants. One for all tests of the module. */
final class SigningStand {

    static final String CITY = "H57";
    static final String CITY_NAME = "Ủy ban nhân dân thành phố Huế";
    static final char[] SECRET = "secret-1".toCharArray();
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static SigningStand only;

    final Path folder;
    final SimulatedPki pki;
    final Lettering lettering;
    final KeyAccess leader;
    final KeyAccess city;
    private final Map<UUID, Entry> entries = new HashMap<>();
    private final Map<UUID, Credential> credentials = new HashMap<>();

    private SigningStand() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "signing");
        Files.createDirectories(folder.resolve("keys"));
        Files.createDirectories(folder.resolve("work"));
        pki = SimulatedPki.open(PkiSettings.quick(folder.resolve("pki")), Clock.systemUTC());
        lettering = Lettering.load(Optional.empty());
        leader = person("CB-0001", "Nguyễn Văn A", CITY, CITY_NAME, KeyKind.EC_P256);
        city = agency(CITY, CITY_NAME, KeyKind.EC_P256);
    }

    static synchronized SigningStand get() {
        try {
            if (only == null) {
                only = new SigningStand();
            }
            only.pki.faults().clear();
            return only;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    KeyAccess person(String id, String name, String agencyCode, String agencyName, KeyKind kind) throws IOException {
        var subject = new Subject.Person(id, name, "Phó Chủ tịch", agencyCode, agencyName);
        return keep(SignerRole.PERSON, id, name, agencyCode, pki.issue(subject, kind));
    }

    KeyAccess agency(String code, String name, KeyKind kind) throws IOException {
        return keep(SignerRole.AGENCY, code, name, code, pki.issue(new Subject.Agency(code, name), kind));
    }

    KeyAccess keep(SignerRole role, String holder, String name, String agencyCode, Credential credential)
            throws IOException {
        UUID id = UUID.randomUUID();
        Files.write(folder.resolve("keys").resolve(id + ".p12"), credential.pkcs12(SECRET));
        KeyLocation place = new KeyLocation.Pkcs12(id + ".p12", Credential.ALIAS);
        credentials.put(id, credential);
        return register(new Entry(id, role, holder, name, agencyCode, place));
    }

    KeyAccess register(Entry entry) {
        entries.put(entry.id(), entry);
        return new KeyAccess(entry.id(), SECRET);
    }

    X509Certificate certificate(KeyAccess key) {
        return credentials.get(key.key()).certificate();
    }

    SigningDesk desk() {
        return desk(Clock.systemUTC(), SignatureLevel.LT, RsaPadding.PSS, Map.of());
    }

    SigningDesk desk(Clock clock, SignatureLevel level, RsaPadding padding, Map<String, Path> tokens) {
        TrustAnchors anchors = TrustAnchors.of(List.of(pki.root()));
        Authorities online = Authorities.online(anchors, Duration.ofSeconds(2));
        var signing = new SigningAuthorities(online, Optional.of(pki.addresses().tsa()), clock, Duration.ofMinutes(5));
        return new SigningDesk(
                id -> Optional.ofNullable(entries.get(id)),
                new KeyStores(folder.resolve("keys"), tokens, padding),
                PictureBook.samples(new SamplePictures(lettering)),
                lettering,
                new DeskRules(level, SampleDocument.SEAL_MILLIMETRES, 200L << 20, folder.resolve("work"), ZONE),
                new Signers(
                        new PadesSigner(signing, TimeZone.getTimeZone(ZONE)),
                        new StrictVerifier(online, CertificateRoles.none(), limits(), clock)),
                clock);
    }

    /** Asks nobody, knows the root only. */
    StrictVerifier offline(Clock clock) {
        return new StrictVerifier(
                Authorities.offline(TrustAnchors.of(List.of(pki.root()))), CertificateRoles.none(), limits(), clock);
    }

    StrictVerifier offline() {
        return offline(Clock.systemUTC());
    }

    StrictVerifier trusting(List<X509Certificate> roots) {
        return new StrictVerifier(
                Authorities.offline(TrustAnchors.of(roots)), CertificateRoles.none(), limits(), Clock.systemUTC());
    }

    StrictVerifier.Limits limits() {
        return new StrictVerifier.Limits(
                200L << 20, Set.of(PlaceNames.NUMBER, PlaceNames.DATE), folder.resolve("work"));
    }

    byte[] approved() throws IOException, SigningException {
        return desk().sign(new SigningOrder.Approve(FileContent.of(SampleDocument.decision()), leader))
                .file()
                .bytes();
    }

    byte[] issued() throws IOException, SigningException {
        return issue(approved()).file().bytes();
    }

    Signed issue(byte[] approved) throws SigningException {
        return desk().sign(new SigningOrder.Issue(FileContent.of(approved), city, "01", "24 tháng 11 năm 2026", CITY));
    }

    static Clock at(Instant instant) {
        return Clock.fixed(instant, ZONE);
    }
}
