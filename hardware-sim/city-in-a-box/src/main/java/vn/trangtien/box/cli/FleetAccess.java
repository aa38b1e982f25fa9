package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

/** What all commands of the fleet share: where the ingest is, what it is told, how its answer is shown. */
abstract class FleetAccess implements Callable<Integer> {

    static final String FLEET = "/api/fleet/gateways";
    static final String GATEWAYS = "/api/gateways";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Địa chỉ thu nhận (mặc định: thành phố ở --data) / address of the ingest (default: the city in --data)")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Tệp có token ở dòng đầu (mặc định: của thành phố) / file with the token in its first line")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--json", description = "In JSON của máy chủ / print the server's JSON")
    boolean json;

    abstract Integer ask(FleetClient client)
            throws IOException, InterruptedException, FleetClient.Refused, EnvironmentProblem;

    @Override
    public final Integer call() throws Exception {
        URI base = url.isPresent()
                ? url.get()
                : URI.create(
                        Ports.choose(place.data(), place.base(), place.ports()).url(Port.INGEST));
        try {
            return ask(new FleetClient(base, token()));
        } catch (FleetClient.Refused e) {
            String why = String.valueOf(e.getMessage());
            Messages.problem(
                    spec.commandLine().getErr(),
                    new Text("Bị từ chối (%d): %s", "Refused (%d): %s").with(e.status(), why),
                    new Text("Sửa theo lý do trên rồi thử lại.", "Correct what the reason says and try again."));
            return ExitCode.NOT_IN_ORDER;
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không hỏi được %s: %s", "%s cannot be asked: %s")
                            .with(base, String.valueOf(e.getMessage())),
                    new Text(
                            "Kiểm tra --url, và thành phố có đang chạy không: ./city up.",
                            "Check --url, and whether the city is running: ./city up."),
                    e);
        }
    }

    private String token() throws IOException, EnvironmentProblem {
        if (tokenFile.isPresent()) {
            return read(tokenFile.get()).lines().findFirst().orElse("").strip();
        }
        Path home = place.data();
        if (Files.notExists(home.resolve("secrets.properties"))) {
            throw new EnvironmentProblem(
                    new Text("Chưa có thành phố nào trong %s.", "There is no city in %s yet.").with(home),
                    new Text(
                            "Chỉ đúng thư mục (--data DIR), hoặc --url và --token-file.",
                            "Name the right folder (--data DIR), or --url and --token-file."));
        }
        return Secrets.in(home).get("service-token");
    }

    /** The answer as it is, or as the function shows it. */
    int show(JsonNode answer, Function<JsonNode, String> forPeople) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(answer));
        } else {
            out.print(forPeople.apply(answer));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Path of one gateway below a root, from {@code account/gateway} or the id alone in account {@code hue}. */
    String gateway(String root, String id) {
        String[] parts = id.split("/", -1);
        if (parts.length > 2 || id.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "gateway must be ID or ACCOUNT/ID, but was '%s'".formatted(id));
        }
        String account = parts.length == 2 ? parts[0] : "hue";
        return root + "/" + FleetClient.part(account) + "/" + FleetClient.part(parts[parts.length - 1]);
    }

    /** A file in UTF-8; that it cannot be read is not the server's fault and is told as what it is. */
    static String read(Path file) throws EnvironmentProblem {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new EnvironmentProblem(
                    new Text("Tệp %s không phải văn bản UTF-8.", "The file %s is no text in UTF-8.").with(file),
                    new Text("Lưu lại tệp với mã UTF-8.", "Save it as UTF-8."),
                    e);
        } catch (IOException e) {
            throw (EnvironmentProblem) unreadable(file).initCause(e);
        }
    }

    /** The file, if it may be read, so that one that is missing is not taken for a fault of the server. */
    static Path readable(Path file) throws EnvironmentProblem {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unreadable(file);
        }
        return file;
    }

    private static EnvironmentProblem unreadable(Path file) {
        return new EnvironmentProblem(
                new Text("Không đọc được tệp %s.", "The file %s cannot be read.").with(file),
                new Text("Kiểm tra tên tệp và quyền đọc.", "Check its name, and that you may read it."));
    }

    static void write(Path file, String text) throws EnvironmentProblem {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không ghi được tệp %s.", "The file %s cannot be written.").with(file),
                    new Text("Kiểm tra thư mục và quyền ghi.", "Check the folder, and that you may write there."),
                    e);
        }
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? "–" : value.asString();
    }

    /** An instant to the second, as people read it; anything else as it is. */
    static String time(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeParseException noInstant) {
            return text;
        }
    }
}
