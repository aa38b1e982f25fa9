package vn.trangtien.ingest.judging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import vn.trangtien.ingest.disk.DataDirectory;

/**
 * What this instance keeps on its disk: its name, what Kafka Streams stores there, and whether somebody is at work on it. Whoever is
 * killed leaves the mark behind; the stores may then hold what no transaction has confirmed.
 */
final class StateFolder {

    private static final String FOLDER = "judging";

    private final Path folder;

    StateFolder(DataDirectory data) {
        this.folder = data.folder(FOLDER);
    }

    Path path() {
        return folder;
    }

    /** The same for as long as the folder is. */
    String instance() throws IOException {
        Path file = folder.resolve("instance");
        if (Files.notExists(file)) {
            DataDirectory.writePrivately(file, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        }
        return Files.readString(file).strip();
    }

    boolean isAtWork() {
        return Files.exists(mark());
    }

    void atWork() throws IOException {
        DataDirectory.writePrivately(mark(), new byte[0]);
    }

    void atRest() throws IOException {
        Files.deleteIfExists(mark());
    }

    private Path mark() {
        return folder.resolve("at-work");
    }
}
