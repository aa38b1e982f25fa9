package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;

@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = {
            "Các thiết bị trong cấu hình và kênh mà driver của chúng cho, không đụng tới phần cứng.",
            "The devices of the configuration and the channels that their drivers give, without touching the hardware."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {"0:xong / done", "3:không đọc được cấu hình / configuration cannot be read"})
final class DevicesCommand extends AtPlace {

    /** What {@code --json} shows. */
    record DeviceView(String id, String driver, Text title, String bus, String busKind, List<Channel> channels) {}

    @Override
    public Integer call() throws EnvironmentProblem {
        PrintWriter out = spec.commandLine().getOut();
        GatewayConfig config = place.readConfig();
        DriverCatalog drivers = DriverCatalog.installed();
        List<DeviceView> devices = new ArrayList<>();
        for (DeviceEntry entry : config.devices()) {
            devices.add(view(entry, drivers.get(entry.device()), config));
        }
        if (json) {
            Json.print(out, devices);
            return ExitCode.OK;
        }
        for (DeviceView device : devices) {
            out.printf("%-16s %-15s %s (%s)%n", device.id(), device.driver(), device.bus(), device.busKind());
            out.printf(
                    "%-16s %s / %s%n", "", device.title().vi(), device.title().en());
            for (Channel channel : device.channels()) {
                out.printf(
                        "  %-22s %-8s %s … %s  %s%s%n",
                        channel.name(),
                        channel.unit(),
                        shown(channel.min()),
                        shown(channel.max()),
                        channel.accuracy(),
                        channel.writable() ? "  ✎" : "");
            }
        }
        config.cameras().forEach(camera -> out.printf("%-16s %-15s%n", camera.id(), "camera"));
        out.flush();
        return ExitCode.OK;
    }

    private static DeviceView view(DeviceEntry entry, DriverFactory driver, GatewayConfig config) {
        String bus = entry.device().bus();
        String kind = config.buses().stream()
                .filter(some -> some.name().equals(bus))
                .map(some -> some.kind().code())
                .findFirst()
                .orElse("");
        return new DeviceView(
                entry.id(),
                entry.device().driver(),
                driver.descriptor().title(),
                bus,
                kind,
                driver.channels(entry.device()));
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
