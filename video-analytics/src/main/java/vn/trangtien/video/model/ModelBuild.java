package vn.trangtien.video.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step of the build: has the default model ready in the user's cache, for the tests and the packages. Says in one line what
 * it did, and never fails a build: without npm or network the product counts by motion, and the tests of the model are skipped.
 *
 * <p>After a failure it does not try again for an hour, so that work without a network is not slowed down.
 */
public final class ModelBuild {

    private static final String DEFAULT = "ssd";
    private static final String FAILED = ".failed-" + DEFAULT;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final ModelStore store;
    private final NpmClient npm;
    private final Clock clock;

    ModelBuild(ModelStore store, NpmClient npm, Clock clock) {
        this.store = store;
        this.npm = npm;
        this.clock = clock;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        var store = new ModelStore(ModelDirectory.ofUser(), List.of());
        System.out.println(
                "[model] " + new ModelBuild(store, new NpmClient("npm", PATIENCE, 0), Clock.systemUTC()).run());
    }

    /** @return one line for the log of the build */
    String run() {
        try {
            if (isThere()) {
                return DEFAULT + " is in " + store.folder();
            }
            // Two builds at once: the second one finds what the first has made.
            String[] result = {""};
            store.exclusively(() -> result[0] = make());
            return result[0];
        } catch (IOException e) {
            return without("the folder " + store.folder() + " cannot be used: " + ModelFiles.reason(e));
        }
    }

    private String make() throws IOException {
        if (isThere()) {
            return DEFAULT + " is in " + store.folder();
        }
        Path failed = store.folder().resolve(FAILED);
        Instant now = clock.instant();
        if (Files.exists(failed)
                && Files.getLastModifiedTime(failed).toInstant().plus(PAUSE).isAfter(now)) {
            return without("fetching it failed less than an hour ago (" + failed + ")");
        }
        try {
            CatalogueModel wanted = Catalogue.bundled().find(DEFAULT).orElseThrow();
            new ModelInstaller(store, npm).install(wanted, false, Optional.empty(), step -> {});
            Files.deleteIfExists(failed);
            long millis = Duration.between(now, clock.instant()).toMillis();
            return "%s %s fetched and converted into %s in %d ms"
                    .formatted(DEFAULT, wanted.model().version(), store.folder(), millis);
        } catch (ModelException e) {
            Files.writeString(failed, e.english());
            Files.setLastModifiedTime(failed, FileTime.from(now));
            return without(e.what().english());
        }
    }

    private boolean isThere() {
        try {
            String wanted =
                    Catalogue.bundled().find(DEFAULT).orElseThrow().model().sha256();
            return store.has(DEFAULT)
                    && store.open(DEFAULT).description().sha256().equals(wanted);
        } catch (ModelException damaged) {
            return false;
        }
    }

    private static String without(String reason) {
        return "going on without " + DEFAULT + ", cameras count by motion: " + reason;
    }
}
