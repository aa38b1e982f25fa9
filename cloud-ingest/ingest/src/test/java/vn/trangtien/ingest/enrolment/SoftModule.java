package vn.trangtien.ingest.enrolment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A hardware security module made of software: SoftHSM 2 over PKCS#11. */
final class SoftModule {

    private static final String PIN = "123456";

    private final Path configuration;

    private SoftModule(Path configuration) {
        this.configuration = configuration;
    }

    /** The module finds its token by SOFTHSM2_CONF, which a process cannot set for itself; its user's file is the other way. */
    static SoftModule in(Path folder, Path library) throws Exception {
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Path own = Path.of(System.getProperty("user.home"), ".config", "softhsm2");
        Files.createDirectories(own);
        Files.writeString(
                own.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        Process made = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "city",
                        "--pin",
                        PIN,
                        "--so-pin",
                        "12345678")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("softhsm.out").toFile())
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("softhsm.out")));
        }
        Path configuration = folder.resolve("pkcs11.cfg");
        Files.writeString(configuration, """
                name = city
                library = %s
                slotListIndex = 0
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_TOKEN = true
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                """.formatted(library));
        return new SoftModule(configuration);
    }

    AuthorityProperties.Keystore settings(String alias) {
        return new AuthorityProperties.Keystore("PKCS11", null, configuration, alias, PIN);
    }

    X509Certificate makeAuthority(String alias, Clock clock) throws Exception {
        Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        var name = Issuing.name("Huế", "Outside Authority", java.util.Optional.empty());
        var builder = new JcaX509v3CertificateBuilder(
                        name,
                        java.math.BigInteger.TEN,
                        Date.from(clock.instant()),
                        Date.from(clock.instant().plus(Duration.ofDays(3650))),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(provider)
                        .build(pair.getPrivate())));
        store.setKeyEntry(alias, pair.getPrivate(), null, new Certificate[] {certificate});
        return certificate;
    }
}
