package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.Table;

/** {@code city fleet update}: releases, and rollouts of them. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {
            "Cập nhật phần mềm theo vòng; tự dừng khi gateway không khỏe. Không có --release: liệt kê bản phát hành.",
            "Updates software in rings; stops by itself when health falls. Without --release: lists releases."
        })
final class FleetUpdateCommand extends FleetAccess {

    @Option(names = "--release", paramLabel = "SHA256", description = "Bản phát hành / release")
    private Optional<String> release = Optional.empty();

    @Option(names = "--name", paramLabel = "TEXT", defaultValue = "update", description = "Tên đợt / name")
    private String name = "update";

    @Option(names = "--rings", split = ",", paramLabel = "PERCENT", defaultValue = "1,10,100", description = "1,10,100")
    private List<Integer> rings = List.of(1, 10, 100);

    @Option(
            names = "--gateway",
            paramLabel = "ID",
            description = "Chỉ gateway này, lặp lại được / only this one, may be repeated")
    private List<String> gateways = List.of();

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        if (release.isEmpty()) {
            return show(client.get("/api/fleet/releases"), releases -> {
                var table = new Table("VERSION", "ARCH", "SHA-256", "AT");
                releases.forEach(one ->
                        table.row(text(one, "version"), text(one, "arch"), text(one, "sha256"), time(one, "at")));
                return table.toString();
            });
        }
        return show(
                client.post(
                        "/api/fleet/rollouts",
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "RELEASE",
                                "release",
                                release.get(),
                                "rings",
                                rings,
                                "filter",
                                Map.of("gateways", gateways))),
                rollout -> "%s %s %s%n".formatted(text(rollout, "id"), text(rollout, "state"), text(rollout, "name")));
    }
}
