package vn.trangtien.ingest.releases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.releases.ReleaseRefused.Reason;

/** A package on the disk: what it is, by its own words, and by its bytes. */
record PackageFile(Path path, String sha256, long size, String version, String arch) {

    private static final String MANIFEST = "RELEASE.json";
    private static final int MAX_MANIFEST = 1024 * 1024;
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}");
    private static final Pattern ARCH = Pattern.compile("arm64|amd64");

    /**
     * Writes the bytes into a new file and looks what it is.
     *
     * @throws ReleaseRefused if it is no package, or too large; nothing is left behind then
     */
    static PackageFile receive(InputStream in, Path file, long maxBytes) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = 0;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    size += read;
                    if (size > maxBytes) {
                        throw new ReleaseRefused(
                                Reason.TOO_LARGE,
                                "file must have at most %d bytes (trangtien.ingest.releases.max-bytes), but has more"
                                        .formatted(maxBytes));
                    }
                    out.write(buffer, 0, read);
                }
            }
            JsonNode manifest = manifest(file);
            return new PackageFile(
                    file,
                    HexFormat.of().formatHex(digest.digest()),
                    size,
                    text(manifest, "version", VERSION),
                    text(manifest, "arch", ARCH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException | ReleaseRefused e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static JsonNode manifest(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                throw refused("it holds no " + MANIFEST);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
                if (bytes.length > MAX_MANIFEST) {
                    throw refused(MANIFEST + " is larger than " + MAX_MANIFEST + " bytes");
                }
                return JsonMapper.shared().readTree(bytes);
            }
        } catch (ZipException e) {
            throw refused("it is no zip: " + e.getMessage());
        } catch (JacksonException e) {
            throw refused(MANIFEST + " is no JSON");
        }
    }

    private static String text(JsonNode manifest, String field, Pattern pattern) {
        String text = manifest.path(field).asString("");
        if (!pattern.matcher(text).matches()) {
            throw refused("%s of %s must match %s, but was '%s'".formatted(field, MANIFEST, pattern, text));
        }
        return text;
    }

    private static ReleaseRefused refused(String why) {
        return new ReleaseRefused(
                Reason.NO_PACKAGE, "file must be a package trangtien-gateway-<version>-<arch>.zip, but " + why);
    }
}
