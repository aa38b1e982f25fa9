package vn.trangtien.video.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the models of this machine lie. */
public final class ModelDirectory {

    /** System property that names the folder. */
    public static final String PROPERTY = "trangtien.models";

    /** System property that names a folder with models that came with the program and are never written. */
    public static final String BUNDLED_PROPERTY = "trangtien.models.bundled";

    /** Environment variable that names the folder if the property does not. */
    public static final String VARIABLE = "TRANGTIEN_MODELS";

    private static final Path OF_THE_GATEWAY = Path.of("/var/lib/trangtien-gateway/models");

    private ModelDirectory() {}

    /**
     * The folder for models: the property, else the environment variable, else the gateway's folder if it exists, else
     * {@link #ofUser()}.
     */
    public static Path find() {
        return named().orElseGet(() -> Files.isDirectory(OF_THE_GATEWAY) ? OF_THE_GATEWAY : cache());
    }

    /** The folder of whoever builds or tries the product: the property, else the variable, else the user's cache. */
    public static Path ofUser() {
        return named().orElseGet(ModelDirectory::cache);
    }

    /** Folders with models that came with the program, best first. */
    public static List<Path> bundled() {
        return given(System.getProperty(BUNDLED_PROPERTY)).map(Path::of).stream()
                .toList();
    }

    private static Optional<Path> named() {
        return given(System.getProperty(PROPERTY))
                .or(() -> given(System.getenv(VARIABLE)))
                .map(Path::of);
    }

    private static Path cache() {
        return given(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache"))
                .resolve("trangtien")
                .resolve("models");
    }

    private static Optional<String> given(@org.jspecify.annotations.Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
