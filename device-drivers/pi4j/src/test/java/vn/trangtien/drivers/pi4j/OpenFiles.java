package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The file descriptors of this process, but for the archives that classes are loaded from when they are first needed. They are
 * told apart by what they are: others in the process open and close theirs meanwhile, and a number alone would mix them up.
 */
final class OpenFiles {

    /** What one opening leaves behind is there as often as it was opened; a few may be of others in this process. */
    private static final int FEW = 10;

    private OpenFiles() {}

    /** Number and target of each. */
    static Set<String> now() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.flatMap(OpenFiles::described)
                    .filter(file -> !file.endsWith(".jar"))
                    .collect(Collectors.toSet());
        }
    }

    static void awaitFewSince(Set<String> before) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(now())
                        .filteredOn(file -> !before.contains(file))
                        .hasSizeLessThan(FEW));
    }

    private static Stream<String> described(Path descriptor) {
        try {
            return Stream.of(descriptor.getFileName() + " " + Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            // Closed since it was listed: that of the listing itself.
            return Stream.empty();
        }
    }
}
