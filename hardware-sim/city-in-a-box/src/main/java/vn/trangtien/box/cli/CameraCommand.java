package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city camera}: real cameras on the network. */
@Command(
        name = "camera",
        mixinStandardHelpOptions = true,
        subcommands = CameraDiscoverCommand.class,
        description = {
            "Camera thật trong mạng: tìm, hỏi tên máy và địa chỉ các luồng hình.",
            "Real cameras on the network: find them, ask what they are and where their streams are."
        })
final class CameraCommand {}
