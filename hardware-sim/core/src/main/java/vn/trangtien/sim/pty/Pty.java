package vn.trangtien.sim.pty;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Arrays;

/**
 * A pseudo-terminal in raw mode: what is written here arrives at {@link #path}, and the other way round. The simulator keeps
 * the far end open too, since the near end reports an error while nobody has it open. Confined to one thread, except
 * {@link #path}.
 */
final class Pty implements AutoCloseable {

    private static final int READ_WRITE = 2;
    private static final int NO_CONTROLLING_TERMINAL = 0400;
    private static final int NON_BLOCKING = 04000;

    /** Linux's TCGETS2, which carries the line rate as a number; offset of that number in its structure. */
    private static final long TCGETS2 = 0x802C542AL;

    private static final int OUTPUT_SPEED_OFFSET = 40;

    interface Libc extends Library {
        Libc INSTANCE = Native.load("c", Libc.class);

        int posix_openpt(int flags);

        int grantpt(int fd);

        int unlockpt(int fd);

        int ptsname_r(int fd, byte[] name, NativeLong length);

        int open(String path, int flags);

        int close(int fd);

        NativeLong read(int fd, byte[] bytes, NativeLong length);

        NativeLong write(int fd, byte[] bytes, NativeLong length);

        int tcgetattr(int fd, Pointer attributes);

        int tcsetattr(int fd, int when, Pointer attributes);

        void cfmakeraw(Pointer attributes);

        int ioctl(int fd, NativeLong request, Pointer argument);

        int poll(Pointer descriptors, NativeLong count, int timeoutMillis);
    }

    private final int near;
    private final int far;
    private final String path;

    /** @throws IllegalStateException if the system has no pseudo-terminals left */
    Pty() {
        Libc libc = Libc.INSTANCE;
        near = libc.posix_openpt(READ_WRITE | NO_CONTROLLING_TERMINAL | NON_BLOCKING);
        require(near >= 0, "posix_openpt");
        require(libc.grantpt(near) == 0 && libc.unlockpt(near) == 0, "grantpt or unlockpt");
        var name = new byte[128];
        require(libc.ptsname_r(near, name, new NativeLong(name.length)) == 0, "ptsname_r");
        path = Native.toString(name);
        far = libc.open(path, READ_WRITE | NO_CONTROLLING_TERMINAL);
        require(far >= 0, "open of " + path);
        // Larger than struct termios on any architecture.
        try (var attributes = new Memory(256)) {
            attributes.clear();
            require(libc.tcgetattr(far, attributes) == 0, "tcgetattr");
            libc.cfmakeraw(attributes);
            require(libc.tcsetattr(far, 0, attributes) == 0, "tcsetattr");
        }
    }

    String path() {
        return path;
    }

    int descriptor() {
        return near;
    }

    /** Gives the bytes to the line; what does not fit because nobody reads is lost, as in the buffer of a real UART. */
    void write(byte[] bytes) {
        Libc.INSTANCE.write(near, bytes, new NativeLong(bytes.length));
    }

    /** What has come, without waiting; empty if nothing. */
    byte[] read() {
        var bytes = new byte[512];
        int count =
                Libc.INSTANCE.read(near, bytes, new NativeLong(bytes.length)).intValue();
        return count <= 0 ? new byte[0] : Arrays.copyOf(bytes, count);
    }

    /** The rate that the other side has set, in bits per second; 0 if the system does not tell. */
    int baud() {
        try (var attributes = new Memory(64)) {
            attributes.clear();
            int result = Libc.INSTANCE.ioctl(near, new NativeLong(TCGETS2), attributes);
            return result == 0 ? attributes.getInt(OUTPUT_SPEED_OFFSET) : 0;
        }
    }

    @Override
    public void close() {
        Libc.INSTANCE.close(far);
        Libc.INSTANCE.close(near);
    }

    private static void require(boolean success, String call) {
        if (!success) {
            throw new IllegalStateException(
                    "cannot make a pseudo-terminal: %s failed with errno %d".formatted(call, Native.getLastError()));
        }
    }
}
