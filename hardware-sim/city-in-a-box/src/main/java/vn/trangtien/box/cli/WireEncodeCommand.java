package vn.trangtien.box.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.box.wire.BadInput;
import vn.trangtien.box.wire.PayloadParser;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.wire.KuraCodec;

/** {@code city wire encode}: the JSON of {@code decode} in, bytes out. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = {
            "Đọc JSON (như của decode) từ đầu vào chuẩn và ghi bản tin nhị phân ra đầu ra chuẩn.",
            "Reads JSON (as decode prints it) from the standard input and writes the message, binary, to the standard output.",
            "",
            "  echo '{\"metrics\":{\"assetName\":\"river\",\"level\":2.5}}' | ./city wire encode | mosquitto_pub -s …"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã ghi / written",
            "1:JSON sai, xem lý do và vị trí; không ghi gì / the JSON is wrong, reason and place are shown; nothing is written",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc hay ghi được / cannot be read or written"
        })
final class WireEncodeCommand implements Callable<Integer> {

    private static final int MAX_INPUT_BYTES = 64 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--gzip",
            description =
                    "Nén nếu nhờ vậy mà ngắn hơn, như gateway Kura / compress where that is shorter, as Kura does")
    private boolean gzip;

    @Option(
            names = "--hex",
            description =
                    "Ghi một dòng số hex thay cho nhị phân / write one line of hexadecimal digits instead of bytes")
    private boolean hex;

    private final InputStream in;
    private final OutputStream out;

    @SuppressWarnings("unused") // picocli
    WireEncodeCommand() {
        this(System.in, System.out);
    }

    WireEncodeCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws EnvironmentProblem {
        try {
            byte[] message = KuraCodec.encode(PayloadParser.parse(new String(input(), UTF_8)), gzip);
            out.write(hex ? (HexFormat.of().formatHex(message) + "\n").getBytes(US_ASCII) : message);
            out.flush();
            return ExitCode.OK;
        } catch (BadInput e) {
            Messages.problem(
                    spec.commandLine().getErr(),
                    new Text("Không ghi được bản tin: %s", "No message can be made: %s").with(e.reason()),
                    new Text(
                            "Sửa JSON; mẫu là đầu ra của ./city wire decode.",
                            "Correct the JSON; what ./city wire decode prints is a pattern."));
            return ExitCode.NOT_IN_ORDER;
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc hay ghi được: %s", "Cannot read or write: %s")
                            .with(String.valueOf(e.getMessage())),
                    new Text("Kiểm tra các lệnh hai bên dấu |.", "Check the commands on both sides of the pipe."),
                    e);
        }
    }

    private byte[] input() throws IOException {
        byte[] bytes = in.readNBytes(MAX_INPUT_BYTES + 1);
        if (bytes.length > MAX_INPUT_BYTES) {
            throw new IOException("more than %d bytes; this cannot be one message".formatted(MAX_INPUT_BYTES));
        }
        return bytes;
    }
}
