package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.PagePolicy;
import vn.trangtien.gateway.page.PageCertificate;
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
final class CodeCommand extends AtPlace {

    /** What {@code --json} shows; no fingerprint before the service has opened the page. */
    record Issued(String code, long seconds, int port, String fingerprint) {}

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
            Path folder = place.data().resolve("page");
            String code = new PageCodes(folder, Clock.systemUTC()).issue();
            String fingerprint = PageCertificate.fingerprint(folder).orElse("");
            if (json) {
                Json.print(out, new Issued(code, PageCodes.LIFE.toSeconds(), port, fingerprint));
            } else {
                out.println(code);
                Messages.line(
                        out,
                        new Text(
                                        "Mở https://ĐỊA-CHỈ-GATEWAY:%d trong %d phút",
                                        "Open https://ADDRESS-OF-THE-GATEWAY:%d within %d minutes")
                                .with(port, PageCodes.LIFE.toMinutes()));
                Messages.line(
                        out,
                        fingerprint.isEmpty()
                                ? new Text(
                                        "Dịch vụ chưa mở trang này lần nào; nó có đang chạy không?",
                                        "The service has not opened this page yet; is it running?")
                                : new Text("SHA-256 của chứng thư phải là %s", "SHA-256 of the certificate must be %s")
                                        .with(fingerprint));
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
