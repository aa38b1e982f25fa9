package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import vn.trangtien.gateway.disk.Durable;

/**
 * A package, a zip of {@value ReleaseManifest#FILE} and the files that it names. Only those names are unpacked, so no entry can
 * reach out of its folder, and only as many bytes as a gateway may hold.
 */
final class PackageArchive {

    /** Unpacked; the present release has a tenth. */
    static final long MOST_BYTES = 512L << 20;

    private static final int MOST_MANIFEST_BYTES = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private PackageArchive() {}

    /** Reads what a package says of itself, without unpacking anything. */
    static ReleaseManifest manifest(Path zip) throws DeployException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return manifest(file);
        } catch (IOException e) {
            throw new DeployException("the package is not a readable zip: " + e.getMessage(), e);
        }
    }

    private static ReleaseManifest manifest(ZipFile file) throws IOException, DeployException {
        ZipEntry entry = file.getEntry(ReleaseManifest.FILE);
        if (entry == null || entry.getSize() > MOST_MANIFEST_BYTES) {
            throw new DeployException("the package holds no usable " + ReleaseManifest.FILE);
        }
        try (InputStream in = file.getInputStream(entry)) {
            return ReleaseManifest.parse(new String(in.readNBytes(MOST_MANIFEST_BYTES), StandardCharsets.UTF_8));
        }
    }

    /** Unpacks into an empty folder, flushes every file, and compares each with its hash. */
    static void unpack(Path zip, Path into) throws DeployException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ReleaseManifest manifest = manifest(file);
            requireNothingElse(file, manifest);
            Files.createDirectories(into.resolve("lib"));
            long room = MOST_BYTES;
            for (String name : manifest.files().keySet()) {
                ZipEntry entry = file.getEntry(name);
                if (entry == null) {
                    throw new DeployException("the package lacks %s, which its manifest names".formatted(name));
                }
                room -= copy(file, entry, into.resolve(name), room);
            }
            manifest.requireWhole(into);
            manifest.write(into);
            Durable.flush(into.resolve(ReleaseManifest.FILE));
            // Last: the launcher takes a folder without it for incomplete.
            Durable.write(into.resolve(ReleaseManifest.SUMS), manifest.sums());
        } catch (IOException e) {
            throw new DeployException("the package cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static void requireNothingElse(ZipFile file, ReleaseManifest manifest) throws DeployException {
        Set<String> seen = new HashSet<>();
        for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            boolean expected = name.equals("lib/")
                    || name.equals(ReleaseManifest.FILE)
                    || manifest.files().containsKey(name);
            if (!expected || !seen.add(name)) {
                throw new DeployException(
                        "the package holds '%s', which its manifest does not name once; it is refused".formatted(name));
            }
        }
    }

    private static long copy(ZipFile file, ZipEntry entry, Path to, long room) throws IOException, DeployException {
        long total = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                total += read;
                if (total > room) {
                    throw new DeployException(
                            "unpacked, the package is larger than %d MiB; it is refused".formatted(MOST_BYTES >> 20));
                }
                out.write(chunk, 0, read);
            }
        }
        Durable.flush(to);
        return total;
    }
}
