package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.Table;

/** {@code city fleet list}: gateways, how they stand and what is wrong with them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Liệt kê các gateway.", "Lists gateways."})
final class FleetListCommand extends FleetAccess {

    /** The states that the ingest knows; a misspelt one would find nothing and look like an empty city. */
    enum State {
        ONLINE,
        OFFLINE,
        MISSING,
        NEVER_SEEN
    }

    @Option(names = "--search", paramLabel = "TEXT", description = "Tên hay mã, có dấu hay không / name or id")
    private String search = "";

    @Option(names = "--state", paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}")
    private Optional<State> state = Optional.empty();

    @Option(names = "--drift", description = "Chỉ gateway lệch cấu hình / only those that drifted")
    private boolean drift;

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        String query = "?size=500&q=" + FleetClient.part(search) + "&state="
                + state.map(State::name).orElse("") + (drift ? "&drift=true" : "");
        return show(client.get(FLEET + query), answer -> {
            var table = new Table("GATEWAY", "TÊN / NAME", "STATE", "LAST", "SOFTWARE", "CONFIG", "ALARMS");
            answer.path("items")
                    .forEach(one -> table.row(
                            text(one, "account") + "/" + text(one, "gateway"),
                            text(one, "name"),
                            text(one, "state"),
                            time(one, "lastSeen"),
                            text(one, "software"),
                            one.path("drift").asBoolean(false) ? "lệch / drift" : text(one, "configState"),
                            names(one.path("alarms"))));
            return table
                    + "%d / %d%n"
                            .formatted(
                                    answer.path("items").size(),
                                    answer.path("total").asLong());
        });
    }

    private static String names(JsonNode alarms) {
        List<String> names = new ArrayList<>();
        alarms.forEach(alarm -> names.add(alarm.asString()));
        return String.join(" ", names);
    }
}
