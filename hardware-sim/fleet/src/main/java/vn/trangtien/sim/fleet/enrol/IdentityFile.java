package vn.trangtien.sim.fleet.enrol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The identities of a fleet in one file that only its owner may read: a line for each gateway with account, id, key (PKCS#8),
 * certificate and authority in base64. A key store would derive a key from a password for each of thousands, which takes minutes.
 */
public final class IdentityFile {

    private static final String HEAD = "trangtien-fleet-identities-1";
    private static final int FIELDS = 5;

    private IdentityFile() {}

    public static void write(Path file, List<FleetIdentity> identities) throws IOException, GeneralSecurityException {
        var text = new StringBuilder(HEAD).append('\n');
        Base64.Encoder base64 = Base64.getEncoder();
        for (FleetIdentity one : identities) {
            text.append(one.account())
                    .append(' ')
                    .append(one.gateway())
                    .append(' ')
                    .append(base64.encodeToString(one.key().getEncoded()))
                    .append(' ')
                    .append(base64.encodeToString(one.certificate().getEncoded()))
                    .append(' ')
                    .append(base64.encodeToString(one.authority().getEncoded()))
                    .append('\n');
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly(file));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException naming the line if it is not such a file */
    public static List<FleetIdentity> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IOException(
                    "%s:1: must be '%s'; remove the file, and the fleet enrols anew".formatted(file, HEAD));
        }
        List<FleetIdentity> identities = new ArrayList<>();
        int number = 1;
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            CertificateFactory certificates = CertificateFactory.getInstance("X.509");
            for (String line : lines.subList(1, lines.size())) {
                number++;
                String[] fields = line.split(" ", -1);
                if (fields.length != FIELDS) {
                    throw new IOException(
                            "%s:%d: must have %d fields, but has %d".formatted(file, number, FIELDS, fields.length));
                }
                identities.add(new FleetIdentity(
                        fields[0],
                        fields[1],
                        keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(fields[2]))),
                        certificate(certificates, fields[3]),
                        certificate(certificates, fields[4])));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("%s:%d: holds no key or certificate".formatted(file, number), e);
        }
        return identities;
    }

    private static X509Certificate certificate(CertificateFactory factory, String base64)
            throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(base64)));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
