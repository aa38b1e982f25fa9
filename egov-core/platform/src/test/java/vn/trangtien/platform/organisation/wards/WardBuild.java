package vn.trangtien.platform.organisation.wards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A step of the build: has the package in the user's cache, so that the test can compare. Says in one line what it did and never fails a build;
 * after a failure it does not try again for an hour.
 */
public final class WardBuild {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final WardPackage wards;
    private final Clock clock;

    WardBuild(WardPackage wards, Clock clock) {
        this.wards = wards;
        this.clock = clock;
    }

    /** Without arguments fetches the package; {@code --write FILE} makes the data set anew. */
    public static void main(String[] arguments) throws IOException {
        WardPackage wards = WardPackage.ofUser();
        System.out.println("[wards] " + new WardBuild(wards, Clock.systemUTC()).run());
        List<String> words = List.of(arguments);
        if (words.size() == 2 && words.get(0).equals("--write")) {
            byte[] data = wards.data().orElseThrow(() -> new IOException("the package is not there, see above"));
            Files.writeString(Path.of(words.get(1)), new WardData(data).yaml());
            System.out.println("[wards] written to " + words.get(1));
        }
    }

    /** @return one line for the log of the build */
    String run() {
        Path tarball = wards.tarball();
        Path failed = tarball.resolveSibling(".failed-" + tarball.getFileName());
        try {
            if (wards.data().isPresent()) {
                return WardPackage.NAME + " is in " + tarball.getParent();
            }
            Instant now = clock.instant();
            if (Files.exists(failed)
                    && Files.getLastModifiedTime(failed).toInstant().plus(PAUSE).isAfter(now)) {
                return without("fetching it failed less than an hour ago (" + failed + ")");
            }
            try {
                wards.fetch();
                Files.deleteIfExists(failed);
                return WardPackage.NAME + " fetched into " + tarball.getParent();
            } catch (IOException e) {
                Files.createDirectories(failed.getParent());
                Files.writeString(failed, String.valueOf(e.getMessage()));
                Files.setLastModifiedTime(failed, FileTime.from(now));
                return without(e.getMessage());
            }
        } catch (IOException e) {
            return without(e.getMessage());
        }
    }

    private static String without(@org.jspecify.annotations.Nullable String reason) {
        return "going on without " + WardPackage.NAME + ", the committed data set is used unchecked: " + reason;
    }
}
