package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.fleet.LabelSheet;
import vn.trangtien.box.fleet.QrPicture;
import vn.trangtien.box.fleet.Table;
import vn.trangtien.gateway.terminal.ExitCode;

/** {@code city fleet}: the gateways of the city, from the command line. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        subcommands = {
            FleetCommand.ListGateways.class,
            FleetCommand.Add.class,
            FleetCommand.Import.class,
            FleetCommand.Qr.class,
            FleetCommand.Config.class,
            FleetCommand.Update.class,
            FleetCommand.Revoke.class,
            FleetCommand.Twin.class
        },
        description = {"Đội gateway. docs/fleet.md", "The fleet of gateways. docs/fleet.md"},
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:xong / done",
            "1:máy chủ từ chối, lý do được in ra / the server refused and says why",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không tới được máy chủ hay tệp / server or file not reached"
        })
final class FleetCommand {

    private static final String FLEET = "/api/fleet/gateways";
    private static final String GATEWAYS = "/api/gateways";

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Liệt kê các gateway.", "Lists gateways."})
    static final class ListGateways extends FleetAccess {

        @Option(names = "--search", paramLabel = "TEXT", description = "Tên hay mã, có dấu hay không / name or id")
        private String search = "";

        @Option(names = "--state", paramLabel = "STATE", description = "ONLINE, OFFLINE, MISSING, NEVER_SEEN")
        private String state = "";

        @Option(names = "--drift", description = "Chỉ gateway lệch cấu hình / only those that drifted")
        private boolean drift;

        @Override
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            String query = "?size=500&q=" + FleetClient.part(search) + "&state=" + FleetClient.part(state)
                    + (drift ? "&drift=true" : "");
            return show(client.get(FLEET + query), answer -> {
                var table = new Table("CỔNG / GATEWAY", "TÊN / NAME", "STATE", "LAST", "SOFTWARE", "CONFIG", "ALARMS");
                answer.path("items")
                        .forEach(one -> table.row(
                                text(one, "account") + "/" + text(one, "gateway"),
                                text(one, "name"),
                                text(one, "state"),
                                text(one, "lastSeen"),
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

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {"Đăng ký một gateway và in mã một lần.", "Registers a gateway and prints its one-time code."
            })
    static final class Add extends FleetAccess {

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
            return show(client.post(GATEWAYS, body), FleetCommand::invitation);
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Đăng ký cả bảng CSV (tối đa 500 gateway), tất cả hoặc không gateway nào.",
                "Registers a whole CSV table (at most 500 gateways), all of them or none."
            })
    static final class Import extends FleetAccess {

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
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            String path = "/api/batches?account=%s&name=%s&dryRun=%s"
                    .formatted(FleetClient.part(account), FleetClient.part(name), dryRun);
            JsonNode answer = client.postCsv(path, read(file));
            if (labels.isPresent() && !dryRun) {
                Files.writeString(labels.get(), LabelSheet.html(answer.path("gateways")));
            }
            return show(answer, batch -> {
                if (dryRun) {
                    return "✓ %d%n".formatted(batch.path("gateways").asLong());
                }
                var table = new Table("CỔNG / GATEWAY", "MÃ / CODE", "ĐẾN / UNTIL");
                batch.path("gateways")
                        .forEach(one -> table.row(text(one, "gateway"), text(one, "code"), text(one, "expiresAt")));
                return table.toString();
            });
        }
    }

    @Command(
            name = "qr",
            mixinStandardHelpOptions = true,
            description = {
                "Cấp mã một lần mới cho gateway và vẽ mã QR; mã cũ chưa dùng mất hiệu lực.",
                "Issues a new one-time code for a gateway and draws its QR code; an unused older code becomes worthless."
            })
    static final class Qr extends FleetAccess {

        @Parameters(paramLabel = "[ACCOUNT/]ID", description = "Gateway")
        private String id = "";

        @Option(names = "--html", paramLabel = "FILE", description = "Ghi nhãn để in / write a label to print")
        private Optional<Path> html = Optional.empty();

        @Override
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            JsonNode invitation = client.post(gateway(GATEWAYS, id) + "/codes", Map.of());
            if (html.isPresent()) {
                Files.writeString(html.get(), LabelSheet.html(List.of(invitation)));
            }
            return show(invitation, FleetCommand::invitation);
        }
    }

    @Command(
            name = "config",
            mixinStandardHelpOptions = true,
            description = {
                "In cấu hình mong muốn của gateway; với --set thì đặt cấu hình mới, với --push thì gửi luôn.",
                "Prints the desired configuration of a gateway; --set makes a new one, --push sends it at once."
            })
    static final class Config extends FleetAccess {

        @Parameters(paramLabel = "[ACCOUNT/]ID", description = "Gateway")
        private String id = "";

        @Option(names = "--set", paramLabel = "FILE.yaml", description = "Cấu hình mới / new configuration")
        private Optional<Path> set = Optional.empty();

        @Option(names = "--comment", paramLabel = "TEXT", description = "Lý do, ghi vào lịch sử / why, for the history")
        private String comment = "";

        @Option(names = "--push", description = "Gửi tới gateway / send it to the gateway")
        private boolean push;

        @Override
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            String path = gateway(FLEET, id) + "/twin";
            if (set.isPresent()) {
                return show(
                        client.put(path, Map.of("yaml", read(set.get()), "comment", comment, "push", push)),
                        FleetCommand::twin);
            }
            return push
                    ? show(client.post(path + "/push", Map.of("force", false)), FleetCommand::twin)
                    : show(
                            client.get(path),
                            twin -> twin.path("desired").path("yaml").asString(""));
        }
    }

    @Command(
            name = "update",
            mixinStandardHelpOptions = true,
            description = {
                "Cập nhật phần mềm theo vòng; tự dừng khi gateway không khỏe. Không có --release: liệt kê bản phát hành.",
                "Updates software in rings; stops by itself when health falls. Without --release: lists releases."
            })
    static final class Update extends FleetAccess {

        @Option(names = "--release", paramLabel = "SHA256", description = "Bản phát hành / release")
        private Optional<String> release = Optional.empty();

        @Option(names = "--name", paramLabel = "TEXT", defaultValue = "update", description = "Tên đợt / name")
        private String name = "update";

        @Option(
                names = "--rings",
                split = ",",
                paramLabel = "PERCENT",
                defaultValue = "1,10,100",
                description = "1,10,100")
        private List<Integer> rings = List.of(1, 10, 100);

        @Option(
                names = "--gateway",
                paramLabel = "ID",
                description = "Chỉ gateway này, lặp lại được / only this one, may be repeated")
        private List<String> gateways = List.of();

        @Override
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            if (release.isEmpty()) {
                return show(client.get("/api/fleet/releases"), releases -> {
                    var table = new Table("VERSION", "ARCH", "SHA-256", "AT");
                    releases.forEach(one ->
                            table.row(text(one, "version"), text(one, "arch"), text(one, "sha256"), text(one, "at")));
                    return table.toString();
                });
            }
            return show(
                    client.post(
                            "/api/fleet/rollouts",
                            Map.of(
                                    "name",
                                    name,
                                    "kind",
                                    "RELEASE",
                                    "release",
                                    release.get(),
                                    "rings",
                                    rings,
                                    "filter",
                                    Map.of("gateways", gateways))),
                    rollout ->
                            "%s %s %s%n".formatted(text(rollout, "id"), text(rollout, "state"), text(rollout, "name")));
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = {
                "Thu hồi mọi chứng chỉ của gateway; kết nối đang mở bị cắt ngay.",
                "Revokes all certificates of a gateway; an open connection is cut at once."
            })
    static final class Revoke extends FleetAccess {

        @Parameters(paramLabel = "[ACCOUNT/]ID", description = "Gateway")
        private String id = "";

        @Override
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            return show(
                    client.post(gateway(GATEWAYS, id) + "/revoke", Map.of()),
                    any -> "✓ Đã thu hồi / revoked: %s%n".formatted(id));
        }
    }

    @Command(
            name = "twin",
            mixinStandardHelpOptions = true,
            description = {
                "Cấu hình mong muốn và báo cáo của gateway; mã thoát 1 khi lệch.",
                "Desired and reported configuration of a gateway; exit code 1 when they differ."
            })
    static final class Twin extends FleetAccess {

        @Parameters(paramLabel = "[ACCOUNT/]ID", description = "Gateway")
        private String id = "";

        @Override
        Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
            JsonNode twin = client.get(gateway(FLEET, id) + "/twin");
            show(twin, FleetCommand::twin);
            return twin.path("drift").asBoolean(false) ? ExitCode.NOT_IN_ORDER : ExitCode.OK;
        }
    }

    private static String twin(JsonNode twin) {
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
        return new Table("", "VERSION", "SHA-256", "STATE", "AT", "BY")
                        .row(
                                "mong muốn / desired",
                                FleetAccess.text(desired, "version"),
                                FleetAccess.text(desired, "sha256"),
                                FleetAccess.text(push, "state"),
                                FleetAccess.text(desired, "at"),
                                FleetAccess.text(desired, "by"))
                        .row(
                                "báo cáo / reported",
                                FleetAccess.text(reported, "version"),
                                FleetAccess.text(reported, "sha256"),
                                FleetAccess.text(reported, "state"),
                                FleetAccess.text(reported, "at"),
                                FleetAccess.text(reported, "software"))
                + problems.toString();
    }

    private static String invitation(JsonNode invitation) {
        String label = invitation.path("label").asString("");
        return (label.isEmpty() ? "" : new QrPicture(label).blocks())
                + "%s  %s%nđến / until %s%n"
                        .formatted(
                                FleetAccess.text(invitation, "gateway"),
                                FleetAccess.text(invitation, "code"),
                                FleetAccess.text(invitation, "expiresAt"));
    }
}
