package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.disk.Utf8Text;
import vn.trangtien.gateway.enrol.Enrolment;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.enrol.HardwareId;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.enrol.Label;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description = {
            "Đổi nhãn QR lấy chứng thư. Ghi key.pem, certificate.pem, ca.pem cho gateway hay bất kỳ MQTT client nào.",
            "Exchanges a QR label for a certificate. Writes key.pem, certificate.pem and ca.pem, for a gateway or any MQTT client."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã có chứng thư / enrolled",
            "2:nhãn hay tùy chọn sai / wrong label or option",
            "3:bị từ chối, chưa được duyệt hay không tới được máy chủ / refused, not approved yet, or not reached"
        })
final class EnrolCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "QR",
            description = "Chữ trong mã QR, để trong dấu nháy / text of the QR code, in quotes: 'trangtien:1?u=…'")
    private @Nullable String label;

    @Option(names = "--url", paramLabel = "URL", description = "Cửa thiết bị / device door, https://city.example:8443")
    private @Nullable URI url;

    @Option(names = "--code", paramLabel = "CODE", description = "Mã một lần / one-time code")
    private @Nullable String code;

    @Option(names = "--fingerprint", paramLabel = "HEX", description = "SHA-256 của CA / of the city's authority")
    private @Nullable String fingerprint;

    @Option(names = "--id", paramLabel = "ID", description = "Mã của gateway / id of the gateway")
    private @Nullable String id;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Thư mục ghi kết quả, nếu không phải của dịch vụ / folder for the result, if not the service's")
    private @Nullable Path other;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--wait",
            defaultValue = "600",
            paramLabel = "S",
            description =
                    "Chờ trung tâm duyệt bao nhiêu giây / seconds to wait for the office to agree; ${DEFAULT-VALUE}")
    private long waitSeconds;

    @Option(names = "--json", description = "Kết quả dạng JSON / result as JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, EnvironmentProblem {
        Label wanted = wanted();
        Path out = other == null ? place.data().resolve("identity") : other;
        try {
            var store = new IdentityStore(out);
            var enrolment =
                    new Enrolment(store, Clock.systemUTC(), time -> Thread.sleep(time.toMillis()), this::sayWaiting);
            GatewayIdentity identity =
                    enrolment.enrol(wanted, HardwareId.ofThisMachine(), Duration.ofSeconds(waitSeconds));
            giveToTheService(out);
            if (other == null) {
                nameInConfiguration(identity);
            }
            print(identity, out, store.files().orElseThrow(() -> new IOException("the identity is gone again")));
            return ExitCode.OK;
        } catch (EnrolmentException | IOException e) {
            String reason = String.valueOf(e.getMessage());
            throw new EnvironmentProblem(
                    new Text("Không đăng ký được: " + reason, "Not enrolled: " + reason),
                    new Text(
                            "Kiểm tra nhãn và mạng; xin mã mới trên trang kỹ thuật viên.",
                            "Check the label and the network; ask for a new code on the technicians' page."),
                    e);
        }
    }

    private Label wanted() {
        try {
            if (label != null) {
                return Label.parse(label);
            }
            if (url != null && code != null && fingerprint != null && id != null) {
                return new Label(url, code, fingerprint, id);
            }
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
        throw new ParameterException(
                spec.commandLine(),
                "Cần chữ của mã QR, hoặc đủ --url, --code, --fingerprint, --id. / "
                        + "Give the text of the QR code, or all of --url, --code, --fingerprint and --id.");
    }

    private void sayWaiting(Duration wait) {
        PrintWriter print = spec.commandLine().getErr();
        Messages.line(
                print,
                new Text(
                                "Chờ trung tâm duyệt; hỏi lại sau %d giây",
                                "Waiting for the office; asking again in %d seconds")
                        .with(wait.toSeconds()));
        print.flush();
    }

    /** A technician runs this as root, but the service that reads the result is another user: who owns the folder above. */
    private static void giveToTheService(Path out) throws IOException {
        Path above = out.toAbsolutePath().getParent();
        if (above == null) {
            return;
        }
        UserPrincipal owner = Files.getOwner(above);
        try (Stream<Path> files = Files.walk(out)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                // Each by itself: in a folder that is the service's already, a repeated enrolment has made new files.
                if (!owner.equals(Files.getOwner(file))) {
                    Files.setOwner(file, owner);
                }
            }
        }
    }

    /** The configuration that came with the package does not know the name yet; a name that somebody chose is left alone. */
    private void nameInConfiguration(GatewayIdentity identity) throws IOException {
        if (!Files.isWritable(place.config())) {
            return;
        }
        String yaml;
        try {
            yaml = Utf8Text.read(place.config());
        } catch (Utf8Text.NotUtf8 e) {
            // Enrolled all the same; the service will say it too.
            Messages.line(spec.commandLine().getErr(), new Text("Chú ý: " + e.getMessage(), "Note: " + e.getMessage()));
            return;
        }
        String named = yaml.replaceFirst("(?m)^  id: gateway$", "  id: " + identity.clientId());
        if (!named.equals(yaml)) {
            Durable.write(place.config(), named);
        }
    }

    private void print(GatewayIdentity identity, Path out, IdentityStore.PemFiles files) {
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            var result = new LinkedHashMap<String, String>();
            result.put("account", identity.account());
            result.put("gateway", identity.clientId());
            result.put("broker", identity.broker().toString());
            result.put("identity", out.toString());
            result.put(
                    "notAfter", identity.certificate().getNotAfter().toInstant().toString());
            print.println(JsonMapper.shared().writeValueAsString(result));
            print.flush();
            return;
        }
        Messages.line(
                print, new Text("Đã đăng ký %s/%s", "Enrolled %s/%s").with(identity.account(), identity.clientId()));
        print.printf(
                "mosquitto_pub -h %s -p %d --cafile %s --cert %s --key %s -i %s -q 1 -t %s/%s/W1/A1/ASSET -f PAYLOAD%n",
                identity.broker().getHost(),
                identity.broker().getPort(),
                files.authorities(),
                files.certificate(),
                files.key(),
                identity.clientId(),
                identity.account(),
                identity.clientId());
        print.flush();
    }
}
