package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code RELEASE.json} of a release: what it is and which files it consists of.
 *
 * @param arch as Debian calls it, {@code amd64} or {@code arm64}
 * @param java oldest feature release of Java that runs it
 * @param files SHA-256 in hexadecimal by path, all below {@code lib/}
 */
public record ReleaseManifest(ReleaseVersion version, String arch, int java, SortedMap<String, String> files) {

    public static final String FILE = "RELEASE.json";

    /** The same hashes as {@code sha256sum} wants them; made by the gateway from the manifest when it unpacks. */
    static final String SUMS = "SHA256SUMS";

    private static final Pattern FILE_NAME = Pattern.compile("lib/[0-9A-Za-z][0-9A-Za-z._+-]{0,127}\\.jar");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_FILES = 1_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public ReleaseManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Describes what lies below {@code tree/lib}. */
    public static ReleaseManifest describe(Path tree, ReleaseVersion version, String arch, int java)
            throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> jars = Files.list(tree.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                files.put("lib/" + jar.getFileName(), Sha256.of(jar));
            }
        }
        return new ReleaseManifest(version, arch, java, files);
    }

    public void write(Path tree) throws IOException {
        var root = JSON.createObjectNode();
        root.put("version", version.text());
        root.put("arch", arch);
        root.put("java", java);
        var hashes = root.putObject("files");
        files.forEach(hashes::put);
        Files.writeString(tree.resolve(FILE), JSON.writeValueAsString(root) + "\n");
    }

    /** @throws DeployException if there is none, or it says nonsense */
    public static ReleaseManifest read(Path tree) throws DeployException {
        try {
            return parse(Files.readString(tree.resolve(FILE)));
        } catch (IOException e) {
            throw new DeployException("%s in %s cannot be read: %s".formatted(FILE, tree, e.getMessage()), e);
        }
    }

    static ReleaseManifest parse(String json) throws DeployException {
        try {
            JsonNode root = JSON.readTree(json);
            SortedMap<String, String> files = new TreeMap<>();
            for (var file : root.path("files").properties()) {
                String hash = file.getValue().asString("");
                if (!FILE_NAME.matcher(file.getKey()).matches()
                        || !HASH.matcher(hash).matches()) {
                    throw new DeployException(
                            "%s names the file '%s' with the hash '%s'; only lib/<name>.jar with a SHA-256 is allowed"
                                    .formatted(FILE, file.getKey(), hash));
                }
                files.put(file.getKey(), hash);
            }
            if (files.isEmpty() || files.size() > MOST_FILES) {
                throw new DeployException(
                        "%s must name 1 to %d files, but names %d".formatted(FILE, MOST_FILES, files.size()));
            }
            return new ReleaseManifest(
                    new ReleaseVersion(root.path("version").asString("")),
                    root.path("arch").asString(""),
                    root.path("java").asInt(0),
                    files);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new DeployException("%s is not understood: %s".formatted(FILE, e.getMessage()), e);
        }
    }

    /** Compares every file below {@code tree} with its hash; files that are missing or not named are damage as well. */
    public void requireWhole(Path tree) throws DeployException {
        List<String> damage = new ArrayList<>();
        try {
            for (var file : files.entrySet()) {
                Path path = tree.resolve(file.getKey());
                if (!Files.isRegularFile(path)) {
                    damage.add(file.getKey() + " is missing");
                } else if (!Sha256.of(path).equals(file.getValue())) {
                    damage.add(file.getKey() + " has changed");
                }
            }
            try (Stream<Path> present = Files.list(tree.resolve("lib"))) {
                present.map(path -> "lib/" + path.getFileName())
                        .filter(path -> !files.containsKey(path))
                        .forEach(path -> damage.add(path + " does not belong to it"));
            }
        } catch (IOException e) {
            throw new DeployException("release %s cannot be read: %s".formatted(version, e.getMessage()), e);
        }
        if (!damage.isEmpty()) {
            throw new DeployException(
                    "release %s is damaged: %s; install it again".formatted(version, String.join(", ", damage)));
        }
    }

    /** Whether this machine can run it. */
    void requireFitting(String thisArch, int thisJava) throws DeployException {
        if (!arch.equals(thisArch)) {
            throw new DeployException("release %s is for %s, but this machine is %s; choose the package for %s"
                    .formatted(version, arch, thisArch, thisArch));
        }
        if (java > thisJava) {
            throw new DeployException("release %s needs Java %d, but this machine has %d; install a newer Java first"
                    .formatted(version, java, thisJava));
        }
    }

    String sums() {
        return files.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** What Debian calls this machine. */
    public static String thisArch() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "aarch64", "arm64" -> "arm64";
            case "amd64", "x86_64" -> "amd64";
            default -> arch;
        };
    }
}
