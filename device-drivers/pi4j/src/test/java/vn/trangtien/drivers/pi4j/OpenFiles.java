package vn.trangtien.drivers.pi4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file descriptors of this process, but for the archives that classes are loaded from when they are first needed. */
final class OpenFiles {

    private OpenFiles() {}

    static long count() throws IOException {
        return targets().size();
    }

    static List<String> targets() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.flatMap(OpenFiles::target)
                    .filter(target -> !target.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            // Closed since it was listed: that of the listing itself.
            return Stream.empty();
        }
    }
}
