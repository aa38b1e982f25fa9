package vn.trangtien.video.plate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the secret of this machine's plates lies. */
public final class PlateKeyFile {

    /** System property that names the file. */
    public static final String PROPERTY = "trangtien.plates.key";

    /** Environment variable that names the file if the property does not. */
    public static final String VARIABLE = "TRANGTIEN_PLATES_KEY";

    private static final Path OF_THE_GATEWAY = Path.of("/var/lib/trangtien-gateway");
    private static final String NAME = "plates.key";

    private PlateKeyFile() {}

    /**
     * The property, else the environment variable, else the gateway's folder if this process may write there, else the user's
     * configuration.
     */
    public static Path find() {
        return given(System.getProperty(PROPERTY))
                .or(() -> given(System.getenv(VARIABLE)))
                .map(Path::of)
                .orElseGet(() -> Files.isWritable(OF_THE_GATEWAY) ? OF_THE_GATEWAY.resolve(NAME) : ofUser());
    }

    private static Path ofUser() {
        return given(System.getenv("XDG_CONFIG_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".config"))
                .resolve("trangtien")
                .resolve(NAME);
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
