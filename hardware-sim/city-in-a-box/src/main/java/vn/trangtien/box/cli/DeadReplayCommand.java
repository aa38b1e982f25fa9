package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.gateway.terminal.ExitCode;

/** {@code city ingest dead replay}: has letters judged anew, and waits until all are on their way. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Phát lại tin bị từ chối: tin được nhận và xét lại từ đầu. Bấm hai lần cũng chỉ phát một lần.",
            "Replays dead letters: they are received and judged anew. Asked twice, each goes once."
        })
final class DeadReplayCommand extends FleetAccess {

    private static final Duration PAUSE = Duration.ofMillis(300);

    @Mixin
    private final LetterOptions letters = new LetterOptions();

    @Option(names = "--all", description = "Tất cả tin đang chờ / every open letter")
    private boolean all;

    @Option(names = "--no-wait", description = "Không chờ xong / do not wait")
    private boolean noWait;

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        JsonNode job = client.post(LetterOptions.LETTERS + "/replays", letters.selection(spec, all));
        PrintWriter err = spec.commandLine().getErr();
        while (!noWait && !job.path("done").asBoolean(true)) {
            err.printf("%s / %s%n", text(job, "replayed"), text(job, "letters"));
            err.flush();
            Thread.sleep(PAUSE.toMillis());
            job = client.get(
                    LetterOptions.LETTERS + "/replays/" + job.path("id").asLong());
        }
        boolean failed = job.path("failed").asLong() > 0;
        show(
                job,
                done -> "đã phát lại %1$s trên %2$s, không được %3$s / replayed %1$s of %2$s, could not %3$s%n"
                        .formatted(text(done, "replayed"), text(done, "letters"), text(done, "failed")));
        return failed ? ExitCode.NOT_IN_ORDER : ExitCode.OK;
    }
}
