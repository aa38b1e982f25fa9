package vn.trangtien.box.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.trangtien.box.video.AnalysisResult;
import vn.trangtien.box.video.AnalysisWish;
import vn.trangtien.box.video.BadShape;
import vn.trangtien.box.video.PixelShape;
import vn.trangtien.box.video.PixelShape.Kind;
import vn.trangtien.box.video.VideoAnalysis;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.Transport;
import vn.trangtien.video.source.VideoSourceException;

/** {@code city video analyse}: what passes lines and stays in zones. */
@Command(
        name = "analyse",
        aliases = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Đếm đối tượng qua vạch và trong vùng; tọa độ là điểm ảnh của video, gốc ở góc trên bên trái.",
            "Counts what passes lines and stays in zones; coordinates are pixels of the video from its upper left corner."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã xem xong / gone through",
            "2:dòng lệnh hay tọa độ sai / the command line or a coordinate is wrong",
            "3:video, mô hình hay tệp ra cản trở / the video, the model or a file to write stands in the way"
        })
final class VideoAnalyseCommand implements Callable<Integer> {

    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 30;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description = {
                "Tệp video, rtsp://…, http://… (MJPEG) hoặc /dev/video0.",
                "A video file, rtsp://…, http://… (MJPEG) or /dev/video0."
            })
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Option(
            names = "--line",
            paramLabel = "x1,y1,x2,y2",
            description = {
                "Vạch đếm; có thể lặp lại. Từ trái sang phải vạch (nhìn từ điểm 1 đến điểm 2) là forward.",
                "A counting line; repeatable. From its left to its right, seen from point 1 to point 2, is forward."
            })
    private List<String> lines = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "x1,y1,x2,y2,x3,y3,…",
            description = {
                "Vùng đa giác; có thể lặp lại. Đối tượng ở trong vùng khi giữa cạnh dưới của nó ở trong.",
                "A polygon; repeatable. An object is inside while the middle of its lower edge is."
            })
    private List<String> zones = new ArrayList<>();

    @Option(
            names = "--mask",
            paramLabel = "x,y,w,h",
            description = {
                "Hình chữ nhật bị che: không thấy gì ở đó; có thể lặp lại.",
                "A rectangle in which nothing is seen; repeatable."
            })
    private List<String> masks = new ArrayList<>();

    @Option(
            names = "--detector",
            paramLabel = "ssd|centernet|blob|FILE.yaml",
            defaultValue = DetectorFactory.AUTO,
            description = {
                "Bộ nhận dạng; mặc định ssd nếu đã cài, nếu không thì blob (đếm theo chuyển động).",
                "What looks at the pictures; by default ssd if it is installed, else blob (counts by motion)."
            })
    @SuppressWarnings("NullAway.Init")
    private String detector;

    @Option(
            names = "--detect-fps",
            paramLabel = "N",
            defaultValue = "5",
            description = {
                "Số lần nhận dạng mỗi giây video khi có chuyển động, 0.1 đến 30.",
                "Looks of the detector a second of video while something moves, 0.1 to 30."
            })
    private double detectFps;

    @Option(names = "--json", description = "Kết quả là một dòng JSON / the result is one line of JSON")
    private boolean json;

    @Option(
            names = "--annotated",
            paramLabel = "OUT.mp4",
            description = {
                "Ghi phim đã che mặt người và biển số, có khung, số hiệu, vạch và số đếm.",
                "Writes a film, people and plates covered, with boxes, ids, lines and counts."
            })
    private Optional<Path> annotated = Optional.empty();

    @Option(
            names = "--tracks",
            paramLabel = "OUT.csv",
            description = {
                "Ghi mỗi đối tượng của mỗi hình: frame,id,left,top,width,height,score,label,seen.",
                "Writes each object of each frame: frame,id,left,top,width,height,score,label,seen."
            })
    private Optional<Path> tracks = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Spans.class,
            description = {
                "Dừng sau chừng ấy video (tệp) hay thời gian (camera), ví dụ 60s; nếu không: đến hết hoặc Ctrl-C.",
                "Stops after so much video (file) or time (camera), for example 60s; otherwise at the end or Ctrl-C."
            })
    private Optional<Duration> length = Optional.empty();

    @Option(
            names = "--transport",
            paramLabel = "tcp|udp",
            defaultValue = "tcp",
            description = "Cách truyền RTSP / how RTSP is carried")
    @SuppressWarnings("NullAway.Init")
    private Transport transport;

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        AnalysisWish wish = wish();
        // Closed after the result is printed: Ctrl-C waits for it.
        try (VideoAnalysis analysis = VideoAnalysis.open(wish, Detectors.ofThisMachine());
                var stopper = new Stopper(analysis::stop)) {
            if (!json && detector.equals(DetectorFactory.AUTO) && analysis.countsByMotion()) {
                Messages.line(
                        spec.commandLine().getErr(),
                        new Text(
                                "Chưa cài mô hình ssd: chỉ đếm theo chuyển động. Cài: ./city models install ssd",
                                "The model ssd is not installed: counting by motion only. Install it: ./city models install ssd"));
            }
            AnalysisResult result = run(analysis, wish);
            VideoAnalysisPages.print(spec.commandLine().getOut(), result, json);
            return ExitCode.OK;
        } catch (VideoSourceException e) {
            throw VideoProblems.of(e);
        } catch (BadShape e) {
            throw usage(e.what(), e);
        } catch (DetectorException e) {
            throw VideoProblems.of(e, detector);
        } catch (IOException e) {
            throw VideoProblems.unwritable(annotated.or(() -> tracks), e);
        }
    }

    private AnalysisResult run(VideoAnalysis analysis, AnalysisWish wish)
            throws EnvironmentProblem, VideoSourceException, IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        boolean live = wish.source().analysed().isLive();
        try (var progress = new VideoProgress(err, json, live ? Optional.empty() : Optional.of(source))) {
            return analysis.run(progress);
        }
    }

    private AnalysisWish wish() throws EnvironmentProblem {
        if (!(detectFps >= SLOWEST && detectFps <= FASTEST)) {
            throw usage(
                    new Text("--detect-fps là %s; hãy dùng 0.1 đến 30", "--detect-fps is %s; use 0.1 to 30")
                            .with(detectFps),
                    null);
        }
        for (Optional<Path> file : List.of(annotated, tracks)) {
            if (file.isPresent()) {
                checkWritable(file.get());
            }
        }
        try {
            SourceSettings settings = SourceSettings.of(source).withTransport(transport);
            return new AnalysisWish(
                    settings,
                    shapes(Kind.LINE, lines),
                    shapes(Kind.ZONE, zones),
                    shapes(Kind.MASK, masks),
                    detector,
                    detectFps,
                    annotated,
                    tracks,
                    length);
        } catch (BadShape e) {
            throw usage(e.what(), e);
        } catch (IllegalArgumentException e) {
            throw usage(
                    new Text(
                            "SOURCE để trống; hãy cho một tệp hay địa chỉ rtsp://",
                            "SOURCE is blank; give a file or an rtsp:// address"),
                    e);
        }
    }

    private static List<PixelShape> shapes(Kind kind, List<String> typed) throws BadShape {
        var shapes = new ArrayList<PixelShape>();
        for (String each : typed) {
            shapes.add(PixelShape.parse(kind, each));
        }
        return shapes;
    }

    /** Before an hour of work is lost. */
    private void checkWritable(Path file) throws EnvironmentProblem {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        try {
            if (Files.exists(file) && Files.exists(Path.of(source)) && Files.isSameFile(file, Path.of(source))) {
                throw usage(
                        new Text(
                                        "%s là chính video nguồn; hãy chọn tệp khác",
                                        "%s is the source itself; choose another file")
                                .with(file),
                        null);
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw VideoProblems.unwritable(Optional.of(file), e);
        }
        if (!Files.isDirectory(folder)
                || !Files.isWritable(folder)
                || Files.isDirectory(file)
                || Files.exists(file) && !Files.isWritable(file)) {
            throw VideoProblems.unwritable(Optional.of(file), new IOException("not writable"));
        }
    }

    private ParameterException usage(Text what, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ParameterException(spec.commandLine(), what.vi() + " / " + what.en(), cause);
    }
}
