package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.Table;

/** {@code city ingest channels list}: channels that wait for a decision, or that one was made of. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Liệt kê kênh lạ.", "Lists unknown channels."})
final class ChannelsListCommand extends FleetAccess {

    static final String CHANNELS = "/api/channels";

    /** How a channel stands. */
    enum Standing {
        QUARANTINED,
        KNOWN,
        IGNORED,
        BLOCKED
    }

    @Option(names = "--standing", paramLabel = "STANDING", description = "${COMPLETION-CANDIDATES}")
    private Optional<Standing> standing = Optional.empty();

    @Option(names = "--gateway", paramLabel = "ACCOUNT/ID", description = "Gateway")
    private Optional<String> gateway = Optional.empty();

    @Option(names = "--after", paramLabel = "PATH", description = "Đọc tiếp sau kênh này / read on after this channel")
    private Optional<String> after = Optional.empty();

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        String query = "?limit=100" + standing.map(one -> "&standing=" + one).orElse("")
                + gateway.map(id -> "&gateway=" + FleetClient.part(id.contains("/") ? id : "hue/" + id))
                        .orElse("")
                + after.map(path -> "&after=" + FleetClient.part(path)).orElse("");
        return show(client.get(CHANNELS + query), answer -> {
            var table = new Table("CHANNEL", "UNIT", "STANDING", "WHY", "VALUES", "COULD BE", "FIRST", "LAST");
            answer.path("channels")
                    .forEach(one -> table.row(
                            path(one.path("channel")),
                            text(one, "unit"),
                            text(one, "standing"),
                            text(one, "reason"),
                            one.path("samples").toString(),
                            text(one, "suggestion"),
                            time(one, "firstSeen"),
                            time(one, "lastSeen")));
            JsonNode next = answer.path("after");
            return table + (next.isString() ? "… --after '%s'%n".formatted(next.asString()) : "");
        });
    }

    private static String path(JsonNode channel) {
        return text(channel, "account") + "/" + text(channel, "gateway") + "/" + text(channel, "asset") + "/"
                + text(channel, "channel");
    }
}
