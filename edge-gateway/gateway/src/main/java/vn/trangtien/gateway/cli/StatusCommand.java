package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.gateway.terminal.TimeWords;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Dịch vụ đang thế nào: kết nối, spool, thiết bị, camera, lỗi gần nhất.",
            "How the service stands: link, spool, devices, cameras, the last errors."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đang chạy và có kết nối / running and connected",
            "1:đang chạy, chưa có kết nối, hay có thiết bị hoặc camera lỗi / running, not connected, or a device or camera fails",
            "3:không chạy hay trang bị tắt / not running, or its page is off"
        })
final class StatusCommand extends AtPlace {

    @Override
    public Integer call() throws EnvironmentProblem {
        GatewayConfig config = place.readConfig();
        JsonNode status = status(config);
        PrintWriter out = spec.commandLine().getOut();
        boolean connected = status.path("link").path("state").asString("").equals("CONNECTED");
        boolean answering = true;
        for (JsonNode device : status.path("devices")) {
            answering &= device.path("answering").asBoolean(false);
        }
        for (JsonNode camera : status.path("cameras")) {
            answering &= camera.path("alive").asBoolean(false);
        }
        if (json) {
            Json.print(out, status);
        } else {
            show(out, status, connected);
        }
        return connected && answering ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private static JsonNode status(GatewayConfig config) throws EnvironmentProblem {
        Optional<JsonNode> status;
        try {
            status = new PageClient(config.page().port()).status();
        } catch (IOException e) {
            throw silent(config, e);
        }
        return status.orElseThrow(() -> silent(config, "connection refused"));
    }

    private static EnvironmentProblem silent(GatewayConfig config, Object why) {
        return new EnvironmentProblem(
                new Text("Dịch vụ không trả lời ở cổng %d: %s", "The service does not answer on port %d: %s")
                        .with(config.page().port(), why),
                new Text(
                        "Xem: systemctl status trangtien-gateway; journalctl -u trangtien-gateway -n 50; doctor.",
                        "See: systemctl status trangtien-gateway; journalctl -u trangtien-gateway -n 50; doctor."));
    }

    private static Text words(JsonNode fault, String name) {
        return new Text(
                fault.path("vi").path(name).asString(""),
                fault.path("en").path(name).asString(""));
    }

    private static void show(PrintWriter out, JsonNode status, boolean connected) {
        out.printf(
                "%s %s/%s → %s  %s%n",
                connected ? "✓" : "✗",
                status.path("account").asString(""),
                status.path("gateway").asString(""),
                status.path("broker").asString(""),
                status.path("link").path("state").asString(""));
        String error = status.path("link").path("lastError").asString("");
        if (!connected && !error.isEmpty()) {
            out.println("  " + error);
        }
        JsonNode fault = status.path("link").path("fault");
        if (!connected && fault.isObject()) {
            Messages.problem(out, words(fault, "what"), words(fault, "remedy"));
        }
        Messages.line(
                out,
                new Text("Spool: %d tin đang chờ, %d đã gửi", "Spool: %d messages waiting, %d delivered")
                        .with(
                                status.path("spool").path("depth").asLong(0),
                                status.path("spool").path("delivered").asLong(0)));
        for (JsonNode device : status.path("devices")) {
            boolean answering = device.path("answering").asBoolean(false);
            out.printf(
                    "%s %-16s %d readings  %s%n",
                    answering ? "✓" : "✗",
                    device.path("id").asString(""),
                    device.path("readings").asLong(0),
                    answering ? "" : device.path("lastError").asString(""));
        }
        status.path("cameras").forEach(camera -> show(out, camera));
        for (JsonNode note : status.path("errors")) {
            out.printf(
                    "! %s %s: %s%n",
                    local(note.path("last").asString("")),
                    note.path("source").asString(""),
                    note.path("message").asString(""));
        }
        out.flush();
    }

    /** To the second and by the clock on the wall; what is no time is shown as it is. */
    private static String local(String instant) {
        try {
            return TimeWords.of(Instant.parse(instant), ZoneId.systemDefault());
        } catch (DateTimeException unknown) {
            return instant;
        }
    }

    private static void show(PrintWriter out, JsonNode camera) {
        String problem = camera.path("problem").asString("");
        boolean alive = camera.path("alive").asBoolean(false);
        out.printf(
                "%s %-16s %d messages%n",
                !alive ? "✗" : problem.isEmpty() ? "✓" : "!",
                camera.path("id").asString(""),
                camera.path("messages").asLong(0));
        if (!problem.isEmpty()) {
            out.println("  " + camera.path("problemVi").asString(""));
            out.println("  " + problem);
        }
    }
}
