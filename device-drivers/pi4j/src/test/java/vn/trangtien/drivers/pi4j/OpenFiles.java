package vn.trangtien.drivers.pi4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file descriptors of this process. */
final class OpenFiles {

    private OpenFiles() {}

    static long count() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
