package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        subcommands = VideoAnalyseCommand.class,
        description = {"Đếm và theo dõi trong video hay camera.", "Counts and follows in a video or at a camera."})
final class VideoCommand {}
