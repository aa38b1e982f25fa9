package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        subcommands = {AuditVerifyCommand.class, AuditExportCommand.class},
        description = {"Nhật ký kiểm toán nối chuỗi.", "The hash-chained audit log."})
final class AuditCommand {}
