package vn.trangtien.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The configurations that stand in the repository. */
public final class Examples {

    private static final Path ROOT = root();

    private Examples() {}

    /** Top folder of the sources. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/technician.md"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("the tests must run inside the sources");
            }
            folder = parent;
        }
        return folder;
    }

    /** The one of the handbook: six sensors. */
    public static String handbook() {
        return read(ROOT.resolve("docs/examples/gateway.yaml"));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of the main sources and of the documentation that configures a gateway. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("src/test/"))
                    .filter(file -> read(file).lines().anyMatch("gateway:"::equals))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
