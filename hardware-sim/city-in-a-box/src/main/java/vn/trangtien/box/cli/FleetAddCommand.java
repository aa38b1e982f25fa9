package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.trangtien.box.fleet.FleetClient;

/** {@code city fleet add}: registers one gateway. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {"Đăng ký một gateway và in mã một lần.", "Registers a gateway and prints its one-time code."})
final class FleetAddCommand extends FleetAccess {

    @Parameters(paramLabel = "ID", description = "Mã gateway, cũng là MQTT client id / id, also the MQTT client id")
    private String id = "";

    @Option(names = "--account", paramLabel = "NAME", defaultValue = "hue", description = "hue")
    private String account = "hue";

    @Option(names = "--name", required = true, paramLabel = "TEXT", description = "Tên cho người đọc / name")
    private String name = "";

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "edge", description = "edge, kura …")
    private String kind = "edge";

    @Option(names = "--lat", paramLabel = "DEG", description = "Vĩ độ / latitude")
    private Optional<Double> lat = Optional.empty();

    @Option(names = "--lon", paramLabel = "DEG", description = "Kinh độ / longitude")
    private Optional<Double> lon = Optional.empty();

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        var body = new LinkedHashMap<String, Object>(
                Map.of("account", account, "gateway", id, "name", name, "kind", kind));
        lat.ifPresent(value -> body.put("lat", value));
        lon.ifPresent(value -> body.put("lon", value));
        return show(client.post(GATEWAYS, body), FleetAnswers::invitation);
    }
}
