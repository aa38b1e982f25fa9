package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Chạy gateway cho đến khi được dừng (SIGTERM, Ctrl-C). systemd gọi lệnh này.",
            "Runs the gateway until it is stopped (SIGTERM, Ctrl-C). systemd calls this."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã dừng / stopped",
            "3:chưa đăng ký, cấu hình sai, hay gateway khác đang chạy / not enrolled, wrong configuration, or another one runs",
            "75:cần khởi động lại ngay, sau khi cập nhật / wants to be started again at once, after an update",
            "143:bị dừng bằng SIGTERM, đã đóng đúng cách / stopped by SIGTERM, closed in good order"
        })
final class RunCommand implements Callable<Integer> {

    /** EX_TEMPFAIL of sysexits.h; the unit counts it as success. */
    static final int AGAIN = 75;

    private final Workshop workshop;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--json",
            description = "Báo đã sẵn sàng bằng một dòng JSON / says that it is ready as one line of JSON")
    private boolean json;

    RunCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    /** What {@code --json} prints once. */
    record Ready(String gateway, String account, String broker, String version) {}

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        GatewayIdentity identity = identity();
        Supervisor supervisor = Supervisor.of(System.getenv());
        try (Service service = Service.open(place, identity, workshop, Clock.systemUTC(), supervisor)) {
            service.start();
            announce(identity);
            return service.untilStopped() == Service.End.AGAIN ? AGAIN : ExitCode.OK;
        } catch (InvalidConfigException e) {
            throw new EnvironmentProblem(
                    new Text("Cấu hình có lỗi: " + e.getMessage(), "The configuration has mistakes: " + e.getMessage()),
                    new Text("Xem từng lỗi: check %s", "See each mistake: check %s").with(place.config()),
                    e);
        } catch (ConfigException e) {
            throw new EnvironmentProblem(
                    new Text(
                            "Cấu hình không chạy được trên máy này: " + e.getMessage(),
                            "The configuration cannot work on this machine: " + e.getMessage()),
                    new Text("Sửa %s, rồi chạy check và doctor.", "Correct %s, then run check and doctor.")
                            .with(place.config()),
                    e);
        } catch (SpoolException e) {
            throw new EnvironmentProblem(
                    new Text("Không mở được spool: " + e.getMessage(), "The spool cannot be opened: " + e.getMessage()),
                    new Text("Chạy doctor để tìm nguyên nhân.", "Run doctor to find out why."),
                    e);
        } catch (EnrolmentException e) {
            throw notUsable(e);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text(
                            "Không dùng được tệp hay thư mục: " + e.getMessage(),
                            "A file or folder cannot be used: " + e.getMessage()),
                    new Text("Kiểm tra --config, --data và quyền.", "Check --config, --data and the permissions."),
                    e);
        }
    }

    private GatewayIdentity identity() throws EnvironmentProblem {
        try {
            return place.identity()
                    .load()
                    .orElseThrow(() -> new EnvironmentProblem(
                            new Text(
                                            "Gateway này chưa đăng ký: không có danh tính trong %s.",
                                            "This gateway is not enrolled: there is no identity in %s.")
                                    .with(place.data()),
                            new Text(
                                    "Chạy: sudo trangtien-gateway enrol 'NỘI DUNG MÃ QR'",
                                    "Run: sudo trangtien-gateway enrol 'TEXT OF THE QR CODE'")));
        } catch (EnrolmentException e) {
            throw notUsable(e);
        }
    }

    private static EnvironmentProblem notUsable(EnrolmentException e) {
        return new EnvironmentProblem(
                new Text(
                        "Danh tính không dùng được: " + e.getMessage(),
                        "The identity cannot be used: " + e.getMessage()),
                new Text("Xin mã mới rồi đăng ký lại.", "Ask for a new code and enrol again."),
                e);
    }

    private void announce(GatewayIdentity identity) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(Map.of(
                    "ready",
                    new Ready(
                            identity.clientId(),
                            identity.account(),
                            identity.broker().toString(),
                            GatewayCommand.version()))));
            out.flush();
            return;
        }
        Messages.line(
                out,
                new Text("Đang chạy: %s/%s → %s", "Running: %s/%s → %s")
                        .with(identity.account(), identity.clientId(), identity.broker()));
    }
}
