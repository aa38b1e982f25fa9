package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city ingest dead}: dead letters. */
@Command(
        name = "dead",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadListCommand.class,
            DeadShowCommand.class,
            DeadReplayCommand.class,
            DeadExportCommand.class,
            DeadDismissCommand.class
        },
        description = {
            "Tin bị từ chối: xem, phát lại, tải về, bỏ. docs/dead-letters.md",
            "Dead letters: look, replay, take along, dismiss. docs/dead-letters.md"
        })
final class DeadCommand {}
