package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city egov}: tools of the e-government core that need no running city. */
@Command(
        name = "egov",
        mixinStandardHelpOptions = true,
        subcommands = {EgovDeadlineCommand.class},
        description = {
            "Công cụ của chính quyền điện tử, không cần thành phố đang chạy. docs/official.md",
            "Tools of e-government that need no running city. docs/official.md"
        })
final class EgovCommand {}
