package vn.trangtien.gateway.schema;

import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.PublishPolicy;

/** The schema of the whole file. */
public final class GatewaySchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private GatewaySchema() {}

    /** The text of {@code gateway.schema.json}, the same for the same drivers. */
    public static String text(DriverCatalog drivers) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return JsonMapper.builder().build().writer().with(printer).writeValueAsString(of(drivers)) + "\n";
    }

    /** The schema as maps and lists in a stable order. */
    public static Map<String, Object> of(DriverCatalog drivers) {
        return Node.empty()
                .with("$schema", DRAFT)
                .with("$id", "urn:trangtien:gateway-configuration:1")
                .says("Cấu hình gateway Tràng Tiền", "Configuration of a Tràng Tiền gateway")
                .with("type", "object")
                .with("additionalProperties", false)
                .key("gateway", gateway())
                .key(
                        "buses",
                        Node.of("object")
                                .with(
                                        "additionalProperties",
                                        Node.reference("bus").map())
                                .says("các bus theo tên", "the buses by name"))
                .key("devices", Node.list(Node.reference("device")).says("những gì được đọc", "what is read"))
                .key("cameras", Node.list(Node.reference("camera")).says("các camera", "the cameras"))
                .key(
                        "rules",
                        Node.list(Node.reference("rule"))
                                .says("những gì được tự bật tắt tại chỗ", "what is switched here"))
                .key("publish", publish())
                .key("cloud", PolicySchema.cloud())
                .key("remote", PolicySchema.remote())
                .key("page", PolicySchema.page())
                .key("simulation", simulation())
                .needs("gateway")
                .with("$defs", definitions(drivers))
                .map();
    }

    private static Map<String, Object> definitions(DriverCatalog drivers) {
        return Node.empty()
                .with(
                        "id",
                        Node.of("string")
                                .with("pattern", "^[A-Za-z0-9_-]{1,64}$")
                                .says(
                                        "chữ, số, '-' hay '_'; thành một phần của topic",
                                        "letters, digits, '-' or '_'; becomes a part of topics")
                                .map())
                .with("bus", BusSchema.bus().map())
                .with("device", DeviceSchema.device(drivers.descriptors()).map())
                .with("channel", DeviceSchema.channel().map())
                .with("camera", CameraSchema.camera().map())
                .with("rule", RuleSchema.rule().map())
                .map();
    }

    private static Node gateway() {
        Node site = Node.section()
                .key("name", Node.text("tên cho người đọc", "a name for people"))
                .key("lat", Node.number("vĩ độ, WGS 84", "latitude, WGS 84").range(-90, 90))
                .key("lon", Node.number("kinh độ, WGS 84", "longitude, WGS 84").range(-180, 180))
                .needs("name", "lat", "lon")
                .says("nơi đặt", "where it stands");
        return Node.section()
                .key("id", Node.reference("id"))
                .key("site", site)
                .key("timezone", Node.text("múi giờ", "time zone").initially("Asia/Ho_Chi_Minh"))
                .needs("id", "site")
                .says("gateway này", "this gateway");
    }

    private static Node publish() {
        Node store = Node.section()
                .key(
                        "maxMb",
                        Node.whole(1, 1_000_000, "chỗ trên đĩa, MB", "room on the disk, MB")
                                .initially(PublishPolicy.DEFAULT.maxBytes() >> 20))
                .key("keep", Node.duration("giữ lâu nhất", "longest stay").initially("14d"))
                .says("giữ tin chưa gửi được", "what becomes of undelivered messages");
        return Node.section()
                .key(
                        "heartbeat",
                        Node.duration("im lặng lâu nhất của một kênh", "longest silence of a channel")
                                .initially("5m"))
                .key("store", store)
                .key("gzip", Node.bool("nén tin", "compress messages").initially(PublishPolicy.DEFAULT.gzip()))
                .key(
                        "perSecond",
                        Node.whole(1, 100_000, "nhiều nhất mỗi giây", "most messages a second")
                                .initially(PublishPolicy.DEFAULT.perSecond()))
                .says("gửi và giữ những gì", "what is sent and kept");
    }

    private static Node simulation() {
        return Node.section()
                .key(
                        "enabled",
                        Node.bool("mô phỏng trả lời thay phần cứng", "simulators answer instead of hardware")
                                .initially(false))
                .key("scenario", Node.text("tệp kịch bản", "file of the scenario"))
                .says("không có trong vận hành thật", "absent in production");
    }
}
