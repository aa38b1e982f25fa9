package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.enrol.Enrolment;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description = {
            "Đổi mã một lần lấy chứng chỉ. Ghi key.pem, certificate.pem, ca.pem cho gateway hay bất kỳ MQTT client nào.",
            "Exchanges a one-time code for a certificate. Writes key.pem, certificate.pem and ca.pem, for a gateway or any MQTT client."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã có chứng chỉ / enrolled",
            "3:bị từ chối hay không tới được máy chủ / refused or not reached"
        })
final class EnrolCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "Địa chỉ thu nhận / address of the ingest, http://127.0.0.1:8081")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(names = "--code", required = true, paramLabel = "CODE", description = "Mã một lần / one-time code")
    @SuppressWarnings("NullAway.Init")
    private String code;

    @Option(
            names = "--id",
            defaultValue = "gateway",
            paramLabel = "ID",
            description = "Tên xin trong CSR; máy chủ quyết định tên thật / name asked for; the server decides")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Thư mục ghi kết quả / folder for the result")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() throws Exception {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        try {
            GatewayIdentity identity =
                    new Enrolment(http, new IdentityStore(out), Clock.systemUTC()).enrol(url, id, code);
            PrintWriter print = spec.commandLine().getOut();
            Messages.line(
                    print,
                    new Text("Đã đăng ký %s/%s", "Enrolled %s/%s").with(identity.account(), identity.clientId()));
            print.printf(
                    "mosquitto_pub -h %s -p %d --cafile %s --cert %s --key %s -i %s -q 1 -t %s/%s/W1/A1/ASSET -f PAYLOAD%n",
                    identity.broker().getHost(),
                    identity.broker().getPort(),
                    out.resolve("ca.pem"),
                    out.resolve("certificate.pem"),
                    out.resolve("key.pem"),
                    identity.clientId(),
                    identity.account(),
                    identity.clientId());
            print.flush();
            return ExitCode.OK;
        } catch (EnrolmentException e) {
            String reason = String.valueOf(e.getMessage());
            throw new EnvironmentProblem(
                    new Text("Không đăng ký được: " + reason, "Not enrolled: " + reason),
                    new Text(
                            "Kiểm tra địa chỉ và mã; xin mã mới trên trang kỹ thuật viên.",
                            "Check the address and the code; ask for a new code on the technicians' page."),
                    e);
        }
    }
}
