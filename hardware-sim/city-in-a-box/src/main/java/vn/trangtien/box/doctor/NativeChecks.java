package vn.trangtien.box.doctor;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.Finding;

/** Native code that the city unpacks and loads: each is really loaded and asked something small. */
final class NativeChecks {

    private static final Text UNPACK = new Text(
            "Thư mục tạm phải cho phép chạy chương trình: đặt -Djava.io.tmpdir=DIR qua biến CITY_JAVA_OPTS.",
            "The temporary folder must allow execution: set -Djava.io.tmpdir=DIR through CITY_JAVA_OPTS.");

    private NativeChecks() {}

    /** The few calls that make a pair of pseudo-terminals. */
    interface Terminals extends Library {
        int posix_openpt(int flags);

        int close(int descriptor);
    }

    static Finding sqlite() {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return Finding.ok(new Text("SQLite %s (bộ đệm của gateway)", "SQLite %s (the gateways' spool)")
                    .with(memory.getMetaData().getDatabaseProductVersion()));
        } catch (SQLException | LinkageError e) {
            return Finding.fail(
                    new Text("Không nạp được SQLite: %s", "SQLite cannot be loaded: %s")
                            .with(String.valueOf(e.getMessage())),
                    UNPACK);
        }
    }

    static Finding video() {
        try {
            return Finding.ok(new Text("FFmpeg %s (camera)", "FFmpeg %s (cameras)")
                    .with(avutil.av_version_info().getString()));
        } catch (LinkageError e) {
            return Finding.fail(
                    new Text("Không nạp được FFmpeg: %s", "FFmpeg cannot be loaded: %s")
                            .with(String.valueOf(e.getMessage())),
                    UNPACK);
        }
    }

    static Finding pseudoTerminals() {
        Text what = new Text("Cổng nối tiếp giả lập (pseudo-terminal)", "Simulated serial ports (pseudo-terminals)");
        try {
            Terminals libc = Native.load("c", Terminals.class);
            int readWrite = 2;
            int descriptor = libc.posix_openpt(readWrite);
            if (descriptor < 0) {
                return Finding.fail(
                        what,
                        new Text(
                                "Gắn /dev/pts: mount -t devpts devpts /dev/pts.",
                                "Mount /dev/pts: mount -t devpts devpts /dev/pts."));
            }
            libc.close(descriptor);
            return Finding.ok(what);
        } catch (LinkageError e) {
            return Finding.fail(what, UNPACK);
        }
    }

    /** PostgreSQL refuses to run as root; as root the city needs a user namespace to put it in. */
    static Finding postgres() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean known = machine.equals("amd64") || machine.equals("x86_64") || machine.equals("aarch64");
        if (!system.contains("linux") || !known) {
            return Finding.fail(
                    new Text("Không có PostgreSQL đi kèm cho %s %s", "No PostgreSQL is bundled for %s %s")
                            .with(system, machine),
                    new Text("Dùng Linux x86-64 hoặc ARM 64 bit.", "Use Linux on x86-64 or 64-bit ARM."));
        }
        if (isRoot() && !unshareWorks()) {
            return Finding.fail(
                    new Text(
                            "PostgreSQL không chạy được với root: lệnh unshare -U không dùng được",
                            "PostgreSQL does not run as root: the command unshare -U does not work"),
                    new Text("Chạy bằng người dùng thường.", "Run as an ordinary user."));
        }
        return Finding.ok(new Text("PostgreSQL đi kèm cho %s", "Bundled PostgreSQL for %s").with(machine));
    }

    private static boolean isRoot() {
        try {
            return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) == 0;
        } catch (IOException | UnsupportedOperationException notUnix) {
            return false;
        }
    }

    private static boolean unshareWorks() {
        try {
            return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
