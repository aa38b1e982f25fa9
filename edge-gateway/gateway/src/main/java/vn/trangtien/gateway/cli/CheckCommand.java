package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.camera.process.VideoRoom;
import vn.trangtien.gateway.config.ConfigProblem;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.survey.Survey;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Đọc tệp cấu hình như gateway sẽ đọc, không cần phần cứng: chỉ ra mọi lỗi với số dòng, hay các thiết bị, kênh và tải của từng bus.",
            "Reads a configuration as the gateway would, without hardware: names every mistake with its line, or shows devices, channels and the load of each bus."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {"0:đúng / correct", "1:có lỗi / has mistakes", "3:không đọc được tệp / file cannot be read"})
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Tệp cần xem; nếu không có thì là --config / file to look at; without it, that of --config")
    private @Nullable Path file;

    @Option(names = "--json", description = "Dạng JSON / as JSON")
    private boolean json;

    /** What {@code --json} shows. */
    record Report(
            boolean correct,
            String gateway,
            List<DeviceReport> devices,
            List<BusReport> buses,
            List<Text> warnings,
            List<ConfigProblem> problems) {}

    record DeviceReport(
            String id, String driver, String bus, long everyMs, long sampleEveryMs, List<String> channels) {}

    record BusReport(String name, String kind, int devices, double loadPercent) {}

    @Override
    public Integer call() throws EnvironmentProblem {
        PrintWriter print = spec.commandLine().getOut();
        Path looked = file == null ? place.config() : file;
        DriverCatalog drivers = DriverCatalog.installed();
        try {
            GatewayConfig config = new ConfigReader(drivers).read(looked.toString(), Place.text(looked));
            Survey survey = Survey.of(config, drivers).with(CameraNumber.judge(config, VideoRoom.ofThisMachine()));
            if (json) {
                Json.print(print, report(config, survey));
                return ExitCode.OK;
            }
            Messages.line(
                    print,
                    new Text("Đúng: %s, %d thiết bị, %d camera", "Correct: %s, %d devices, %d cameras")
                            .with(
                                    config.id(),
                                    config.devices().size(),
                                    config.cameras().size()));
            show(survey, print);
            return ExitCode.OK;
        } catch (InvalidConfigException e) {
            if (json) {
                Json.print(print, new Report(false, "", List.of(), List.of(), List.of(), e.problems()));
            } else {
                e.problems().forEach(print::println);
                print.flush();
            }
            return ExitCode.NOT_IN_ORDER;
        }
    }

    private static Report report(GatewayConfig config, Survey survey) {
        return new Report(
                true,
                config.id(),
                survey.devices().stream()
                        .map(device -> new DeviceReport(
                                device.entry().id(),
                                device.entry().device().driver(),
                                device.entry().device().bus(),
                                device.entry().every().toMillis(),
                                device.entry().sampleEvery().toMillis(),
                                device.channels()))
                        .toList(),
                survey.buses().stream()
                        .map(bus -> new BusReport(
                                bus.bus().name(), bus.bus().kind().code(), bus.devices(), bus.loadPercent()))
                        .toList(),
                survey.warnings(),
                List.of());
    }

    private static void show(Survey survey, PrintWriter print) {
        print.println();
        print.printf(
                "%-16s %-15s %-10s %-14s %s%n", "thiết bị/device", "driver", "bus", "đọc→gửi/every", "kênh/channels");
        for (Survey.DeviceView device : survey.devices()) {
            DeviceEntry entry = device.entry();
            print.printf(
                    "%-16s %-15s %-10s %-14s %s%n",
                    entry.id(),
                    entry.device().driver(),
                    entry.device().bus(),
                    intervals(entry),
                    String.join(", ", device.channels()));
        }
        print.println();
        print.printf("%-16s %-15s %-10s %s%n", "bus", "loại/kind", "thiết bị", "tải ước tính/estimated load");
        for (Survey.BusView bus : survey.buses()) {
            print.printf(
                    Locale.ROOT,
                    "%-16s %-15s %-10d %.1f %%%n",
                    bus.bus().name(),
                    bus.bus().kind().code(),
                    bus.devices(),
                    bus.loadPercent());
        }
        for (Text warning : survey.warnings()) {
            print.println();
            print.println("⚠ " + warning.vi());
            print.println("  " + warning.en());
        }
        print.flush();
    }

    private static String intervals(DeviceEntry entry) {
        String report = shown(entry.every());
        return entry.isSampled() ? shown(entry.sampleEvery()) + "→" + report : report;
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
