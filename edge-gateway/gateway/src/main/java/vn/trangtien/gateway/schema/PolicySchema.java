package vn.trangtien.gateway.schema;

import java.util.Arrays;
import java.util.List;
import vn.trangtien.gateway.config.CloudPolicy;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.config.PagePolicy;
import vn.trangtien.gateway.config.RemotePolicy;

/** The sections {@code cloud}, {@code remote} and {@code page}. */
final class PolicySchema {

    private PolicySchema() {}

    static Node cloud() {
        List<String> versions =
                Arrays.stream(MqttVersion.values()).map(MqttVersion::code).toList();
        return Node.section()
                .key(
                        "mqtt",
                        // Without quotes YAML reads 5 as a number.
                        Node.any(
                                        Node.choice(versions, "như chữ", "as a text"),
                                        Node.empty().with("const", 5))
                                .says("phiên bản MQTT", "version of MQTT")
                                .initially(CloudPolicy.DEFAULT.mqtt().code()))
                .key(
                        "keepAlive",
                        Node.duration("im lặng bao lâu thì thăm dò", "silence after which the line is probed")
                                .initially("30s"))
                .key(
                        "timeSyncWait",
                        Node.duration(
                                        "chờ đồng bộ giờ trước kết nối đầu",
                                        "wait for the clock before the first connection")
                                .initially("60s"))
                .says("nói chuyện với đám mây thế nào", "how the cloud is spoken to");
    }

    static Node remote() {
        Node commands = Node.section()
                .key(
                        "enabled",
                        Node.bool("cho chạy lệnh từ xa", "whether commands may be run")
                                .initially(RemotePolicy.DEFAULT.commands().enabled()))
                .key(
                        "allow",
                        Node.list(Node.text("đường dẫn tuyệt đối", "absolute path")
                                        .with("pattern", "^/"))
                                .says("các chương trình được phép", "programs that may be run"))
                .key("timeout", Node.duration("chạy lâu nhất", "longest run").initially("60s"))
                .says("chạy lệnh", "running commands");
        return Node.section()
                .key(
                        "enabled",
                        Node.bool("trả lời yêu cầu từ đám mây", "whether requests of the cloud are answered")
                                .initially(RemotePolicy.DEFAULT.enabled()))
                .key(
                        "confirmWithin",
                        Node.duration(
                                        "sau khi đổi cấu hình phải liên lạc được trong",
                                        "after a change the cloud must be reached within")
                                .initially("3m"))
                .key(
                        "healthyWithin",
                        Node.duration(
                                        "phần mềm mới phải liên lạc được trong",
                                        "new software must reach the cloud within")
                                .initially("5m"))
                .key("commands", commands)
                .says("đám mây được làm gì ở đây", "what the cloud may do here");
    }

    static Node page() {
        return Node.section()
                .key(
                        "enabled",
                        Node.bool("có trang tại chỗ", "whether there is a page")
                                .initially(PagePolicy.DEFAULT.enabled()))
                .key(
                        "port",
                        Node.whole(
                                        1024,
                                        65_534,
                                        "cổng của loopback; mạng LAN dùng cổng kế tiếp",
                                        "port of loopback; the network uses the next")
                                .initially(PagePolicy.DEFAULT.port()))
                .key(
                        "lan",
                        Node.bool(
                                        "xem được từ mạng LAN, bằng mã một lần",
                                        "reachable from the network, by a one-time code")
                                .initially(PagePolicy.DEFAULT.lan()))
                .says("trang của gateway", "the gateway's own page");
    }
}
