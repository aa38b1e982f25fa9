package vn.trangtien.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.gateway.remote.deploy.ReleaseManifest;
import vn.trangtien.video.model.ModelDirectory;
import vn.trangtien.video.model.ModelStore;

/** What is really in the packages that were built, read from their bytes. */
class DebIT {

    private static final Path TARGET = Path.of("target");
    private static final String SHARE = "./usr/share/trangtien-gateway/";
    private static final int BLOCK = 512;

    /** One file or folder of a package. */
    private record Entry(String name, int mode, String owner, String group, char type, byte[] content) {}

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aPackageHoldsTheProgramOfItsProcessorAndNoSimulator(Processor processor) throws Exception {
        Map<String, Entry> data = tar(deb(processor).get("data.tar"));
        List<String> jars = data.keySet().stream()
                .filter(name -> name.startsWith(SHARE + "lib/") && name.endsWith(".jar"))
                .toList();

        assertThat(jars).hasSizeBetween(20, 60);
        assertThat(data.keySet())
                .noneMatch(name -> name.contains("hardware-sim") || name.contains("city-in-a-box"))
                .noneMatch(name -> name.contains("-tests") || name.contains("junit") || name.contains("artemis"))
                .noneMatch(name -> name.matches(".*\\.(pem|p12|jks|key|db)"));
        String foreign = processor == Processor.AMD64 ? "linux-arm64" : "linux-x86_64";
        assertThat(jars).noneMatch(name -> name.contains(foreign));
        for (String jar : jars) {
            for (String entry : zipEntries(data.get(jar).content())) {
                assertThat(entry).as(jar).doesNotStartWith("vn/trangtien/sim/").doesNotStartWith("vn/trangtien/box/");
                assertThat(processor.wantsEntry(entry)).as(jar + " " + entry).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void everythingBelongsToRootAndOnlyScriptsAreExecutable(Processor processor) throws Exception {
        Map<String, Entry> data = tar(deb(processor).get("data.tar"));

        assertThat(data.values()).allSatisfy(entry -> {
            assertThat(entry.owner()).as(entry.name()).isEqualTo("root");
            assertThat(entry.group()).as(entry.name()).isEqualTo("root");
            boolean script = List.of("./usr/bin/trangtien-gateway", "./usr/lib/trangtien-gateway/launch")
                    .contains(entry.name());
            assertThat(entry.mode()).as(entry.name()).isEqualTo(script || entry.type() == '5' ? 0755 : 0644);
        });
        assertThat(data)
                .containsKeys(
                        "./usr/bin/trangtien-gateway",
                        "./usr/lib/trangtien-gateway/launch",
                        "./usr/lib/systemd/system/trangtien-gateway.service",
                        "./usr/lib/sysusers.d/trangtien-gateway.conf",
                        "./usr/lib/tmpfiles.d/trangtien-gateway.conf",
                        "./usr/lib/udev/rules.d/70-trangtien-gateway.rules",
                        "./usr/share/bash-completion/completions/trangtien-gateway",
                        "./usr/share/doc/trangtien-gateway/gateway.schema.json",
                        "./usr/share/doc/trangtien-gateway/gateway.yaml",
                        SHARE + "example/gateway.yaml",
                        SHARE + "RELEASE.json");
        assertThat(data.keySet()).noneMatch(name -> name.startsWith("./etc/") || name.startsWith("./var/"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theControlFilesSayWhatIsInstalled(Processor processor) throws Exception {
        Map<String, byte[]> deb = deb(processor);
        Map<String, Entry> control = tar(gunzip(deb.get("control.tar.gz")));

        assertThat(deb.keySet()).first().isEqualTo("debian-binary");
        assertThat(text(control.get("./control")))
                .contains("Package: trangtien-gateway\n", "Architecture: " + processor.debian() + "\n")
                .contains("java17-runtime-headless")
                .containsPattern("Version: \\d+\\.\\d+\\.\\d+")
                .doesNotContain("[[");
        assertThat(control).containsKeys("./postinst", "./prerm", "./postrm", "./md5sums");
        assertThat(control).doesNotContainKey("./conffiles");
        assertThat(List.of("./postinst", "./prerm", "./postrm"))
                .allSatisfy(script -> assertThat(control.get(script).mode()).isEqualTo(0755));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theZipForUpdatesIsTheSameRelease(Processor processor) throws Exception {
        Path tree = TARGET.resolve("root-" + processor.debian()).resolve("usr/share/trangtien-gateway");
        ReleaseManifest manifest = ReleaseManifest.read(tree);
        Map<String, Entry> data = tar(deb(processor).get("data.tar"));

        manifest.requireWhole(tree);
        assertThat(manifest.arch()).isEqualTo(processor.debian());
        assertThat(data.keySet().stream().filter(name -> name.startsWith(SHARE + "lib/") && name.endsWith(".jar")))
                .containsExactlyInAnyOrderElementsOf(manifest.files().keySet().stream()
                        .map(name -> SHARE + name)
                        .toList());
        Path zip = TARGET.resolve("trangtien-gateway-%s-%s.zip".formatted(manifest.version(), processor.debian()));
        List<String> zipped = zipEntries(Files.readAllBytes(zip));
        assertThat(zipped.subList(1, zipped.size()))
                .containsExactlyElementsOf(manifest.files().keySet());
        assertThat(zipped.get(0)).isEqualTo(ReleaseManifest.FILE);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theModelForDetectorsIsThereWithItsLicence(Processor processor) throws Exception {
        assumeTrue(
                new ModelStore(ModelDirectory.ofUser(), List.of()).has("ssd"),
                "this build had no model: npm or the network was missing");

        assertThat(tar(deb(processor).get("data.tar")))
                .containsKeys(
                        SHARE + "models/ssd/model.onnx",
                        SHARE + "models/ssd/model.yaml",
                        SHARE + "models/ssd/anchors.f32",
                        SHARE + "models/ssd/LICENSE");
    }

    private static Map<String, byte[]> deb(Processor processor) throws IOException {
        try (var files = Files.list(TARGET)) {
            Path deb = files.filter(file -> file.toString().endsWith("_" + processor.debian() + ".deb"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.size(deb)).isBetween(20L << 20, 100L << 20);
            return ar(deb);
        }
    }

    /** An ar archive: a magic line, then 60 bytes of header before each file, at even offsets. */
    private static Map<String, byte[]> ar(Path file) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readNBytes(8), StandardCharsets.US_ASCII)).isEqualTo("!<arch>\n");
            for (byte[] header = in.readNBytes(60); header.length == 60; header = in.readNBytes(60)) {
                String name = ascii(header, 0, 16).replace("/", "").trim();
                int size = Integer.parseInt(ascii(header, 48, 10).trim());
                members.put(name, in.readNBytes(size));
                in.skipNBytes(size % 2);
            }
        }
        return members;
    }

    private static Map<String, Entry> tar(byte[] bytes) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String longName = "";
        for (int at = 0; at + BLOCK <= bytes.length && bytes[at] != 0; ) {
            int size = Integer.parseInt(field(bytes, at + 124, 12), 8);
            byte[] content = new byte[size];
            System.arraycopy(bytes, at + BLOCK, content, 0, size);
            char type = (char) bytes[at + 156];
            String name = longName.isEmpty() ? field(bytes, at, 100) : longName;
            longName = "";
            if (type == 'L') {
                longName = field(content, 0, size);
            } else {
                int mode = Integer.parseInt(field(bytes, at + 100, 8), 8) & 0777;
                var entry =
                        new Entry(name, mode, field(bytes, at + 265, 32), field(bytes, at + 297, 32), type, content);
                entries.put(name.endsWith("/") ? name.substring(0, name.length() - 1) : name, entry);
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return entries;
    }

    private static String field(byte[] bytes, int at, int length) {
        String text = ascii(bytes, at, length);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).trim();
    }

    private static String ascii(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.US_ASCII);
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static String text(Entry entry) {
        return new String(entry.content(), StandardCharsets.UTF_8);
    }

    private static List<String> zipEntries(byte[] zip) throws IOException {
        List<String> names = new java.util.ArrayList<>();
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
