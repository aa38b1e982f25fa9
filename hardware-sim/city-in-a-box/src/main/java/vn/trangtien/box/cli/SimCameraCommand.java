package vn.trangtien.box.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.camera.CameraBuilder;
import vn.trangtien.sim.camera.SimulatedCamera;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.onvif.DiscoveryResponder;
import vn.trangtien.sim.camera.scene.Scenes;
import vn.trangtien.sim.camera.truth.SceneTruth;
import vn.trangtien.sim.camera.truth.TruthJson;

/** {@code city sim camera}: a camera that does not exist, for any player and any program. */
@Command(
        name = "camera",
        mixinStandardHelpOptions = true,
        description = {
            "Chạy một camera mô phỏng trên máy này (RTSP, MJPEG, ONVIF) với cảnh vẽ có đáp án chính xác hoặc một tệp video.",
            "Runs a simulated camera on this machine (RTSP, MJPEG, ONVIF) with a drawn scene of known truth or a video file."
        },
        footer = {
            "",
            "Trong khi chạy, gõ tên lỗi để bật và -tên để tắt. / While it runs, type a fault to switch it on and -fault to switch it off."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã dừng theo yêu cầu / stopped as asked",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc hay ghi được tệp, hoặc cổng đã bị chiếm / a file cannot be read or written, or a port is taken"
        })
final class SimCameraCommand implements Callable<Integer> {

    /** For the help. */
    static final class SceneNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Scenes.NAMES.iterator();
        }
    }

    /** For the help. */
    static final class FaultNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Fault.values()).map(Fault::word).iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--scene",
            paramLabel = "NAME",
            completionCandidates = SceneNames.class,
            description = {
                "Cảnh: ${COMPLETION-CANDIDATES}; thêm -night, -rain, -fog, -exposure hoặc -sunset.",
                "The scene; with -night, -rain, -fog, -exposure or -sunset behind it if wanted (default street)."
            })
    private Optional<String> scene = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = {"Phát lặp lại một tệp video thay cho cảnh vẽ.", "Plays a video file again and again instead."
            })
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--codec",
            paramLabel = "h264|h265|mjpeg",
            defaultValue = "h264",
            description = {
                "h264, h265 (chỉ cảnh street hoặc tệp H.265) hoặc mjpeg (qua HTTP).",
                "h264, h265 (the scene street or an H.265 file only) or mjpeg (over HTTP)."
            })
    @SuppressWarnings("NullAway.Init")
    private String codec;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "Hình mỗi giây của cảnh, 1 đến 60 / pictures a second, 1 to 60")
    private double framesPerSecond = CameraBuilder.USUAL_FRAMES_PER_SECOND;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "640x360",
            description = "Cỡ hình của cảnh / size of the scene's picture (640x360)")
    @SuppressWarnings("NullAway.Init")
    private String size;

    @Option(names = "--user", paramLabel = "U", description = "Đòi tên người dùng này / wants this user name")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Tệp có mật khẩu ở dòng đầu / a file with the password in its first line")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--fault",
            paramLabel = "FAULT[=N]",
            completionCandidates = FaultNames.class,
            description = {
                "Lỗi cố ý, có thể nhiều lần: ${COMPLETION-CANDIDATES}.",
                "A fault on purpose, may be repeated, for example loss=5."
            })
    private List<String> faults = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Cổng; mặc định một cổng trống / port; any free one by default")
    private int port;

    @Option(
            names = "--onvif",
            description = {"Trả lời ONVIF và WS-Discovery (UDP 3702).", "Answers ONVIF and WS-Discovery (UDP 3702)."})
    private boolean onvif;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Ghi đáp án của cảnh ra JSON / writes the truth of the scene as JSON")
    private Optional<Path> truth = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Spans.class,
            description = "Tự dừng sau thời gian này / stops by itself after this long")
    private Optional<Duration> length = Optional.empty();

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CameraBuilder builder = builder();
        checkFaults();
        try (SimulatedCamera camera = builder.start()) {
            faults.forEach(camera.faults()::apply);
            writeTruth(camera);
            greet(out, camera);
            listen(out, camera.faults());
            var stopped = new CountDownLatch(1);
            if (length.isPresent()) {
                stopped.await(length.get().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                stopped.await();
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Camera mô phỏng không chạy được: %s", "The simulated camera cannot run: %s")
                            .with(String.valueOf(e.getMessage())),
                    new Text(
                            "Kiểm tra đường dẫn, quyền ghi và cổng, hoặc chọn định dạng khác.",
                            "Check the path, the permission and the port, or choose another codec."),
                    e);
        }
    }

    private CameraBuilder builder() throws EnvironmentProblem {
        if (file.isPresent() && (scene.isPresent() || truth.isPresent())) {
            throw usage("--file không đi cùng --scene hay --truth / --file goes with neither --scene nor --truth");
        }
        if (user.isPresent() != passwordFile.isPresent()) {
            throw usage("--user và --password-file đi cùng nhau / --user and --password-file go together");
        }
        Codec wanted = Codec.of(codec)
                .orElseThrow(() -> usage("--codec: h264, h265, mjpeg; nhưng là / but was '%s'".formatted(codec)));
        Path films = Path.of(System.getProperty("user.home", "."), ".cache", "trangtien", "films");
        try {
            CameraBuilder builder = file.isPresent()
                    ? SimulatedCamera.playing(file.get(), films)
                    : SimulatedCamera.of(Scenes.named(scene.orElse("street")), films);
            String[] sides = size.split("x", 2);
            builder.codec(wanted)
                    .picture(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]), framesPerSecond)
                    .withSubStream()
                    .port(port);
            if (user.isPresent()) {
                builder.secured(new Credentials(user.get(), password()), EnumSet.allOf(Scheme.class));
            }
            return onvif ? builder.withOnvif(DiscoveryResponder.PORT) : builder;
        } catch (NumberFormatException e) {
            throw usage("--size: ví dụ / for example 640x360, nhưng là / but was '%s'".formatted(size), e);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    /** Before a film is made, which takes seconds. */
    private void checkFaults() {
        try {
            faults.forEach(new StreamFaults()::apply);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    private String password() throws EnvironmentProblem {
        Path path = passwordFile.orElseThrow();
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            String line = reader.readLine();
            if (line != null && !line.isEmpty()) {
                return line;
            }
            throw new IOException("its first line is empty");
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được mật khẩu từ %s.", "No password can be read from %s.").with(path),
                    new Text("Ghi mật khẩu vào dòng đầu của tệp.", "Write the password into the file's first line."),
                    e);
        }
    }

    private void writeTruth(SimulatedCamera camera) throws IOException {
        Optional<SceneTruth> known = camera.truth();
        if (truth.isPresent() && known.isPresent()) {
            try (BufferedWriter writer = Files.newBufferedWriter(truth.get())) {
                TruthJson.write(known.get(), camera.film().framesPerSecond(), writer);
            }
        }
    }

    private void greet(PrintWriter out, SimulatedCamera camera) {
        Messages.line(
                out,
                new Text(
                        "Camera mô phỏng đang chạy (Ctrl-C để dừng):",
                        "The simulated camera is running (Ctrl-C stops it):"));
        out.println("  " + camera.url());
        camera.subUrl().ifPresent(url -> out.println("  " + url));
        camera.snapshotUrl().ifPresent(url -> out.println("  " + url));
        camera.onvifUrl().ifPresent(url -> out.println("  " + url));
        out.println((camera.rtsp().isPresent() ? "  ffplay -rtsp_transport tcp " : "  ffplay ") + camera.url());
        out.flush();
    }

    private static void listen(PrintWriter out, StreamFaults faults) {
        var thread = new Thread(
                () -> {
                    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                    in.lines()
                            .map(String::trim)
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> switchFault(out, faults, line));
                },
                "camera-faults");
        thread.setDaemon(true);
        thread.start();
    }

    private static void switchFault(PrintWriter out, StreamFaults faults, String line) {
        try {
            faults.apply(line);
            out.println("  " + line);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        out.flush();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private ParameterException usage(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }
}
