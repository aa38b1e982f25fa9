package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.video.onvif.CameraStream;
import vn.trangtien.video.onvif.Login;
import vn.trangtien.video.onvif.OnvifProblem;

/** {@code city camera discover}: which cameras there are, and what to write into the gateway's configuration. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        description = {
            "Tìm camera ONVIF trong mạng và in địa chỉ các luồng hình (Profile S và T).",
            "Finds ONVIF cameras on the network and prints the addresses of their streams (profiles S and T)."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:tìm thấy ít nhất một camera / at least one camera was found",
            "1:không tìm thấy, hoặc có camera không trả lời được / none was found, or one could not tell",
            "2:dòng lệnh sai / the command line is wrong",
            "3:mạng hay tệp cản trở / network or file stands in the way"
        })
final class CameraDiscoverCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** A proof with another time is refused by many cameras, and recordings carry the wrong date. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Spans.class,
            defaultValue = "5s",
            description = "Chờ bao lâu, 1s đến 60s (mặc định ${DEFAULT-VALUE}) / how long to wait, 1s to 60s")
    @SuppressWarnings("NullAway.Init")
    private Duration timeout;

    @Option(
            names = "--address",
            paramLabel = "HOST",
            description =
                    "Chỉ hỏi máy này: tên hay IP, IP:cổng, hoặc http://… / ask only this one: name or IP, IP:port,"
                            + " or http://…")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Người dùng ONVIF của camera / ONVIF user of the camera")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Tệp có mật khẩu ở dòng đầu / file with the password in its first line")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--json", description = "Dạng JSON / as JSON")
    private boolean json;

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw wrong("--timeout phải từ 1s đến 60s / --timeout must be 1s to 60s");
        }
        if (user.isPresent() != passwordFile.isPresent()) {
            throw wrong("--user và --password-file đi cùng nhau / --user and --password-file belong together");
        }
        List<FoundCamera> found = find(new CameraFinder(timeout, login()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(
                            found.stream().map(CameraDiscoverCommand::tree).toList()));
        } else {
            print(out, found);
        }
        out.flush();
        return isInOrder(found) ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private List<FoundCamera> find(CameraFinder finder) throws EnvironmentProblem, InterruptedException {
        try {
            return address.isPresent() ? finder.at(address.get()) : finder.everybody();
        } catch (IllegalArgumentException e) {
            throw wrong("--address phải là tên máy, IP, IP:cổng hoặc http://…, không kèm mật khẩu / --address must be a"
                    + " host, IP, IP:port or http://…, without a password");
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không hỏi được mạng: %s", "The network cannot be asked: %s")
                            .with(String.valueOf(e.getMessage())),
                    new Text(
                            "Kiểm tra dây mạng, tên máy, hoặc hỏi thẳng một camera: --address IP.",
                            "Check the cable and the name, or ask one camera directly: --address IP."),
                    e);
        }
    }

    private Optional<Login> login() throws EnvironmentProblem {
        if (user.isEmpty() || passwordFile.isEmpty()) {
            return Optional.empty();
        }
        if (user.get().isBlank()) {
            throw wrong("--user không được trống / --user must not be blank");
        }
        String password =
                FleetAccess.read(passwordFile.get()).lines().findFirst().orElse("");
        return Optional.of(new Login(user.get(), password));
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** A camera that wants a password, when none was given, was found all the same. */
    private boolean isInOrder(List<FoundCamera> found) {
        return !found.isEmpty()
                && found.stream()
                        .allMatch(camera -> camera.problem().isEmpty()
                                || (user.isEmpty() && camera.problem().get() == OnvifProblem.SIGN_IN_REFUSED));
    }

    private void print(PrintWriter out, List<FoundCamera> found) {
        if (found.isEmpty()) {
            out.printf(
                    "✗ Không camera ONVIF nào trả lời trong %d giây. / No ONVIF camera answered within %d s.%n",
                    timeout.toSeconds(), timeout.toSeconds());
            out.println("→ Bật ONVIF trên camera, cùng mạng con; hoặc hỏi thẳng: --address IP");
            out.println("  Switch ONVIF on in the camera, on the same subnet; or ask directly: --address IP");
            return;
        }
        for (FoundCamera camera : found) {
            print(out, camera);
        }
    }

    private static void print(PrintWriter out, FoundCamera camera) {
        out.printf(
                "● %s  %s%n",
                camera.service(),
                camera.device()
                        .map(device -> "%s %s, %s".formatted(device.manufacturer(), device.model(), device.firmware()))
                        .orElse(camera.name()));
        if (camera.clockAhead().abs().compareTo(CLOCK_TOLERANCE) > 0) {
            out.printf(
                    "  ! đồng hồ camera lệch %d giây / the camera's clock is %1$d s off%n",
                    camera.clockAhead().toSeconds());
        }
        for (CameraStream stream : camera.streams()) {
            out.printf(
                    Locale.ROOT,
                    "  %-12s %-5s %dx%d %d/s  %s%n",
                    stream.name(),
                    stream.encoding(),
                    stream.width(),
                    stream.height(),
                    stream.framesPerSecond(),
                    stream.address());
        }
        camera.problem().ifPresent(problem -> {
            out.println("  ✗ " + problem.vietnamese());
            out.println("    " + problem.english());
        });
    }

    private static Map<String, Object> tree(FoundCamera camera) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("service", camera.service().toString());
        tree.put("name", camera.name());
        camera.device().ifPresent(device -> {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("manufacturer", device.manufacturer());
            facts.put("model", device.model());
            facts.put("firmware", device.firmware());
            facts.put("serialNumber", device.serialNumber());
            facts.put("hardware", device.hardware());
            tree.put("device", facts);
        });
        tree.put("clockAheadSeconds", camera.clockAhead().toSeconds());
        tree.put(
                "streams",
                camera.streams().stream().map(CameraDiscoverCommand::tree).toList());
        camera.problem().ifPresent(problem -> tree.put("problem", problem.name()));
        return tree;
    }

    private static Map<String, Object> tree(CameraStream stream) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("token", stream.token());
        tree.put("name", stream.name());
        tree.put("encoding", stream.encoding());
        tree.put("width", stream.width());
        tree.put("height", stream.height());
        tree.put("framesPerSecond", stream.framesPerSecond());
        tree.put("address", stream.address());
        tree.put("snapshot", stream.snapshot());
        return tree;
    }
}
