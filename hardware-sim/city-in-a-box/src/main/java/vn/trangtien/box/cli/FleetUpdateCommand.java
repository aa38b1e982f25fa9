package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.Table;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/** {@code city fleet update}: releases, and rollouts of them. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {
            "Cập nhật phần mềm theo vòng; tự dừng khi gateway không khỏe. Không có --release hay --upload: liệt kê bản phát hành.",
            "Updates software in rings; stops by itself when health falls. Without --release and --upload: lists releases."
        })
final class FleetUpdateCommand extends FleetAccess {

    private static final String RELEASES = "/api/fleet/releases";

    @Option(
            names = "--upload",
            paramLabel = "FILE.zip",
            description =
                    "Tải một bản lên để thành phố ký, in SHA-256 / brings a release, which the city signs; prints its SHA-256")
    private Optional<Path> upload = Optional.empty();

    @Option(names = "--release", paramLabel = "SHA256", description = "Bản phát hành / release")
    private Optional<String> release = Optional.empty();

    @Option(names = "--name", paramLabel = "TEXT", defaultValue = "update", description = "Tên đợt / name")
    private String name = "update";

    @Option(names = "--rings", split = ",", paramLabel = "PERCENT", defaultValue = "1,10,100", description = "1,10,100")
    private List<Integer> rings = List.of(1, 10, 100);

    @Option(
            names = "--soak",
            paramLabel = "SECONDS",
            description = "Theo dõi sau mỗi vòng / watch after each ring (900)")
    private Optional<Integer> soak = Optional.empty();

    @Option(
            names = "--gateway",
            paramLabel = "ID",
            description = "Chỉ gateway này, lặp lại được / only this one, may be repeated")
    private List<String> gateways = List.of();

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused, EnvironmentProblem {
        if (upload.isPresent()) {
            return show(client.postFile(RELEASES, readable(upload.get())), FleetUpdateCommand::line);
        }
        if (release.isEmpty()) {
            return show(client.get(RELEASES), releases -> {
                var table = new Table("VERSION", "ARCH", "SHA-256", "AT");
                releases.forEach(one ->
                        table.row(text(one, "version"), text(one, "arch"), text(one, "sha256"), time(one, "at")));
                return table.toString();
            });
        }
        var body = new LinkedHashMap<String, Object>(
                Map.of("name", name, "kind", "RELEASE", "release", release.get(), "rings", rings));
        body.put("filter", Map.of("gateways", gateways));
        soak.ifPresent(seconds -> body.put("soakSeconds", seconds));
        return show(
                client.post("/api/fleet/rollouts", body),
                rollout -> "%s %s %s%n".formatted(text(rollout, "id"), text(rollout, "state"), text(rollout, "name")));
    }

    private static String line(JsonNode release) {
        return "%s %s %s%n".formatted(text(release, "sha256"), text(release, "version"), text(release, "arch"));
    }
}
