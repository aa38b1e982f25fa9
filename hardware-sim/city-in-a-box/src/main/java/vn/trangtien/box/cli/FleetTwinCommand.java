package vn.trangtien.box.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.gateway.terminal.ExitCode;

/** {@code city fleet twin}: what is wanted of a gateway and what it reports. */
@Command(
        name = "twin",
        mixinStandardHelpOptions = true,
        description = {
            "Cấu hình mong muốn và báo cáo của gateway; mã thoát 1 khi lệch.",
            "Desired and reported configuration of a gateway; exit code 1 when they differ."
        })
final class FleetTwinCommand extends GatewayAccess {

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        JsonNode twin = client.get(path(FLEET) + "/twin");
        show(twin, FleetAnswers::twin);
        return twin.path("drift").asBoolean(false) ? ExitCode.NOT_IN_ORDER : ExitCode.OK;
    }
}
