package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city ingest}: what the ingest refused and what it does not know, from the command line. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        subcommands = {DeadCommand.class, ChannelsCommand.class},
        description = {
            "Thu nhận số liệu: tin bị từ chối, kênh lạ. docs/dead-letters.md, docs/channels.md",
            "The ingest: dead letters, unknown channels. docs/dead-letters.md, docs/channels.md"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:xong / done",
            "1:máy chủ từ chối, lý do được in ra / the server refused and says why",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không tới được máy chủ hay tệp / server or file not reached"
        })
final class IngestCommand {}
