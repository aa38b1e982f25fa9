package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.LabelSheet;
import vn.trangtien.box.fleet.Table;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/** {@code city fleet import}: registers a table of gateways. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Đăng ký cả bảng CSV (tối đa 500 gateway), tất cả hoặc không gateway nào.",
            "Registers a whole CSV table (at most 500 gateways), all of them or none."
        })
final class FleetImportCommand extends FleetAccess {

    @Parameters(paramLabel = "FILE.csv", description = "Bảng / table")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--account", paramLabel = "NAME", defaultValue = "hue", description = "hue")
    private String account = "hue";

    @Option(names = "--name", paramLabel = "TEXT", defaultValue = "", description = "Tên đợt / name of the batch")
    private String name = "";

    @Option(names = "--dry-run", description = "Chỉ kiểm tra / check only")
    private boolean dryRun;

    @Option(
            names = "--labels",
            paramLabel = "FILE.html",
            description = "Ghi tờ nhãn QR để in / write QR labels to print")
    private Optional<Path> labels = Optional.empty();

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused, EnvironmentProblem {
        String path = "/api/batches?account=%s&name=%s&dryRun=%s"
                .formatted(FleetClient.part(account), FleetClient.part(name), dryRun);
        JsonNode answer = client.postCsv(path, read(file));
        if (labels.isPresent() && !dryRun) {
            write(labels.get(), LabelSheet.html(answer.path("gateways")));
        }
        return show(answer, batch -> {
            if (dryRun) {
                return "✓ Bảng đúng: %1$d gateway, chưa thêm gì / The table is right: %1$d gateways, nothing was added%n"
                        .formatted(batch.path("gateways").asLong());
            }
            var table = new Table("GATEWAY", "MÃ / CODE", "ĐẾN / UNTIL");
            batch.path("gateways")
                    .forEach(one -> table.row(text(one, "gateway"), text(one, "code"), time(one, "expiresAt")));
            return table.toString();
        });
    }
}
