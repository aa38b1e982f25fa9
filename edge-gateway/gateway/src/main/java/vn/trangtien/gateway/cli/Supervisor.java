package vn.trangtien.gateway.cli;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What systemd wants to know of a service: that it is ready, how it stands, that it is alive. Its socket takes datagrams of the
 * family AF_UNIX, which Java cannot send, hence the C library. Says nothing where nobody listens.
 */
final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    /** {@code struct sockaddr_un}: family, then the path. */
    private static final int FAMILY_BYTES = 2;

    private static final int LONGEST_PATH = 107;

    private final Optional<Socket> socket;
    private final Optional<Duration> watchdog;
    private boolean deaf;

    private Supervisor(Optional<Socket> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /** The few calls that send a datagram. */
    interface LibC extends Library {
        int socket(int domain, int type, int protocol);

        long sendto(int socket, byte[] message, long length, int flags, Pointer address, int addressLength);
    }

    private record Socket(LibC libc, int descriptor, Memory address) {}

    /** @param environment of this process: {@code NOTIFY_SOCKET} and {@code WATCHDOG_USEC} as systemd sets them */
    static Supervisor of(Map<String, String> environment) {
        String path = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (path.isEmpty()) {
            return new Supervisor(Optional.empty(), Optional.empty());
        }
        return new Supervisor(open(path), watchdog(environment));
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        return micros.matches("[0-9]{1,15}")
                ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000))
                : Optional.empty();
    }

    private static Optional<Socket> open(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_PATH) {
            LOG.warn("supervisor=none reason=\"NOTIFY_SOCKET is longer than {} bytes\"", LONGEST_PATH);
            return Optional.empty();
        }
        if (name[0] == '@') {
            // An abstract name begins with a zero byte.
            name[0] = 0;
        }
        try {
            LibC libc = Native.load("c", LibC.class);
            int descriptor = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                LOG.warn("supervisor=none reason=\"no socket: error {}\"", Native.getLastError());
                return Optional.empty();
            }
            var address = new Memory(FAMILY_BYTES + name.length);
            address.setShort(0, (short) AF_UNIX);
            address.write(FAMILY_BYTES, name, 0, name.length);
            return Optional.of(new Socket(libc, descriptor, address));
        } catch (LinkageError e) {
            LOG.warn("supervisor=none reason=\"{}\"", e.getMessage());
            return Optional.empty();
        }
    }

    /** How often it wants a sign of life; empty if it does not. */
    Optional<Duration> watchdog() {
        return watchdog;
    }

    void ready(String status) {
        send("READY=1\nSTATUS=" + oneLine(status));
    }

    void alive(String status) {
        send("WATCHDOG=1\nSTATUS=" + oneLine(status));
    }

    void stopping() {
        send("STOPPING=1");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private void send(String message) {
        socket.ifPresent(to -> {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            long sent = to.libc().sendto(to.descriptor(), bytes, bytes.length, 0, to.address(), (int)
                    to.address().size());
            if (sent < 0 && !deaf) {
                deaf = true;
                LOG.warn("supervisor=deaf error={}", Native.getLastError());
            }
        });
    }
}
