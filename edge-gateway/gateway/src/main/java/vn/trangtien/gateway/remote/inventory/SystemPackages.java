package vn.trangtien.gateway.remote.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packages of the operating system, from dpkg where there is one. */
final class SystemPackages {

    private static final Logger LOG = LoggerFactory.getLogger(SystemPackages.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST = 5_000;

    private final Path query;

    SystemPackages(Path query) {
        this.query = query;
    }

    static SystemPackages ofThisMachine() {
        return new SystemPackages(Path.of("/usr/bin/dpkg-query"));
    }

    /** Empty on a system that has no dpkg, or whose dpkg does not answer in time. */
    List<Software> all() throws InterruptedException {
        if (!Files.isExecutable(query)) {
            return List.of();
        }
        try {
            Process process = new ProcessBuilder(
                            query.toString(), "-W", "-f=${db:Status-Abbrev} ${Package} ${Version}\\n")
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            var guard = process.onExit().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
            guard.whenComplete((done, late) -> {
                if (late != null) {
                    process.destroyForcibly();
                }
            });
            List<Software> found = parsed(process);
            if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
                LOG.warn("dpkg-query did not list the packages");
            }
            return found;
        } catch (IOException e) {
            LOG.warn("dpkg-query=\"{}\"", e.getMessage());
            return List.of();
        }
    }

    private static List<Software> parsed(Process process) throws IOException {
        List<Software> found = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && found.size() < MOST; line = lines.readLine()) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 3 && words[0].startsWith("ii")) {
                    found.add(new Software(words[1], words[2], "DEB"));
                }
            }
        }
        return found;
    }
}
