package vn.trangtien.box.cli;

import static vn.trangtien.box.cli.FleetAccess.text;
import static vn.trangtien.box.cli.FleetAccess.time;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.QrPicture;
import vn.trangtien.box.fleet.Table;

/** Answers of the ingest that several commands show, for people. */
final class FleetAnswers {

    private FleetAnswers() {}

    static String twin(JsonNode twin) {
        JsonNode desired = twin.path("desired");
        JsonNode reported = twin.path("reported");
        JsonNode push = twin.path("push");
        List<JsonNode> why = new ArrayList<>();
        push.path("problems").forEach(why::add);
        if (why.isEmpty() && !push.path("detail").asString("").isEmpty()) {
            why.add(push.path("detail"));
        }
        var problems = new StringBuilder();
        why.forEach(problem -> problems.append("  ").append(problem.asString()).append(System.lineSeparator()));
        return new Table("", "VERSION", "SHA-256", "STATE", "AT", "BY / SOFTWARE")
                        .row(
                                "mong muốn / desired",
                                text(desired, "version"),
                                text(desired, "sha256"),
                                text(push, "state"),
                                time(desired, "at"),
                                text(desired, "by"))
                        .row(
                                "báo cáo / reported",
                                text(reported, "version"),
                                text(reported, "sha256"),
                                text(reported, "state"),
                                time(reported, "at"),
                                text(reported, "software"))
                + problems.toString();
    }

    static String invitation(JsonNode invitation) {
        String label = invitation.path("label").asString("");
        return (label.isEmpty() ? "" : new QrPicture(label).blocks())
                + "%s  %s%nđến / until %s%n"
                        .formatted(
                                text(invitation, "gateway"), text(invitation, "code"), time(invitation, "expiresAt"));
    }
}
