package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city wire}: payloads of the wire contract, readable. */
@Command(
        name = "wire",
        mixinStandardHelpOptions = true,
        subcommands = {WireDecodeCommand.class, WireEncodeCommand.class},
        description = {
            "Đọc và viết nội dung bản tin MQTT (định dạng Kura), dùng cùng mosquitto_sub và mosquitto_pub.",
            "Reads and writes payloads of MQTT messages (Kura format), together with mosquitto_sub and mosquitto_pub."
        })
final class WireCommand {}
