package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.remote.deploy.DeployException;
import vn.trangtien.gateway.remote.deploy.Releases;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolGlance;
import vn.trangtien.gateway.terminal.Check;
import vn.trangtien.gateway.terminal.Finding;
import vn.trangtien.gateway.terminal.TimeWords;

/** The machine and the gateway's own files. */
final class MachineChecks {

    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_FREE_MIB = 64;
    private static final long COMFORTABLE_FREE_MIB = 512;
    private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    private static final Text OWN_FILES = new Text(
            "Chạy với sudo; nếu vẫn hỏng: chown -R trangtien-gateway: /var/lib/trangtien-gateway.",
            "Run it with sudo; if that does not help: chown -R trangtien-gateway: /var/lib/trangtien-gateway.");

    private MachineChecks() {}

    static List<Check> all(Place place) {
        return List.of(
                () -> java(Runtime.version().feature()),
                () -> clock(Files.exists(SYSTEMD), Files.exists(SYNCHRONISED)),
                () -> folder(place.data()),
                () -> disk(place.data()),
                () -> configFolder(place.config()),
                () -> spool(place.spool()),
                () -> releases(place));
    }

    static Finding java(int feature) {
        Text what = new Text("Java %s", "Java %s").with(Runtime.version());
        return feature >= OLDEST_JAVA
                ? Finding.ok(what)
                : Finding.fail(
                        what,
                        new Text(
                                "Cài Java 17 trở lên: apt install default-jre-headless.",
                                "Install Java 17 or newer: apt install default-jre-headless."));
    }

    static Finding clock(boolean systemd, boolean synchronised) {
        if (synchronised) {
            return Finding.ok(new Text("Đồng hồ đã đồng bộ", "The clock is synchronised"));
        }
        Text remedy = new Text(
                "Chạy: timedatectl set-ntp true; mở cổng UDP 123. Gateway đánh dấu số đo cho đến khi đồng bộ.",
                "Run: timedatectl set-ntp true; open UDP port 123. Until then readings are marked.");
        return systemd
                ? Finding.warn(
                        new Text(
                                "Đồng hồ chưa đồng bộ (theo systemd-timesyncd)",
                                "The clock is not synchronised (says systemd-timesyncd)"),
                        remedy)
                : Finding.warn(
                        new Text(
                                "Không biết đồng hồ có đồng bộ không: không có systemd",
                                "Whether the clock is synchronised is unknown: no systemd here"),
                        remedy);
    }

    static Finding folder(Path data) {
        Text what = new Text("Thư mục trạng thái %s", "Folder of the state %s").with(data);
        return Files.isDirectory(data) && Files.isWritable(data)
                ? Finding.ok(what)
                : Finding.fail(new Text("Không ghi được vào %s", "%s cannot be written").with(data), OWN_FILES);
    }

    static Finding disk(Path data) {
        try {
            Path there = data;
            while (Files.notExists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            long free = Files.getFileStore(there).getUsableSpace() >> 20;
            Text what = new Text("Ổ đĩa còn %d MiB", "%d MiB free on the disk").with(free);
            Text remedy = new Text(
                    "Giải phóng ổ đĩa; journalctl --vacuum-size=100M giúp nhanh nhất.",
                    "Free some room; journalctl --vacuum-size=100M is the quickest way.");
            if (free < LEAST_FREE_MIB) {
                return Finding.fail(what, remedy);
            }
            return free < COMFORTABLE_FREE_MIB ? Finding.warn(what, remedy) : Finding.ok(what);
        } catch (IOException e) {
            return Finding.fail(
                    new Text("Không hỏi được ổ đĩa: %s", "The disk cannot be asked: %s")
                            .with(String.valueOf(e.getMessage())),
                    OWN_FILES);
        }
    }

    /** The cloud's changes of the configuration are written there. */
    static Finding configFolder(Path config) {
        Path folder = config.toAbsolutePath().getParent();
        if (folder != null && Files.isWritable(folder)) {
            return Finding.ok(new Text("Thư mục cấu hình %s ghi được", "The folder %s can be written").with(folder));
        }
        return Finding.warn(
                new Text("Không ghi được vào thư mục của %s", "The folder of %s cannot be written").with(config),
                new Text(
                        "Đám mây không đổi được cấu hình: chgrp trangtien-gateway /etc/trangtien && chmod 2770 /etc/trangtien.",
                        "The cloud cannot change the configuration: chgrp trangtien-gateway /etc/trangtien && chmod 2770 /etc/trangtien."));
    }

    static Finding spool(Path file) {
        if (Files.notExists(file)) {
            return Finding.ok(new Text("Spool sẽ được tạo khi chạy", "The spool will be made by the first run"));
        }
        try {
            SpoolGlance glance = SpoolGlance.read(file, Clock.systemUTC());
            Duration oldest = glance.oldest().orElse(Duration.ZERO);
            Text age = TimeWords.of(oldest);
            long depth = glance.counters().depth();
            long evicted = glance.counters().evicted();
            Text what = new Text(
                    "Spool: %d tin đang chờ, cũ nhất %s; đã bỏ %d vì hết chỗ".formatted(depth, age.vi(), evicted),
                    "Spool: %d messages waiting, the oldest for %s; %d given up for want of room"
                            .formatted(depth, age.en(), evicted));
            return oldest.compareTo(Duration.ofHours(1)) > 0
                    ? Finding.warn(
                            what,
                            new Text(
                                    "Đám mây lâu không nhận được gì: xem phần mạng bên dưới và status.",
                                    "The cloud has got nothing for long: see the network below, and status."))
                    : Finding.ok(what);
        } catch (SpoolException e) {
            return Finding.fail(
                    new Text("Spool hỏng: " + e.getMessage(), "The spool is broken: " + e.getMessage()), OWN_FILES);
        }
    }

    static Finding releases(Place place) {
        try {
            Releases releases = place.releases();
            Optional<Releases.Failure> failure = releases.lastFailure();
            Text what = new Text("Phần mềm %s", "Software %s").with(releases.runningVersion());
            return failure.isEmpty()
                    ? Finding.ok(what)
                    : Finding.warn(
                            new Text("Phần mềm: đã quay lại từ %s: %s", "Software: taken back from %s: %s")
                                    .with(failure.get().version(), failure.get().reason()),
                            new Text("Xem: update status, và nhật ký.", "See: update status, and the journal."));
        } catch (DeployException e) {
            return Finding.warn(
                    new Text(
                            "Chương trình không được cài bằng gói: %s".formatted(e.getMessage()),
                            "The program was not installed by a package: %s".formatted(e.getMessage())),
                    new Text(
                            "Không cập nhật từ xa được; cài: apt install ./trangtien-gateway_….deb.",
                            "It cannot be updated from afar; install: apt install ./trangtien-gateway_….deb."));
        }
    }
}
