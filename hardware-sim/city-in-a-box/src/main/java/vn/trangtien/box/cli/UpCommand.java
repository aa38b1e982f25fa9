package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.trangtien.box.city.BrokerCut;
import vn.trangtien.box.city.City;
import vn.trangtien.box.city.CityOptions;
import vn.trangtien.box.city.Closing;
import vn.trangtien.box.city.People;
import vn.trangtien.box.headless.HeadlessRun;
import vn.trangtien.box.headless.Report;
import vn.trangtien.box.home.Port;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Chạy cả thành phố: máy chủ, dịch vụ, ba gateway giả lập và một camera. Ctrl-C để dừng.",
            "Runs the whole city: servers, services, three simulated gateways and a camera. Ctrl-C stops it."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:dừng bình thường / stopped in order",
            "1:với --headless: thiếu bản tin hoặc có lỗi / messages missing or errors",
            "2:dòng lệnh sai / wrong command line",
            "3:máy, cổng, ổ đĩa hay tệp cản trở / machine, port, disk or file stands in the way",
            "4:lỗi của chương trình / mistake of the program"
        })
final class UpCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--camera",
            paramLabel = "FILE|URL",
            description = {
                "Video thật: tệp hoặc rtsp://…; mặc định là một con phố được vẽ.",
                "Real footage: a file or rtsp://…; without it a rendered street is served."
            })
    private @Nullable String camera;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = {
                "Thời tiết và sông chạy nhanh gấp N lần (1 đến 600, mặc định 60).",
                "Weather and river run N times faster (1 to 600, default 60)."
            })
    private int speed = CityOptions.USUAL_SPEED;

    @Option(
            names = "--headless",
            description = {
                "Không cần người: trực ban và cán bộ theo kịch bản, rồi dừng.",
                "Nobody needed: scripted operator and official, then stop."
            })
    private boolean headless;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Spans.class,
            description = {
                "Tự dừng sau thời gian này, ví dụ 60s (với --headless mặc định 60s).",
                "Stops by itself after this long, for example 60s (default with --headless: 60s)."
            })
    private @Nullable Duration length;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = {
                "Với --headless: ghi bản kê JSON vào tệp này.",
                "With --headless: writes the JSON account to this file."
            })
    private @Nullable Path report;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            converter = FaultConverter.class,
            description = {
                "Lỗi cố ý để thử: broker-cut@20s:20s cắt MQTT sau 20 giây, trong 20 giây.",
                "A fault on purpose: broker-cut@20s:20s cuts MQTT after 20 s for 20 s."
            })
    private @Nullable BrokerCut fault;

    @Override
    public Integer call() throws Exception {
        CityOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        var closing = new Closing();
        var stopped = new CountDownLatch(1);
        Thread hook = hook(closing, stopped, out);
        try {
            City city = City.start(options, closing, what -> progress(out, what));
            double startSeconds = sinceProcessStart();
            greet(out, city);
            if (headless) {
                return account(out, new HeadlessRun(city, options).run(lengthOr(USUAL_LENGTH), startSeconds));
            }
            if (length == null) {
                stopped.await();
            } else {
                stopped.await(length.toMillis(), TimeUnit.MILLISECONDS);
            }
            return ExitCode.OK;
        } catch (EnvironmentProblem e) {
            LOG.info("start refused", e);
            throw e;
        } catch (Exception e) {
            if (closing.hasBegun()) {
                LOG.info("stopped while starting", e);
                return ExitCode.OK;
            }
            LOG.error("the city failed", e);
            Messages.internal(
                    spec.commandLine().getErr(), e, Optional.of(place.data().resolve("logs/city.log")));
            return ExitCode.INTERNAL;
        } finally {
            closing.close();
            unhook(hook);
        }
    }

    private CityOptions options() {
        if (!headless && report != null) {
            throw new ParameterException(
                    spec.commandLine(), "--report goes with --headless / --report cần đi cùng --headless");
        }
        try {
            return new CityOptions(
                    place.data(),
                    place.base(),
                    place.ports(),
                    Optional.ofNullable(camera),
                    speed,
                    Optional.ofNullable(fault));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Duration lengthOr(Duration usual) {
        return length == null ? usual : length;
    }

    /** Ctrl-C and kill end here, and nowhere else: one place, one order. */
    private static Thread hook(Closing closing, CountDownLatch stopped, PrintWriter out) {
        var hook = new Thread(
                () -> {
                    Messages.line(out, new Text("Đang dừng…", "Stopping…"));
                    closing.close();
                    stopped.countDown();
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            LOG.debug("the hook is running", alreadyGoingDown);
        }
    }

    private static double sinceProcessStart() {
        long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        return (System.currentTimeMillis() - begun) / 1000.0;
    }

    private static void progress(PrintWriter out, Text what) {
        out.printf("[%5.1f s] ", sinceProcessStart());
        Messages.line(out, what);
    }

    private static void greet(PrintWriter out, City city) {
        out.println();
        out.println("  Màn hình điều hành / operations screen   " + city.url(Port.CITY));
        out.println("  Trang kỹ thuật viên / technicians        " + city.url(Port.INGEST));
        out.println("  Trang cán bộ / officials                 " + city.url(Port.EGOV));
        out.println("  MQTT/TLS                                 ssl://127.0.0.1:" + city.port(Port.MQTT));
        out.println();
        out.println("  Mã đăng nhập dùng một lần, trong 15 phút / sign-in codes, once, within 15 minutes:");
        for (People.Invitation invitation : city.invitations()) {
            Text duty = invitation.person().duty();
            out.printf(
                    "    %-10s %-16s %s / %s%n",
                    invitation.person().account(), invitation.code(), duty.vi(), duty.en());
        }
        out.println();
        out.flush();
    }

    private int account(PrintWriter out, Report account) throws Exception {
        if (report == null) {
            out.println(account.toJson());
        } else {
            account.writeTo(report);
            Messages.line(
                    out,
                    new Text("Bản kê: %s, %d bản tin, %s", "Account: %s, %d messages, %s")
                            .with(report, account.received(), account.inOrder() ? "OK" : "KHÔNG ỔN/NOT IN ORDER"));
        }
        out.flush();
        return account.inOrder() ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }
}
