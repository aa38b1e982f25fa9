package vn.trangtien.box.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.Finding;

/** The machine as such: Java, processors, memory, disk. */
final class MachineChecks {

    static final int OLDEST_JAVA = 17;
    /** What the whole city needs at most, in MiB. */
    static final long COMFORTABLE_MIB = 2_560;
    /** Below this the machine would swap or kill it. */
    static final long LEAST_MIB = 1_536;

    private static final long COMFORTABLE_DISK_MIB = 4_096;

    private MachineChecks() {}

    static Finding java(int feature, String version, String home) {
        Text what = new Text("Java %s (%s)", "Java %s (%s)").with(version, home);
        return feature >= OLDEST_JAVA
                ? Finding.ok(what)
                : Finding.fail(
                        what,
                        new Text(
                                "Cài JDK 17 trở lên, ví dụ: apt install openjdk-17-jdk-headless, rồi đặt JAVA_HOME.",
                                "Install JDK 17 or newer, for example: apt install openjdk-17-jdk-headless; set JAVA_HOME."));
    }

    static Finding processors(int count) {
        Text what = new Text("%d bộ xử lý", "%d processors").with(count);
        return count >= 2
                ? Finding.ok(what)
                : Finding.warn(
                        what,
                        new Text(
                                "Thành phố khởi động chậm hơn; nên có 2 bộ xử lý.",
                                "The city starts more slowly; two processors are better."));
    }

    static Finding memory() {
        return availableMib()
                .map(MachineChecks::memory)
                .orElseGet(() -> Finding.warn(
                        new Text("Không đọc được bộ nhớ còn trống", "Free memory cannot be read"),
                        new Text("Cần khoảng 2,5 GiB.", "About 2.5 GiB are needed.")));
    }

    static Finding memory(long availableMib) {
        Text what = new Text("Bộ nhớ còn %d MiB", "%d MiB of memory available").with(availableMib);
        Text remedy = new Text(
                "Đóng bớt chương trình: thành phố cần đến 2560 MiB.",
                "Close other programs: the city takes up to 2560 MiB.");
        if (availableMib >= COMFORTABLE_MIB) {
            return Finding.ok(what);
        }
        return availableMib >= LEAST_MIB ? Finding.warn(what, remedy) : Finding.fail(what, remedy);
    }

    private static Optional<Long> availableMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    static Finding disk(Path folder) {
        try {
            return disk(folder, DataDirectory.freeBytes(folder) >> 20);
        } catch (EnvironmentProblem e) {
            return Finding.fail(e.what(), e.remedy());
        }
    }

    static Finding disk(Path folder, long freeMib) {
        Text what = new Text("Ổ đĩa của %s còn trống %d MiB", "%s has %d MiB free").with(folder, freeMib);
        Text remedy = new Text(
                "Giải phóng ổ đĩa hoặc dùng --data DIR trên ổ khác.",
                "Free some space or use --data DIR on another disk.");
        if (freeMib < DataDirectory.LEAST_FREE_BYTES >> 20) {
            return Finding.fail(what, remedy);
        }
        return freeMib < COMFORTABLE_DISK_MIB ? Finding.warn(what, remedy) : Finding.ok(what);
    }
}
