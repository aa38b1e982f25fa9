package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/** {@code city fleet config}: reads, sets and pushes the desired configuration. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "In cấu hình mong muốn của gateway; với --set thì đặt cấu hình mới, với --push thì gửi luôn.",
            "Prints the desired configuration of a gateway; --set makes a new one, --push sends it at once."
        })
final class FleetConfigCommand extends GatewayAccess {

    @Option(names = "--set", paramLabel = "FILE.yaml", description = "Cấu hình mới / new configuration")
    private Optional<Path> set = Optional.empty();

    @Option(names = "--comment", paramLabel = "TEXT", description = "Lý do, ghi vào lịch sử / why, for the history")
    private String comment = "";

    @Option(names = "--push", description = "Gửi tới gateway / send it to the gateway")
    private boolean push;

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused, EnvironmentProblem {
        String path = path(FLEET) + "/twin";
        if (set.isPresent()) {
            return show(
                    client.put(path, Map.of("yaml", read(set.get()), "comment", comment, "push", push)),
                    FleetAnswers::twin);
        }
        return push
                ? show(client.post(path + "/push", Map.of("force", false)), FleetAnswers::twin)
                : show(
                        client.get(path),
                        twin -> twin.path("desired").path("yaml").asString(""));
    }
}
