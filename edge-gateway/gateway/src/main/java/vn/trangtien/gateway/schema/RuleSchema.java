package vn.trangtien.gateway.schema;

import java.util.List;
import java.util.stream.Stream;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules.RateTime;
import vn.trangtien.gateway.config.RuleEntry.Severity;

/** One of the {@code rules:}. */
final class RuleSchema {

    private static final String CHANNEL = "^[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_.-]{1,64}$";

    private RuleSchema() {}

    static Node rule() {
        return Node.section()
                .key("id", Node.reference("id"))
                .key("when", condition())
                .key(
                        "then",
                        actions("bật tắt gì khi điều kiện bắt đầu đúng", "what is switched when it begins to hold"))
                .key(
                        "otherwise",
                        actions("bật tắt gì khi điều kiện hết đúng", "what is switched when it ceases to hold"))
                .key(
                        "severity",
                        Node.choice(Severity.codes(), "mức quan trọng", "how much it matters")
                                .initially(Severity.WARNING.code()))
                .key(
                        "message",
                        Node.text("câu báo cho người trực", "told to people").with("maxLength", 200))
                .needs("id", "when")
                .says("quy tắc chạy tại chỗ, kể cả khi mất đám mây", "a rule that works here, also without the cloud");
    }

    private static Node condition() {
        return Node.section()
                .key("channel", channel("thiết bị.kênh được theo dõi", "device.channel that is looked at"))
                .key("above", Node.number("đúng khi cao hơn", "holds above this"))
                .key("below", Node.number("đúng khi thấp hơn", "holds below this"))
                .key(
                        "hold",
                        Node.duration("phải vượt ngưỡng ít nhất", "must stay beyond at least")
                                .initially("0s"))
                .key(
                        "clear",
                        Node.number(
                                "trở lại mức này mới hết; không có thì bằng ngưỡng",
                                "back at this it ceases; absent for the threshold itself"))
                .key(
                        "clearHold",
                        Node.duration("phải trở lại ít nhất", "must stay back at least")
                                .initially("0s"))
                .key("window", window())
                .key(
                        "staleAfter",
                        Node.duration(
                                "im lặng bao lâu thì coi như hết; không có thì giữ nguyên",
                                "silence after which it ceases; absent to keep its state"))
                .needs("channel")
                .with(
                        "oneOf",
                        List.of(
                                Node.empty().needs("above").map(),
                                Node.empty().needs("below").map()))
                .says("điều kiện", "what must hold");
    }

    private static Node window() {
        List<String> ways = Aggregate.codes().stream()
                .filter(code -> !code.equals(Aggregate.LAST.code()))
                .toList();
        return Node.section()
                .key("length", Node.duration("độ dài cửa sổ", "length of the window"))
                .key(
                        "take",
                        Node.choice(ways, "gộp các giá trị thế nào", "how the values are taken together")
                                .initially(Aggregate.MEAN.code()))
                .key(
                        "per",
                        Node.choice(
                                Stream.of(RateTime.values()).map(RateTime::code).toList(),
                                "đơn vị thời gian của rate",
                                "time unit of a rate"))
                .needs("length")
                .says("nhìn nhiều giá trị gần đây thay cho một giá trị", "the last values instead of a single one");
    }

    private static Node actions(String vi, String en) {
        Node action = Node.section()
                .key("set", channel("thiết bị.kênh nhận lệnh", "device.channel that takes commands"))
                .key("to", Node.number("giá trị, theo đơn vị của kênh", "value, in the unit of the channel"))
                .needs("set", "to");
        return Node.list(action).says(vi, en);
    }

    private static Node channel(String vi, String en) {
        return Node.of("string").with("pattern", CHANNEL).says(vi, en);
    }
}
