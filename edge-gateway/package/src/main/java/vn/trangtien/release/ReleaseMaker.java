package vn.trangtien.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import picocli.AutoComplete;
import vn.trangtien.gateway.cli.GatewayCommand;
import vn.trangtien.gateway.remote.deploy.Installer;
import vn.trangtien.gateway.remote.deploy.ReleaseManifest;
import vn.trangtien.gateway.remote.deploy.ReleaseVersion;
import vn.trangtien.video.model.ModelDirectory;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelFiles;
import vn.trangtien.video.model.ModelStore;

/**
 * Makes of {@code target/libraries}, for each processor, the tree {@code target/root-ARCH} of the Debian package and the zip of
 * the same release for updates. The same sources give the same bytes.
 */
public final class ReleaseMaker {

    /** Of the bytecode that the build makes. */
    private static final int OLDEST_JAVA = 17;

    /** Zips know no time zone but have a date; the day on which they begin to count. */
    private static final FileTime NO_TIME = FileTime.from(Instant.parse("1980-02-01T00:00:00Z"));

    private static final String MODEL = "ssd";

    private ReleaseMaker() {}

    /** @param arguments the folder {@code target}, and the version */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        var version = new ReleaseVersion(arguments[1]);
        for (Processor processor : Processor.values()) {
            Path root = target.resolve("root-" + processor.debian());
            Path tree = root.resolve("usr/share").resolve(Installer.PACKAGE);
            deleteTree(root);
            copyLibraries(target.resolve("libraries"), tree.resolve("lib"), processor);
            copyModel(tree.resolve("models"));
            ReleaseManifest.describe(tree, version, processor.debian(), OLDEST_JAVA)
                    .write(tree);
            zip(tree, target.resolve("%s-%s-%s.zip".formatted(Installer.PACKAGE, version, processor.debian())));
            Path completions = Files.createDirectories(root.resolve("usr/share/bash-completion/completions"));
            Files.writeString(
                    completions.resolve(Installer.PACKAGE),
                    AutoComplete.bash(Installer.PACKAGE, GatewayCommand.commandLine()));
            control(target, processor);
        }
    }

    static void copyLibraries(Path from, Path to, Processor processor) throws IOException {
        Files.createDirectories(to);
        for (Path jar : sorted(from)) {
            String name = jar.getFileName().toString();
            if (!processor.wantsJar(name)) {
                continue;
            }
            if (isWhollyWanted(jar, processor)) {
                Files.copy(jar, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } else {
                copyFiltered(jar, to.resolve(name), processor);
            }
        }
    }

    /**
     * The default model for detectors, if the build has it. It goes into the Debian package only: an update over the air leaves
     * out 18 MB that hardly ever change, and goes on with the model of the package.
     */
    private static void copyModel(Path to) throws IOException {
        ModelStore store = new ModelStore(ModelDirectory.ofUser(), List.of());
        try {
            ModelFiles model = store.open(MODEL);
            model.check();
            Path folder = Files.createDirectories(to.resolve(MODEL));
            for (Path file : sorted(model.folder())) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        } catch (ModelException e) {
            System.out.println("[model] the package is made without it, its cameras count by motion: " + e.english());
        }
    }

    private static boolean isWhollyWanted(Path jar, Processor processor) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream().allMatch(entry -> processor.wantsEntry(entry.getName()));
        }
    }

    private static void copyFiltered(Path jar, Path to, Processor processor) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && processor.wantsEntry(entry.getName())) {
                    put(out, entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    /** Jars are compressed already: storing them again costs no time and no room. */
    private static void zip(Path tree, Path zip) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            put(out, ReleaseManifest.FILE, Files.readAllBytes(tree.resolve(ReleaseManifest.FILE)));
            for (Path jar : sorted(tree.resolve("lib"))) {
                put(out, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(NO_TIME);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    /** The control files, with the processor filled in; the version is filled in by jdeb. */
    private static void control(Path target, Processor processor) throws IOException {
        Path from = target.resolveSibling("src/deb/control");
        Path to = Files.createDirectories(target.resolve("control-" + processor.debian()));
        for (Path file : sorted(from)) {
            Files.writeString(
                    to.resolve(file.getFileName().toString()),
                    Files.readString(file).replace("[[arch]]", processor.debian()));
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
