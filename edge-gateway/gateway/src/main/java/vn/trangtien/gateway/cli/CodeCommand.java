package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.PagePolicy;
import vn.trangtien.gateway.page.PageCodes;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "code",
        mixinStandardHelpOptions = true,
        description = {
            "Mã một lần để mở trang của gateway từ mạng nội bộ; dùng được 15 phút.",
            "A one-time code that opens the gateway's page from the network; good for 15 minutes."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã in mã / code printed",
            "1:trang không mở ra mạng: page.lan là false / the page is not on the network: page.lan is false",
            "3:không ghi được / cannot be written"
        })
final class CodeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--json", description = "Dạng JSON / as JSON")
    private boolean json;

    /** What {@code --json} shows. */
    record Issued(String code, long seconds, int port) {}

    @Override
    public Integer call() throws EnvironmentProblem {
        PrintWriter out = spec.commandLine().getOut();
        PagePolicy page = place.readConfig().page();
        if (!page.enabled() || !page.lan()) {
            Messages.problem(
                    spec.commandLine().getErr(),
                    new Text("Trang không mở ra mạng.", "The page is not on the network."),
                    new Text("Đặt page: { lan: true } trong %s.", "Set page: { lan: true } in %s.")
                            .with(place.config()));
            return ExitCode.NOT_IN_ORDER;
        }
        int port = page.port() + 1;
        try {
            String code = new PageCodes(place.data().resolve("page"), Clock.systemUTC()).issue();
            if (json) {
                Json.print(out, new Issued(code, PageCodes.LIFE.toSeconds(), port));
            } else {
                out.println(code);
                Messages.line(
                        out,
                        new Text(
                                        "Mở https://ĐỊA-CHỈ-GATEWAY:%d trong %d phút",
                                        "Open https://ADDRESS-OF-THE-GATEWAY:%d within %d minutes")
                                .with(port, PageCodes.LIFE.toMinutes()));
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không ghi được mã: " + e.getMessage(), "The code cannot be written: " + e.getMessage()),
                    new Text("Chạy với sudo.", "Run it with sudo."),
                    e);
        }
    }
}
