package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.trangtien.box.fleet.FleetClient;

/** {@code city ingest dead dismiss}: a person decides that letters are not wanted, and says why. */
@Command(
        name = "dismiss",
        mixinStandardHelpOptions = true,
        description = {
            "Bỏ tin bị từ chối, kèm lý do; tin vẫn được giữ lại.",
            "Dismisses dead letters, with a reason; they are kept all the same."
        })
final class DeadDismissCommand extends FleetAccess {

    @Mixin
    private final LetterOptions letters = new LetterOptions();

    @Option(names = "--all", description = "Tất cả tin đang chờ / every open letter")
    private boolean all;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Lý do / reason")
    private String why = "";

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        Map<String, Object> selection = letters.selection(spec, all);
        selection.put("why", why);
        return show(
                client.post(LetterOptions.LETTERS + "/dismissals", selection),
                done -> "đã bỏ %1$s / dismissed %1$s%n".formatted(text(done, "letters")));
    }
}
