package vn.trangtien.box.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/**
 * The folder in which a city lives between two starts. Whoever holds this object holds its lock, so that two cities never
 * write into one folder; the lock goes away with the process, however that ends.
 *
 * <pre>
 * city.lock            held while a city runs; its text is the holder's process id
 * secrets.properties   passwords and tokens, made at the first start, owner only
 * ports.properties     ports that were chosen
 * logs/city.log        what happened
 * postgres/ kafka/ questdb/ ingest/ gateways/   the parts' own folders
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {

    /** What a fresh city needs for its first minutes, with room for a database to grow. */
    public static final long LEAST_FREE_BYTES = 1L << 30;

    private static final String LOCK_FILE = "city.lock";

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** {@code ~/.trangtien}. */
    public static Path usual() {
        return Path.of(System.getProperty("user.home"), ".trangtien");
    }

    /** Creates the folder if need be, looks at the free space and takes the lock. */
    public static DataDirectory open(Path folder) throws EnvironmentProblem {
        Path root = folder.toAbsolutePath().normalize();
        create(root);
        checkFreeSpace(root, freeBytes(root));
        return lock(root);
    }

    /** The same without a complaint when a city is running there. */
    public static Optional<DataDirectory> openIfFree(Path folder) throws EnvironmentProblem {
        Path root = folder.toAbsolutePath().normalize();
        create(root);
        return tryLock(root);
    }

    private static void create(Path root) throws EnvironmentProblem {
        try {
            Files.createDirectories(root);
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không tạo được thư mục dữ liệu %s.", "The data directory %s cannot be created.")
                            .with(root),
                    new Text(
                            "Chọn thư mục mà bạn được ghi: --data DIR.",
                            "Choose a folder that you may write to: --data DIR."),
                    e);
        }
    }

    static void checkFreeSpace(Path root, long freeBytes) throws EnvironmentProblem {
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new EnvironmentProblem(
                    new Text(
                                    "Ổ đĩa của %s chỉ còn trống %d MiB, cần ít nhất %d MiB.",
                                    "The disk of %s has only %d MiB free; at least %d MiB are needed.")
                            .with(root, freeBytes >> 20, LEAST_FREE_BYTES >> 20),
                    new Text(
                            "Giải phóng ổ đĩa hoặc chọn ổ khác: --data DIR.",
                            "Free some space or choose another disk: --data DIR."));
        }
    }

    /** Bytes free on the disk that holds the folder, or that will hold it once it exists. */
    public static long freeBytes(Path folder) throws EnvironmentProblem {
        Path existing = folder.toAbsolutePath().normalize();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            FileStore store = Files.getFileStore(existing);
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được ổ đĩa của %s.", "The disk of %s cannot be examined.").with(folder),
                    new Text("Chọn thư mục khác: --data DIR.", "Choose another folder: --data DIR."),
                    e);
        }
    }

    private static DataDirectory lock(Path root) throws EnvironmentProblem {
        Optional<DataDirectory> locked = tryLock(root);
        if (locked.isPresent()) {
            return locked.get();
        }
        String holder = holder(root);
        throw new EnvironmentProblem(
                new Text(
                                "Một thành phố khác đang chạy trên %s (tiến trình %s).",
                                "Another city is running on %s (process %s).")
                        .with(root, holder),
                new Text(
                                "Dừng nó (Ctrl-C hoặc: kill %s) hay dùng thư mục khác: --data DIR --ports 9080.",
                                "Stop it (Ctrl-C or: kill %s) or use another folder: --data DIR --ports 9080.")
                        .with(holder));
    }

    private static String holder(Path root) {
        try {
            return Files.readString(root.resolve(LOCK_FILE)).strip();
        } catch (IOException unreadable) {
            return "?";
        }
    }

    private static Optional<DataDirectory> tryLock(Path root) throws EnvironmentProblem {
        Path file = root.resolve(LOCK_FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new DataDirectory(root, channel, lock));
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không khóa được tệp %s.", "The file %s cannot be locked.").with(file),
                    new Text(
                            "Dùng thư mục trên ổ đĩa của máy này: --data DIR.",
                            "Use a folder on a disk of this machine: --data DIR."),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Path root() {
        return root;
    }

    /** A part's own folder, created if need be. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }
}
