package vn.trangtien.box.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.PortHolder;
import vn.trangtien.box.home.Ports;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.Check;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.Finding;

/** All checks in the order in which a start would meet them. */
public final class Doctor {

    private Doctor() {}

    /**
     * Everything worth looking at.
     *
     * @param folder where the city would live
     * @param ports what it would listen on
     * @param camera what {@code up --camera} would be given
     */
    public static List<Check> checks(Path folder, Ports ports, Optional<String> camera) {
        var checks = new ArrayList<Check>();
        checks.add(() -> MachineChecks.java(
                Runtime.version().feature(), Runtime.version().toString(), System.getProperty("java.home", "?")));
        checks.add(() -> MachineChecks.processors(Runtime.getRuntime().availableProcessors()));
        checks.add(MachineChecks::memory);
        checks.add(() -> MachineChecks.disk(folder));
        checks.add(() -> home(folder));
        for (Port port : Port.values()) {
            checks.add(() -> port(port, ports.number(port)));
        }
        checks.add(NativeChecks::postgres);
        checks.add(NativeChecks::sqlite);
        checks.add(NativeChecks::pseudoTerminals);
        checks.add(NativeChecks::video);
        camera.ifPresent(address -> checks.add(() -> camera(address)));
        return List.copyOf(checks);
    }

    /** Takes the lock for a moment, which tells at once whether the folder is writable and whether a city is running on it. */
    static Finding home(Path folder) {
        if (Files.notExists(folder)) {
            return Finding.ok(
                    new Text("Thư mục dữ liệu %s sẽ được tạo", "The data directory %s will be created").with(folder));
        }
        try (DataDirectory opened = DataDirectory.open(folder)) {
            return Finding.ok(new Text("Thư mục dữ liệu %s", "Data directory %s").with(opened.root()));
        } catch (EnvironmentProblem e) {
            return Finding.fail(e.what(), e.remedy());
        } catch (java.io.IOException e) {
            return Finding.fail(
                    new Text("Thư mục dữ liệu %s: %s", "Data directory %s: %s")
                            .with(folder, String.valueOf(e.getMessage())),
                    new Text("Chọn thư mục khác: --data DIR.", "Choose another folder: --data DIR."));
        }
    }

    static Finding port(Port port, int number) {
        if (Ports.isFree(number)) {
            return Finding.ok(new Text(
                    "Cổng %d (%s) trống".formatted(number, port.purpose().vi()),
                    "Port %d (%s) is free".formatted(number, port.purpose().en())));
        }
        EnvironmentProblem busy = Ports.busy(port, number, PortHolder.of(number));
        return port.isPublic()
                ? Finding.fail(busy.what(), busy.remedy())
                : Finding.warn(
                        busy.what(),
                        new Text("Thành phố sẽ tự dùng cổng khác.", "The city will move to another one by itself."));
    }

    static Finding camera(String address) {
        if (address.contains("://")) {
            return Finding.warn(
                    new Text("Camera %s chưa được thử", "Camera %s was not tried").with(address),
                    new Text("Thử bằng: ffprobe %s", "Try it with: ffprobe %s").with(address));
        }
        return Files.isReadable(Path.of(address)) && Files.isRegularFile(Path.of(address))
                ? Finding.ok(new Text("Tệp camera %s đọc được", "Camera file %s is readable").with(address))
                : Finding.fail(
                        new Text("Không đọc được tệp camera %s", "The camera file %s cannot be read").with(address),
                        new Text("Kiểm tra đường dẫn và quyền đọc.", "Check the path and the permission to read it."));
    }
}
