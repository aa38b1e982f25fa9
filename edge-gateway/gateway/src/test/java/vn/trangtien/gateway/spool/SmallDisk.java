package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real file system of a few megabytes, where this user may mount one. */
final class SmallDisk implements AutoCloseable {

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static Optional<SmallDisk> mount(Path directory, int megabytes) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "tmpfs", directory.toString())
                ? Optional.of(new SmallDisk(directory))
                : Optional.empty();
    }

    Path path() {
        return directory;
    }

    /** Somebody else takes what is left, to the last byte. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve("somebody-elses.log"))) {
            byte[] block = new byte[4096];
            for (int i = 0; i < 1_000_000; i++) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(directory).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void becomeLarge() throws Exception {
        require(run("mount", "-o", "remount,size=200m", directory.toString()));
    }

    void becomeReadOnly() throws Exception {
        require(run("mount", "-o", "remount,ro", directory.toString()));
    }

    private static void require(boolean done) {
        if (!done) {
            throw new IllegalStateException("the small disk could not be mounted otherwise");
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", directory.toString());
    }
}
