package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.LabelSheet;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/** {@code city fleet qr}: a new code for a registered gateway. */
@Command(
        name = "qr",
        mixinStandardHelpOptions = true,
        description = {
            "Cấp mã một lần mới cho gateway và vẽ mã QR; mã cũ chưa dùng mất hiệu lực.",
            "Issues a new one-time code for a gateway and draws its QR code; an unused older code becomes worthless."
        })
final class FleetQrCommand extends GatewayAccess {

    @Option(names = "--html", paramLabel = "FILE", description = "Ghi nhãn để in / write a label to print")
    private Optional<Path> html = Optional.empty();

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused, EnvironmentProblem {
        JsonNode invitation = client.post(path(GATEWAYS) + "/codes", Map.of());
        if (html.isPresent()) {
            write(html.get(), LabelSheet.html(List.of(invitation)));
        }
        return show(invitation, FleetAnswers::invitation);
    }
}
