package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.DatabaseLog;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.EntryProof;
import vn.trangtien.platform.audit.proof.ExportFile;
import vn.trangtien.platform.audit.proof.Finding;
import vn.trangtien.platform.audit.proof.LogCheck;
import vn.trangtien.platform.timestamping.TimestampTrust;

/** {@code city audit verify}: needs no city and, for an export, no database. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Tính lại cả chuỗi, các mốc và dấu thời gian; chỉ ra mục đầu tiên bị sửa, xóa, chèn, đảo chỗ hay cắt bỏ.",
            "Recomputes the chain, the anchors and their time stamps; names the first entry that was changed, removed, put in, displaced or cut off."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:nguyên vẹn / intact",
            "1:đã bị can thiệp / tampered with",
            "2:không đọc được thứ được chỉ ra, hoặc dòng lệnh sai / what was named cannot be read, or the command line is wrong",
            "3:không có thành phố nào ở đó / there is no city"
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final byte[] ZIP = {'P', 'K'};

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final AuditLogOptions log = new AuditLogOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = {
                "Bản xuất (ZIP) hoặc chứng minh của một mục (JSON), thay cho cơ sở dữ liệu.",
                "An export (ZIP) or the proof of one entry (JSON) instead of a database."
            })
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--trust",
            paramLabel = "PEM",
            description = {
                "Chứng thư của cơ quan cấp dấu thời gian; không có thì không biết ai đã đóng dấu.",
                "Certificates of the time-stamping authority; without them nobody knows who stamped."
            })
    private Optional<Path> trust = Optional.empty();

    @Option(names = "--policy", paramLabel = "OID", description = "Chính sách được chấp nhận / accepted policy")
    private List<String> policies = List.of();

    @Option(
            names = "--anchors",
            paramLabel = "JSONL",
            description = {
                "Các mốc được giữ ở nơi khác: bắt được cả việc cắt bỏ cùng với các mốc.",
                "Anchors that were kept elsewhere: they catch even what was cut off together with its anchors."
            })
    private Optional<Path> kept = Optional.empty();

    @Option(names = "--json", description = "In một dòng JSON / prints one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try {
            TimestampTrust believed = trust.isPresent()
                    ? TimestampTrust.of(trust.get(), policies)
                    : new TimestampTrust(List.of(), policies);
            List<Anchor> elsewhere = kept.isPresent() ? ExportFile.anchors(kept.get()) : List.of();
            var check = new LogCheck(believed, elsewhere);
            if (file.isEmpty()) {
                return log.with(connection -> {
                    try (var source = new DatabaseLog(connection)) {
                        return tell(check.check(source, done -> {}));
                    }
                });
            }
            if (isZip(file.get())) {
                try (var source = new ExportFile(file.get())) {
                    return tell(check.check(source, done -> {}));
                }
            }
            return tell(EntryProof.read(Files.readString(file.get())), believed);
        } catch (IOException | AuditLogOptions.NotReadable e) {
            Messages.problem(
                    spec.commandLine().getErr(),
                    new Text("Không đọc được: %s", "Cannot be read: %s").with(String.valueOf(e.getMessage())),
                    new Text(
                            "Kiểm tra --file, --jdbc, --trust và --anchors.",
                            "Look at --file, --jdbc, --trust and --anchors."));
            return ExitCode.USAGE;
        }
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return java.util.Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private int tell(AuditVerdict verdict) {
        boolean intact = verdict instanceof AuditVerdict.Intact;
        List<Finding> findings = verdict instanceof AuditVerdict.Broken broken ? broken.findings() : List.of();
        if (json) {
            print(asJson(verdict.checked(), findings).toString());
        } else {
            for (Finding finding : findings) {
                print("✗ " + finding.explain(VIETNAMESE));
                print("  " + finding.explain(Locale.ENGLISH));
            }
            summary(verdict.checked(), intact);
        }
        return intact ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private void summary(AuditVerdict.Checked checked, boolean intact) {
        if (intact) {
            print("✓ Nguyên vẹn, %d mục / intact, %d entries".formatted(checked.entries(), checked.entries()));
            print("  " + checked.lastHash());
        }
        checked.stampedAt()
                .ifPresentOrElse(
                        at -> print("  %d mốc, đóng dấu đến mục %d lúc %s / %d anchors, stamped up to entry %d at %s"
                                .formatted(
                                        checked.anchors(),
                                        checked.anchoredTo(),
                                        MOMENT.format(at),
                                        checked.anchors(),
                                        checked.anchoredTo(),
                                        MOMENT.format(at))),
                        () -> print("  Chưa có dấu thời gian / no time stamps"));
        if (checked.stampedAt().isPresent() && !checked.authorityTrusted()) {
            print("  ! Chưa biết ai đã đóng dấu: thêm --trust TSA.pem / nobody knows who stamped: add --trust TSA.pem");
        }
    }

    private int tell(EntryProof proof, TimestampTrust believed) {
        Optional<String> fault = proof.fault(believed);
        if (json) {
            ObjectNode told = JsonMapper.shared().createObjectNode();
            told.put("verdict", fault.isEmpty() ? "intact" : "broken")
                    .put("seq", proof.entry().seq())
                    .put("stampedAt", proof.anchor().stampedAt().toString())
                    .put("authorityTrusted", believed.isNamed());
            fault.ifPresent(why -> told.put("fault", why));
            print(told.toString());
        } else {
            String at = MOMENT.format(proof.anchor().stampedAt());
            print(fault.map(why -> "✗ Mục %d: %s".formatted(proof.entry().seq(), why))
                    .orElse("✓ Mục %d có trong nhật ký lúc %s / entry %d was in the log at %s"
                            .formatted(proof.entry().seq(), at, proof.entry().seq(), at)));
            if (!believed.isNamed()) {
                print(
                        "  ! Chưa biết ai đã đóng dấu: thêm --trust TSA.pem / nobody knows who stamped: add --trust TSA.pem");
            }
        }
        return fault.isEmpty() ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private static ObjectNode asJson(AuditVerdict.Checked checked, List<Finding> findings) {
        ObjectNode told = JsonMapper.shared().createObjectNode();
        told.put("verdict", findings.isEmpty() ? "intact" : "broken")
                .put("firstSeq", checked.firstSeq())
                .put("entries", checked.entries())
                .put("lastHash", checked.lastHash())
                .put("anchors", checked.anchors())
                .put("anchoredTo", checked.anchoredTo())
                .put("authorityTrusted", checked.authorityTrusted());
        checked.stampedAt().ifPresent(at -> told.put("stampedAt", at.toString()));
        var list = told.putArray("findings");
        for (Finding finding : findings) {
            list.addObject()
                    .put("kind", finding.kind().name())
                    .put("fromSeq", finding.fromSeq())
                    .put("toSeq", finding.toSeq())
                    .put("vi", finding.explain(VIETNAMESE))
                    .put("en", finding.explain(Locale.ENGLISH));
        }
        return told;
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
