package vn.trangtien.box.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import vn.trangtien.box.bench.ingest.IngestFigure;
import vn.trangtien.box.bench.ingest.IngestLengths;
import vn.trangtien.box.bench.ingest.StandProcess;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.fleet.load.Habits;

/** {@code city bench ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Đo bộ thu nhận trong một tiến trình riêng dưới tải của nhiều trạm ảo qua TLS; in một dòng JSON với --json.",
            "Measures the ingest in a process of its own under the load of many virtual gateways over TLS; one line of JSON with --json."
        },
        footer = {
            "",
            "Số đo phụ thuộc vào máy rảnh hay bận: xem loadBefore. / Figures depend on how busy the machine is: see loadBefore."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã đo, không mất gì / measured, nothing is lost",
            "1:có tin đã được xác nhận mà không được lưu, hoặc ping không được trả lời / an acknowledged message is not stored, or a ping not answered",
            "2:dòng lệnh sai / the command line is wrong",
            "3:máy chủ không chạy được / the server cannot run"
        })
final class IngestBenchCommand implements Callable<Integer> {

    private static final double USUAL_RATE = 10_000;
    private static final int USUAL_GATEWAYS = 1_000;
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(60);
    /** After half of that the second compiler still takes a third of a core; a service runs for weeks. */
    private static final Duration WARM_UP = Duration.ofSeconds(150);

    /** As docs/ingest.md recommends for an ingest of its own. */
    private static final String SERVICE = "-Xms1400m -Xmx1400m -Xmn800m -XX:TieredStopAtLevel=4";

    private static final double QUICK_RATE = 200;
    private static final int QUICK_GATEWAYS = 20;

    /** Figures by their names in small letters. */
    static final class Figures implements ITypeConverter<IngestFigure> {

        /** For the help. */
        static final class Names implements Iterable<String> {

            @Override
            public Iterator<String> iterator() {
                return names().iterator();
            }
        }

        private static List<String> names() {
            return Arrays.stream(IngestFigure.values())
                    .map(figure -> figure.name().toLowerCase(Locale.ROOT))
                    .toList();
        }

        @Override
        public IngestFigure convert(String typed) {
            int place = names().indexOf(typed);
            if (place < 0) {
                throw new TypeConversionException(
                        "'%s' must be one of %s / phải là một trong %s".formatted(typed, names(), names()));
            }
            return IngestFigure.values()[place];
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--rate", paramLabel = "R", description = "Tin mỗi giây / messages a second (10000)")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Spans.class,
            description = "Đo bao lâu, ví dụ 60s / how long, for example 60s")
    private Optional<Duration> length = Optional.empty();

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = Spans.class,
            description = {
                "Chạy trước bao lâu rồi mới đo (150s).",
                "How long it runs before anything is measured (150s)."
            })
    private Optional<Duration> warmUp = Optional.empty();

    @Option(names = "--gateways", paramLabel = "N", description = "Số trạm ảo / virtual gateways (1000)")
    private Optional<Integer> gateways = Optional.empty();

    @Option(names = "--channels", paramLabel = "N", description = "Giá trị trong mỗi tin / values in each message (3)")
    private int channels = 3;

    @Option(
            names = "--habits",
            paramLabel = "steady|ordinary",
            defaultValue = "steady",
            description = {
                "ordinary: thêm lặp lại, tin hỏng, dữ liệu trễ, đồng hồ sai, Kura.",
                "ordinary: with repetitions, poison, late data, wrong clocks and Kura gateways as well."
            })
    @SuppressWarnings("NullAway.Init")
    private String habits;

    @Option(
            names = "--gzip",
            description = {
                "Nén tin như trạm thật; tốn thêm CPU ở cả hai phía.",
                "Payloads are compressed, as a gateway of ours does; costs processor time on both sides."
            })
    private boolean gzip;

    @Option(
            names = "--figure",
            paramLabel = "NAME",
            defaultValue = "load",
            converter = Figures.class,
            completionCandidates = Figures.Names.class,
            description = {
                "Đo gì: ${COMPLETION-CANDIDATES}.",
                "load: rate, cost and delay; devices: cost with ten times the gateways; latest: 10,000 latest values; chart: 24 h of one channel among 10 million rows; sessions: idle connections; reference: the pipe of other programs alone."
            })
    @SuppressWarnings("NullAway.Init")
    private IngestFigure figure;

    @Option(
            names = "--reference",
            negatable = true,
            description = {
                "Đo thêm Mosquitto, kcat, InfluxDB nếu có cài.",
                "Measures Mosquitto, kcat and InfluxDB as well, where they are installed."
            })
    private boolean reference;

    @Option(
            names = "--server-opts",
            paramLabel = "OPTS",
            description = {
                "Thêm tùy chọn JVM cho máy chủ (mặc định: CITY_JAVA_OPTS, không có thì như một dịch vụ chạy riêng).",
                "More JVM options for the server (default: CITY_JAVA_OPTS, else those of a service of its own)."
            })
    private Optional<String> serverOptions = Optional.empty();

    @Option(names = "--json", description = "Kết quả là một dòng JSON / the result is one line of JSON")
    private boolean json;

    @Option(
            names = "--quick",
            description = {
                "Vài giây: chỉ để thử, số đo không có nghĩa.",
                "Some seconds: to try it, the figures mean nothing."
            })
    private boolean quick;

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        PrintWriter err = spec.commandLine().getErr();
        IngestLengths lengths = lengths();
        Consumer<Text> progress = step -> Messages.line(err, step);
        try {
            Path folder = Files.createTempDirectory("trangtien-bench-ingest");
            try {
                IngestFigure.Outcome outcome =
                        figure.measure(lengths, folder, Clock.systemUTC(), progress, reference, quick);
                print(outcome);
                return outcome.nothingLost() ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đo được: %s", "Nothing could be measured: %s").with(String.valueOf(e.getMessage())),
                    new Text(
                            "Kiểm tra chỗ trống trong thư mục tạm và ./city doctor.",
                            "Check the space in the directory for temporary files, and ./city doctor."),
                    e);
        }
    }

    private IngestLengths lengths() {
        try {
            Habits kind = switch (habits) {
                case "steady" -> Habits.STEADY;
                case "ordinary" -> Habits.ORDINARY;
                default -> throw new IllegalArgumentException("--habits must be steady or ordinary, but was " + habits);
            };
            return new IngestLengths(
                    rate.orElse(quick ? QUICK_RATE : USUAL_RATE),
                    length.orElse(quick ? Duration.ofSeconds(3) : USUAL_LENGTH),
                    warmUp.orElse(quick ? Duration.ofSeconds(1) : WARM_UP),
                    gateways.orElse(quick ? QUICK_GATEWAYS : USUAL_GATEWAYS),
                    channels,
                    kind.withGzip(gzip),
                    StandProcess.options(serverOptions.orElseGet(
                            () -> System.getenv().getOrDefault("CITY_JAVA_OPTS", quick ? "" : SERVICE))));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(IngestFigure.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(outcome.json());
        } else {
            outcome.fields().forEach((name, value) -> out.printf("%-28s %s%n", name, value));
        }
        out.flush();
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
