package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.hardware.Hardware;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolGlance;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = {
            "Đọc một hay mọi thiết bị ngay bây giờ. Nếu dịch vụ đang chạy thì nó giữ các bus: lệnh này cho giá trị mới nhất của nó.",
            "Reads one or all devices right now. A running service holds the buses: then its latest values are shown."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:mọi thiết bị đã trả lời / every device answered",
            "1:có thiết bị không trả lời / a device did not answer",
            "2:không có thiết bị ấy / no such device",
            "3:không đọc được cấu hình hay không mở được bus / configuration or buses cannot be used"
        })
final class ReadCommand implements Callable<Integer> {

    private final Workshop workshop;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "Tên thiết bị / id of the device")
    private @Nullable String device;

    @Option(names = "--json", description = "Dạng JSON / as JSON")
    private boolean json;

    ReadCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    /**
     * One line of the answer.
     *
     * @param from {@code bus}, or {@code service} for the latest value of the running one
     */
    record Line(
            String device,
            String channel,
            @Nullable Double value,
            String unit,
            String quality,
            String from,
            String error) {}

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        GatewayConfig config = place.readConfig();
        requireKnown(config);
        List<Line> lines = isRunning() ? fromService(config) : fromBuses(config);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, lines);
        } else {
            lines.forEach(line -> show(out, line));
            out.flush();
        }
        return lines.stream().allMatch(line -> line.error().isEmpty()) ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private void requireKnown(GatewayConfig config) {
        String wanted = device;
        List<String> ids = config.devices().stream().map(DeviceEntry::id).toList();
        if (wanted != null && !ids.contains(wanted)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "không có thiết bị '%s' / there is no device '%s'%s"
                            .formatted(wanted, wanted, Suggestion.sentence(wanted, ids)));
        }
    }

    private boolean isWanted(String id) {
        return device == null || device.equals(id);
    }

    private boolean isRunning() throws EnvironmentProblem {
        try {
            return SpoolGlance.isInUse(place.spool());
        } catch (SpoolException e) {
            throw new EnvironmentProblem(
                    new Text(
                            "Không biết dịch vụ có đang chạy không: " + e.getMessage(),
                            "Whether the service runs cannot be found out: " + e.getMessage()),
                    new Text("Kiểm tra --data và quyền (sudo?).", "Check --data and the permissions (sudo?)."),
                    e);
        }
    }

    private List<Line> fromService(GatewayConfig config) throws EnvironmentProblem {
        Optional<JsonNode> status;
        try {
            status = new PageClient(config.page().port()).status();
        } catch (IOException e) {
            throw busy(e.getMessage());
        }
        JsonNode channels = status.orElseThrow(() -> busy("page.enabled?")).path("channels");
        if (!json) {
            Messages.line(
                    spec.commandLine().getErr(),
                    new Text(
                            "Dịch vụ đang chạy và giữ các bus; đây là giá trị mới nhất của nó.",
                            "The service is running and holds the buses; these are its latest values."));
        }
        List<Line> lines = new ArrayList<>();
        for (JsonNode channel : channels) {
            if (isWanted(channel.path("device").asString(""))) {
                JsonNode value = channel.path("value");
                lines.add(new Line(
                        channel.path("device").asString(""),
                        channel.path("channel").asString(""),
                        value.isNumber() ? value.asDouble() : null,
                        channel.path("unit").asString(""),
                        channel.path("quality").asString(""),
                        "service",
                        channel.path("error").asString("")));
            }
        }
        return lines;
    }

    private static EnvironmentProblem busy(@Nullable String why) {
        return new EnvironmentProblem(
                new Text(
                        "Dịch vụ đang giữ các bus, mà trang của nó không trả lời (%s).".formatted(why),
                        "The service holds the buses, and its page does not answer (%s).".formatted(why)),
                new Text(
                        "Bật page.enabled, hoặc dừng dịch vụ: systemctl stop trangtien-gateway.",
                        "Set page.enabled, or stop the service: systemctl stop trangtien-gateway."));
    }

    private List<Line> fromBuses(GatewayConfig config) throws EnvironmentProblem, InterruptedException {
        DeviceClock clock = DeviceClock.system();
        DriverCatalog drivers = DriverCatalog.installed();
        List<Line> lines = new ArrayList<>();
        try (Hardware hardware = workshop.hardware(clock, Clock.systemUTC()).open(config)) {
            for (DeviceEntry entry : config.devices()) {
                if (isWanted(entry.id())) {
                    lines.addAll(once(entry, drivers, hardware, clock));
                }
            }
        } catch (ConfigException e) {
            throw new EnvironmentProblem(
                    new Text(
                            "Không mở được các bus: " + e.getMessage(),
                            "The buses cannot be opened: " + e.getMessage()),
                    new Text("Chạy doctor để tìm nguyên nhân.", "Run doctor to find out why."),
                    e);
        }
        return lines;
    }

    private static List<Line> once(DeviceEntry entry, DriverCatalog drivers, Hardware hardware, DeviceClock clock)
            throws InterruptedException {
        try (Device opened = drivers.get(entry.device()).open(entry.device(), hardware.buses(), clock)) {
            return opened.read().stream()
                    .map(sample -> line(entry.id(), sample))
                    .toList();
        } catch (DeviceException | ConfigException e) {
            return List.of(new Line(entry.id(), "", null, "", "COMM_FAULT", "bus", String.valueOf(e.getMessage())));
        }
    }

    private static Line line(String id, Sample sample) {
        return new Line(
                id,
                sample.channel(),
                sample.hasValue() ? sample.value() : null,
                sample.unit(),
                sample.quality().name(),
                "bus",
                "");
    }

    private static void show(PrintWriter out, Line line) {
        if (!line.error().isEmpty() && line.value() == null) {
            out.printf("%-16s %-20s ✗ %s%n", line.device(), line.channel(), line.error());
            return;
        }
        String value = line.value() == null ? "–" : String.format(Locale.ROOT, "%.6g", line.value());
        out.printf("%-16s %-20s %14s %-8s %s%n", line.device(), line.channel(), value, line.unit(), line.quality());
    }
}
