package vn.trangtien.box.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.wire.BadInput;
import vn.trangtien.box.wire.InputLine;
import vn.trangtien.box.wire.PayloadPrinter;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.UndecodableException;

/** {@code city wire decode}: bytes in, JSON out. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = {
            "Đọc một bản tin từ đầu vào chuẩn và in JSON; nén gzip được tự nhận ra.",
            "Reads one message from the standard input and prints JSON; gzip is recognised by itself.",
            "",
            "  mosquitto_sub -C 1 -N … | ./city wire decode",
            "  mosquitto_sub -F '%%t %%x' … | ./city wire decode --hex"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã giải mã / decoded",
            "1:có bản tin không giải mã được, xem lý do và vị trí / a message cannot be decoded; reason and place are shown",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc được đầu vào / the input cannot be read"
        })
final class WireDecodeCommand implements Callable<Integer> {

    /** More than any broker carries; a pipe of something else must not fill the memory. */
    private static final int MAX_INPUT_BYTES = 64 << 20;

    private static final byte LINE_FEED = '\n';

    /** One of the two text forms. */
    static final class Form {
        @Option(
                names = "--hex",
                description =
                        "Mỗi dòng một bản tin viết bằng số hex, có thể có topic đứng trước / one message a line in hexadecimal digits, its topic may stand before it")
        private boolean hex;

        @Option(names = "--base64", description = "Như trên, viết bằng base64 / the same in base64")
        private boolean base64;
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Giải thích cả topic này / explain this topic as well")
    private Optional<String> topic = Optional.empty();

    @Option(
            names = "--lenient",
            description =
                    "Bản tin không đọc được trở thành body, như gateway Kura / what cannot be decoded becomes the body, as a Kura gateway does it")
    private boolean lenient;

    private final InputStream in;
    private boolean failed;

    @SuppressWarnings("unused") // picocli
    WireDecodeCommand() {
        this(System.in);
    }

    WireDecodeCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws EnvironmentProblem {
        try {
            if (form.hex || form.base64) {
                lines();
            } else {
                whole();
            }
            return failed ? ExitCode.NOT_IN_ORDER : ExitCode.OK;
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được đầu vào: %s", "The input cannot be read: %s").with(reason(e)),
                    new Text("Kiểm tra lệnh đứng trước dấu |.", "Check the command before the pipe."),
                    e);
        }
    }

    private void whole() throws IOException {
        byte[] bytes = in.readNBytes(MAX_INPUT_BYTES + 1);
        if (bytes.length > MAX_INPUT_BYTES) {
            throw new IOException("more than %d bytes; this cannot be one message".formatted(MAX_INPUT_BYTES));
        }
        decode(Optional.empty(), topic, bytes, SerializationFeature.INDENT_OUTPUT);
    }

    private void lines() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, UTF_8));
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            Optional<String> place = Optional.of("dòng %d / line %d".formatted(number, number));
            try {
                InputLine message = form.hex ? InputLine.hex(line) : InputLine.base64(line);
                decode(place, message.topic().or(() -> topic), message.payload(), null);
            } catch (BadInput e) {
                complain(place, e.reason());
            }
        }
    }

    private void decode(
            Optional<String> place, Optional<String> where, byte[] bytes, @Nullable SerializationFeature layout) {
        try {
            boolean compressed = bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            KuraPayload payload = lenient ? KuraCodec.decodeOrWrap(bytes) : KuraCodec.decode(bytes);
            var tree = new LinkedHashMap<String, Object>();
            where.ifPresent(name -> tree.put("topic", PayloadPrinter.topic(name)));
            if (compressed) {
                tree.put("gzip", true);
            }
            tree.putAll(PayloadPrinter.tree(payload));
            ObjectWriter writer = JsonMapper.shared().writer();
            spec.commandLine()
                    .getOut()
                    .println((layout == null ? writer : writer.with(layout)).writeValueAsString(tree));
            spec.commandLine().getOut().flush();
        } catch (UndecodableException e) {
            complain(place, reason(e) + lineFeedHint(bytes));
        }
    }

    /** {@code mosquitto_sub} adds a line feed unless told not to. */
    private static String lineFeedHint(byte[] bytes) {
        if (bytes.length == 0 || bytes[bytes.length - 1] != LINE_FEED) {
            return "";
        }
        try {
            KuraCodec.decode(Arrays.copyOf(bytes, bytes.length - 1));
            return "; the last byte is a line feed and without it all is well: use mosquitto_sub -N";
        } catch (UndecodableException neither) {
            return "";
        }
    }

    private void complain(Optional<String> place, String reason) {
        failed = true;
        String what = place.map(where -> where + ": ").orElse("") + reason;
        Messages.problem(
                spec.commandLine().getErr(),
                new Text("Không giải mã được: %s", "Cannot be decoded: %s").with(what),
                new Text(
                        "Kiểm tra đây có phải bản tin Kura không; --lenient coi cả bản tin là body.",
                        "Check that this is a Kura message; --lenient takes the whole message for a body."));
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
