package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.disk.Utf8Text;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.remote.deploy.Releases;
import vn.trangtien.gateway.remote.deploy.RunningVersion;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/** Where a gateway's files are; the same two options at every command. */
final class Place {

    private static final String PROGRAM = "trangtien.program";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:TRANGTIEN_CONFIG:-/etc/trangtien/gateway.yaml}",
            description = "Tệp cấu hình / configuration. ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:TRANGTIEN_DATA:-/var/lib/trangtien-gateway}",
            description = "Thư mục trạng thái / folder of the state. ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    Path config() {
        return config;
    }

    Path data() {
        return data;
    }

    Path spool() {
        return data.resolve("spool.db");
    }

    IdentityStore identity() {
        return new IdentityStore(data.resolve("identity"));
    }

    /** The releases beside the installed program; without a launcher there is no installed program to compare with. */
    Releases releases() {
        return new Releases(
                data,
                Path.of(System.getProperty(
                        "trangtien.installed", System.getProperty(PROGRAM, "/usr/share/trangtien-gateway"))));
    }

    /** Whether the launcher started this program, so that it can be exchanged. */
    static boolean isInstalled() {
        return RunningVersion.program().isPresent();
    }

    String configText() throws EnvironmentProblem {
        return text(config);
    }

    static String text(Path file) throws EnvironmentProblem {
        try {
            return Utf8Text.read(file);
        } catch (Utf8Text.NotUtf8 e) {
            throw new EnvironmentProblem(
                    new Text("Tệp không phải UTF-8: " + e.getMessage(), "Not UTF-8: " + e.getMessage()),
                    new Text("Lưu lại bằng mã UTF-8.", "Save it in UTF-8."),
                    e);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được tệp %s.", "The file %s cannot be read.").with(file),
                    new Text(
                            "Kiểm tra đường dẫn và quyền đọc (sudo?).",
                            "Check the path and the permission to read it (sudo?)."),
                    e);
        }
    }

    /** The configuration as the gateway reads it; every mistake is shown if there are any. */
    GatewayConfig readConfig() throws EnvironmentProblem {
        try {
            return new ConfigReader(DriverCatalog.installed()).read(config.toString(), configText());
        } catch (InvalidConfigException e) {
            throw new EnvironmentProblem(
                    new Text("Cấu hình có lỗi: " + e.getMessage(), "The configuration has mistakes: " + e.getMessage()),
                    new Text("Sửa rồi chạy lại lệnh check.", "Correct them, then run check again."),
                    e);
        }
    }
}
