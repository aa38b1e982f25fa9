package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.Table;

/** {@code city ingest dead list}: what was refused, newest first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Liệt kê tin bị từ chối, mới nhất trước; --counts thì đếm theo lý do.",
            "Lists dead letters, newest first; --counts counts them by reason."
        })
final class DeadListCommand extends FleetAccess {

    /** What became of a letter. */
    enum State {
        OPEN,
        REPLAYED,
        REPLAYED_REFUSED_AGAIN,
        DISMISSED
    }

    @Mixin
    private final LetterOptions letters = new LetterOptions();

    @Option(names = "--state", paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}")
    private Optional<State> state = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Nhiều nhất / at most, 500")
    private int limit;

    @Option(names = "--before", paramLabel = "ID", description = "Chỉ tin cũ hơn / only older ones")
    private Optional<Long> before = Optional.empty();

    @Option(names = "--counts", description = "Đếm theo lý do / count by reason")
    private boolean counts;

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        if (counts) {
            return show(client.get(LetterOptions.LETTERS + "/counts"), DeadListCommand::counts);
        }
        String query = "?limit=" + limit + state.map(one -> "&state=" + one).orElse("")
                + before.map(id -> "&before=" + id).orElse("") + letters.query();
        return show(client.get(LetterOptions.LETTERS + query), answer -> {
            var table = new Table("ID", "REASON", "GATEWAY", "TOPIC", "BYTES", "RECEIVED", "STATE");
            answer.path("letters")
                    .forEach(one -> table.row(
                            text(one, "id"),
                            text(one, "reason"),
                            text(one, "sender"),
                            text(one, "topic"),
                            text(one, "bytes"),
                            time(one, "receivedAt"),
                            text(one, "state")));
            JsonNode next = answer.path("before");
            return table + (next.isNumber() ? "… --before %d%n".formatted(next.asLong()) : "");
        });
    }

    private static String counts(JsonNode counts) {
        var table = new Table("REASON", "OPEN", "REPLAYED", "REFUSED AGAIN", "DISMISSED");
        counts.path("reasons")
                .forEach(one -> table.row(
                        text(one, "reason"),
                        text(one, "open"),
                        text(one, "replayed"),
                        text(one, "refusedAgain"),
                        text(one, "dismissed")));
        return table
                + "bị từ chối %1$s, đã phát lại %2$s / rejected %1$s, replayed %2$s%n"
                        .formatted(text(counts, "total"), text(counts, "replayed"));
    }
}
