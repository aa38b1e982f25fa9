package vn.trangtien.ingest.enrolment;

import java.io.IOException;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A hardware security module made of software: SoftHSM 2 over PKCS#11. The library finds its tokens by an environment variable,
 * which a process cannot set for itself; so it is tried out in a process of its own, and the user's own tokens are left alone.
 */
final class SoftModule {

    /** How the process ended and what it said. */
    record Outcome(int exitCode, String output) {}

    private static final String PIN = "123456";

    private final Path configuration;

    private SoftModule(Path configuration) {
        this.configuration = configuration;
    }

    /** Makes an authority's key in a new token under the folder and issues with it, all in another process. */
    static Outcome tryOut(Path folder, Path library) throws Exception {
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Path environment = folder.resolve("softhsm2.conf");
        Files.writeString(environment, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        Outcome made = run(
                environment,
                List.of(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "city",
                        "--pin",
                        PIN,
                        "--so-pin",
                        "12345678"));
        if (made.exitCode() != 0) {
            return made;
        }
        return run(
                environment,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoftModule.class.getName(),
                        folder.toString(),
                        library.toString()));
    }

    /** The other process: ends with a trace when anything is not as it should be. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        var module = new SoftModule(configuration(folder, Path.of(arguments[1])));
        X509Certificate certificate = module.makeAuthority("city-ca", CertificateAuthorityTest.NOW);

        CertificateAuthority authority = CertificateAuthority.outside(
                module.settings("city-ca"), folder, CertificateAuthorityTest.SECRET, CertificateAuthorityTest.NOW);

        CertificateAuthorityTest.assertIssues(authority, certificate);
    }

    private static Outcome run(Path environment, List<String> command) throws Exception {
        Path output = environment.resolveSibling("softhsm.out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SOFTHSM2_CONF", environment.toString());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    private static Path configuration(Path folder, Path library) throws IOException {
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
        return configuration;
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
