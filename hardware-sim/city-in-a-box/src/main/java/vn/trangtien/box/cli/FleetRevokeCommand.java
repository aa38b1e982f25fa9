package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import vn.trangtien.box.fleet.FleetClient;

/** {@code city fleet revoke}: makes the certificates of a gateway worthless. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {
            "Thu hồi mọi chứng chỉ của gateway; kết nối đang mở bị cắt ngay.",
            "Revokes all certificates of a gateway; an open connection is cut at once."
        })
final class FleetRevokeCommand extends GatewayAccess {

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        return show(
                client.post(path(GATEWAYS) + "/revoke", Map.of()), any -> "✓ Đã thu hồi / revoked: %s%n".formatted(id));
    }
}
