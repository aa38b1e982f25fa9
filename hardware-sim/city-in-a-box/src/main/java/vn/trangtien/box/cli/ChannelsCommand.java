package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city ingest channels}: channels that nobody knows yet. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        subcommands = {
            ChannelsListCommand.class,
            ChannelsDecideCommand.Adopt.class,
            ChannelsDecideCommand.Ignore.class,
            ChannelsDecideCommand.Block.class
        },
        description = {
            "Kênh lạ: xem, nhận, không dùng, chặn. docs/channels.md",
            "Unknown channels: look, adopt, ignore, block. docs/channels.md"
        })
final class ChannelsCommand {}
