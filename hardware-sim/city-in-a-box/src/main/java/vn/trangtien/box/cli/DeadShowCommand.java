package vn.trangtien.box.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.Table;

/** {@code city ingest dead show}: one letter, its bytes and what to do about it. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Một tin bị từ chối: lý do, cách xử lý, byte gốc, giải mã thử.",
            "One dead letter: the reason, what to do, the original bytes, decoded as far as it goes."
        })
final class DeadShowCommand extends FleetAccess {

    @Parameters(paramLabel = "ID", description = "Số của tin / number of the letter")
    private long id;

    @Override
    Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        return show(client.get(LetterOptions.LETTERS + "/" + id), DeadShowCommand::letter);
    }

    private static String letter(JsonNode letter) {
        JsonNode remedy = letter.path("remedy");
        JsonNode content = letter.path("content");
        var text = new StringBuilder();
        text.append(new Table("ID", text(letter, "id"))
                .row("STATE", text(letter, "state"))
                .row("REASON", text(letter, "reason") + " – " + text(remedy, "vi") + " / " + text(remedy, "en"))
                .row("DETAIL", text(letter, "detail"))
                .row("GATEWAY", text(letter, "sender"))
                .row("TOPIC", text(letter, "topic"))
                .row("RECEIVED", time(letter, "receivedAt"))
                .row("POSITION", text(letter, "rawPosition"))
                .row("REPLAY OF", text(letter, "replayOf"))
                .row("REPLAYED AS", text(letter, "replayedAs"))
                .row("BY", text(letter, "stateBy") + " " + time(letter, "stateAt"))
                .row("WHY", text(letter, "stateWhy")));
        text.append("%n%s%n%s%n%n".formatted(text(remedy, "remedyVi"), text(remedy, "remedyEn")));
        if (content.isNull() || content.isMissingNode()) {
            return text.append(text(letter, "contentTrouble"))
                    .append(System.lineSeparator())
                    .toString();
        }
        lines(content.path("headers"), text);
        text.append(System.lineSeparator());
        if (!content.path("undecodable").isNull()) {
            text.append(text(content, "undecodable")).append(System.lineSeparator());
        }
        lines(content.path("decoded"), text);
        return text.append(System.lineSeparator())
                .append(content.path("hex").asString(""))
                .toString();
    }

    private static void lines(JsonNode lines, StringBuilder text) {
        lines.forEach(line -> text.append(text(line, "name"))
                .append(" = ")
                .append(text(line, "value"))
                .append(System.lineSeparator()));
    }
}
