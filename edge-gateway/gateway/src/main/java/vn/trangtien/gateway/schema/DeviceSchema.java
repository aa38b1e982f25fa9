package vn.trangtien.gateway.schema;

import java.util.List;
import java.util.stream.Stream;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.schema.ParameterSchema;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules.RateTime;

/** One of the {@code devices:}; which parameters it takes depends on its driver. */
final class DeviceSchema {

    private DeviceSchema() {}

    static Node device(List<DriverDescriptor> drivers) {
        Node driver = Node.any(drivers.stream()
                        .map(one -> Node.empty().with("const", one.type()).says(one.title()))
                        .toArray(Node[]::new))
                .says("loại thiết bị; xem ./city drivers list", "kind of device; see ./city drivers list");
        return Node.section()
                .key("id", Node.reference("id"))
                .key("driver", driver)
                .key("on", Node.text("tên một bus ở trên", "name of a bus above"))
                .key(
                        "every",
                        Node.duration("thời gian giữa hai lần báo cáo", "time between two reports")
                                .initially("60s"))
                .key(
                        "sampleEvery",
                        Node.duration(
                                "thời gian giữa hai lần đọc, nếu nhiều lần đọc gộp thành một báo cáo",
                                "time between two reads, if several make one report"))
                .key("params", Node.of("object").says("tham số của driver", "parameters of the driver"))
                .key(
                        "channels",
                        Node.of("object")
                                .with(
                                        "additionalProperties",
                                        Node.reference("channel").map())
                                .says("quy tắc cho từng kênh", "rules by name of the channel"))
                .needs("id", "driver", "on")
                .all(drivers.stream()
                        .map(one -> Node.when("driver", one.type(), parameters(one)))
                        .toList());
    }

    private static Node parameters(DriverDescriptor driver) {
        Node then = Node.empty().key("params", ParameterSchema.of(driver));
        boolean any = driver.parameters().stream().anyMatch(Parameter::required);
        return any ? then.needs("params") : then;
    }

    /** One entry below {@code channels:}. */
    static Node channel() {
        return Node.section()
                .key(
                        "of",
                        Node.text(
                                "kênh của driver, nếu công bố dưới tên khác",
                                "the driver's channel, if published under another name"))
                .key("unit", Node.text("mã UCUM thay cho đơn vị của driver", "UCUM code in place of the driver's"))
                .key("scale", Node.number("hệ số, khác 0", "factor, not 0").initially(1))
                .key(
                        "offset",
                        Node.number("cộng sau hệ số", "added after the factor").initially(0))
                .key(
                        "calibration",
                        Node.list(Node.pair("[số đọc, giá trị thật]", "[reading, true value]"))
                                .with("minItems", 2)
                                .says(
                                        "đường hiệu chuẩn, số đọc tăng dần; ngoài hai đầu là UNCERTAIN",
                                        "calibration curve, readings rising; beyond its ends values are UNCERTAIN"))
                .key(
                        "aggregate",
                        Node.choice(
                                Aggregate.codes(),
                                "gộp các mẫu giữa hai báo cáo thế nào",
                                "what becomes of the samples between two reports"))
                .key(
                        "per",
                        Node.choice(
                                Stream.of(RateTime.values()).map(RateTime::code).toList(),
                                "đơn vị thời gian của rate",
                                "time unit of a rate"))
                .key("limits", Node.pair("khoảng hợp lý [thấp nhất, cao nhất]", "plausible range [lowest, highest]"))
                .key(
                        "deadband",
                        Node.number("thay đổi nhỏ nhất đáng gửi", "smallest change worth sending")
                                .with("minimum", 0))
                .key("alarm", alarm());
    }

    private static Node alarm() {
        return Node.section()
                .key("above", Node.number("báo động khi cao hơn", "alarm above this"))
                .key("below", Node.number("báo động khi thấp hơn", "alarm below this"))
                .key(
                        "hold",
                        Node.duration("phải kéo dài ít nhất", "must last at least")
                                .initially("0s"))
                .with(
                        "anyOf",
                        List.of(
                                Node.empty().needs("above").map(),
                                Node.empty().needs("below").map()))
                .says("khi nào gửi trước mọi thứ khác", "when values are sent ahead of everything else");
    }
}
