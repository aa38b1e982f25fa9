package vn.trangtien.sim.pty;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.util.Arrays;

/**
 * A pseudo-terminal in raw mode: what is written here arrives at {@link #path}, and the other way round. The simulator keeps
 * the far end open too, since the near end reports an error while nobody has it open. Confined to one thread, except
 * {@link #path}.
 */
final class Pty implements AutoCloseable {

    /** Linux's TCGETS2, which carries the line rate as a number; offset of that number in its structure. */
    private static final long TCGETS2 = 0x802C542AL;

    private static final int OUTPUT_SPEED_OFFSET = 40;

    private final int near;
    private final int far;
    private final String path;

    /** @throws IllegalStateException if the system has no pseudo-terminals left */
    Pty() {
        Libc libc = Libc.INSTANCE;
        near = libc.posix_openpt(Libc.READ_WRITE | Libc.NO_CONTROLLING_TERMINAL | Libc.NON_BLOCKING);
        require(near >= 0, "posix_openpt");
        require(libc.grantpt(near) == 0 && libc.unlockpt(near) == 0, "grantpt or unlockpt");
        var name = new byte[128];
        require(libc.ptsname_r(near, name, new NativeLong(name.length)) == 0, "ptsname_r");
        path = Native.toString(name);
        far = libc.open(path, Libc.READ_WRITE | Libc.NO_CONTROLLING_TERMINAL);
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
