package vn.trangtien.sim.pty;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Named pipes in place of files whose reading makes the kernel do something: the reader waits until the simulator answers. */
public final class NamedPipe {

    private static final int OWNER_READS_AND_WRITES = 0600;

    private NamedPipe() {}

    /** @throws IllegalStateException if the file system has no pipes */
    public static void make(Path path) {
        if (Libc.INSTANCE.mkfifo(path.toString(), OWNER_READS_AND_WRITES) != 0) {
            throw new IllegalStateException(
                    "cannot make the named pipe %s: errno %d".formatted(path, Native.getLastError()));
        }
    }

    /** The writing end, to be given to {@link #answer}; empty while nobody waits at the reading end. */
    public static OptionalInt whenAwaited(Path path) {
        int descriptor = Libc.INSTANCE.open(path.toString(), Libc.WRITE_ONLY | Libc.NON_BLOCKING);
        return descriptor < 0 ? OptionalInt.empty() : OptionalInt.of(descriptor);
    }

    /** Gives the reader these bytes and the end of the file; nothing happens if it has gone. */
    public static void answer(int descriptor, byte[] bytes) {
        if (bytes.length > 0) {
            Libc.INSTANCE.write(descriptor, bytes, new NativeLong(bytes.length));
        }
        Libc.INSTANCE.close(descriptor);
    }
}
