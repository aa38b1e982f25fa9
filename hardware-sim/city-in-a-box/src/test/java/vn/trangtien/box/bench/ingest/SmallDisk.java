package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own in memory, whose size can be changed while it is in use. Only root may mount one. */
final class SmallDisk implements AutoCloseable {

    private static final String ROOMY = "4g";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Empty if this user may not mount. */
    static Optional<SmallDisk> at(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + ROOMY, "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    /** From now on nobody gets a further byte. */
    void fill() throws IOException, InterruptedException {
        FileStore store = Files.getFileStore(folder);
        long used = store.getTotalSpace() - store.getUnallocatedSpace();
        // What is used may grow between looking and shrinking, and then the kernel says no.
        while (!resize(Long.toString(used))) {
            used = store.getTotalSpace() - store.getUnallocatedSpace();
        }
    }

    /** There is room again. */
    void clear() throws IOException, InterruptedException {
        if (!resize(ROOMY)) {
            throw new IOException("the disk at " + folder + " does not grow");
        }
    }

    private boolean resize(String size) throws IOException, InterruptedException {
        return run("mount", "-o", "remount,size=" + size, folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!run("umount", folder.toString())) {
            run("umount", "--lazy", folder.toString());
        }
    }
}
