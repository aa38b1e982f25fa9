package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.fleet.FleetClient;

/** {@code city ingest dead export}: takes letters along, with their bytes. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Tải tin bị từ chối về một tệp: .zip là byte gốc và một bảng, còn lại là NDJSON với base64.",
            "Saves dead letters to a file: .zip holds the bytes and a table, anything else is NDJSON with base64."
        })
final class DeadExportCommand extends FleetAccess {

    @Mixin
    private final LetterOptions letters = new LetterOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Tệp / file")
    private Path out = Path.of("dead-letters.ndjson");

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        boolean zip = out.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        long bytes = client.download(
                LetterOptions.LETTERS + "/export?format=" + (zip ? "zip" : "ndjson") + letters.query(), out);
        var done = JsonMapper.shared()
                .createObjectNode()
                .put("file", out.toString())
                .put("bytes", bytes);
        return show(done, answer -> "%s: %d byte%n".formatted(out, bytes));
    }
}
