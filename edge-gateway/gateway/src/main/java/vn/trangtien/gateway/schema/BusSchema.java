package vn.trangtien.gateway.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.port.BusConfig;

/** One of the {@code buses:}. */
final class BusSchema {

    private BusSchema() {}

    static Node bus() {
        List<String> kinds = Arrays.stream(BusKind.values()).map(BusKind::code).toList();
        return Node.of("object")
                .key("kind", Node.choice(kinds, "loại bus", "kind of bus"))
                .needs("kind")
                .all(Arrays.stream(BusKind.values())
                        .map(kind -> Node.when("kind", kind.code(), keys(kind)))
                        .toList());
    }

    private static Node keys(BusKind kind) {
        Node section = Node.section().key("kind", Map.of("const", kind.code()));
        return switch (kind) {
            case I2C ->
                section.key("bus", Node.whole(0, 99, "số N của /dev/i2c-N", "the N of /dev/i2c-N"))
                        .key("speedHz", hertz(10_000, 1_000_000, 100_000))
                        .needs("bus");
            case SPI ->
                section.key("bus", Node.whole(0, 6, "số N của /dev/spidevN.M", "the N of /dev/spidevN.M"))
                        .key(
                                "chipSelect",
                                Node.whole(0, 3, "số M của /dev/spidevN.M", "the M of /dev/spidevN.M")
                                        .initially(0))
                        .key("speedHz", hertz(1_000, 50_000_000, 1_000_000))
                        .needs("bus");
            case UART ->
                section.key("port", port())
                        .key(
                                "baud",
                                Node.whole(
                                        300,
                                        4_000_000,
                                        "chỉ để người đọc biết; driver tự đặt tốc độ",
                                        "for the reader; the driver sets the rate"))
                        .needs("port");
            case MODBUS_RTU -> modbusRtu(section);
            case MODBUS_TCP ->
                section.key("host", Node.text("tên hay địa chỉ thiết bị", "name or address of the device"))
                        .key(
                                "port",
                                Node.whole(1, 65_535, "cổng TCP", "TCP port").initially(502))
                        .key("timeoutMs", timeout())
                        .needs("host");
            case GPIO ->
                section.key(
                                "chip",
                                Node.text(
                                                "nhãn chip GPIO, hay auto cho hàng 40 chân",
                                                "label of the GPIO chip, or auto for the 40-pin header")
                                        .initially("auto"))
                        .key(
                                "pwmChip",
                                Node.whole(
                                                0,
                                                31,
                                                "số N của /sys/class/pwm/pwmchipN",
                                                "the N of /sys/class/pwm/pwmchipN")
                                        .initially(0));
            case ONE_WIRE ->
                section.key(
                        "path",
                        Node.text("thư mục thiết bị 1-Wire của kernel", "the kernel's folder of 1-Wire devices")
                                .initially(BusConfig.OneWire.KERNEL_PATH));
            case MQTT ->
                section.key(
                                "url",
                                Node.text("địa chỉ broker", "address of the broker")
                                        .with("pattern", "^(tcp|ssl)://[^/\\s:]+(:\\d{1,5})?$"))
                        .key("username", Node.text("tên đăng nhập", "user name"))
                        .key(
                                "passwordFile",
                                Node.text("tệp có mật khẩu ở dòng đầu", "file with the password in its first line"))
                        .key("caFile", Node.text("tệp PEM các chứng chỉ tin cậy", "PEM file of trusted certificates"))
                        .needs("url");
        };
    }

    private static Node modbusRtu(Node section) {
        return section.key("port", port())
                .key(
                        "baud",
                        Node.whole(
                                        300,
                                        1_000_000,
                                        "tốc độ của mọi thiết bị trên đường dây",
                                        "rate of every unit on the line")
                                .initially(9_600))
                .key(
                        "parity",
                        Node.choice(List.of("none", "even", "odd"), "bit chẵn lẻ", "parity bit")
                                .initially("none"))
                .key("timeoutMs", timeout())
                .key(
                        "quietMs",
                        Node.whole(
                                        0,
                                        60_000,
                                        "im lặng sau lỗi, ít nhất bằng thời gian trả lời chậm nhất",
                                        "silence after a failure, at least the slowest reply time")
                                .initially(1_000))
                .needs("port");
    }

    private static Node port() {
        return Node.text("đường dẫn cổng nối tiếp", "path of the serial port");
    }

    private static Node timeout() {
        return Node.whole(10, 60_000, "chờ trả lời lâu nhất, mili giây", "longest wait for a reply, milliseconds")
                .initially(1_000);
    }

    private static Node hertz(long min, long max, long usual) {
        return Node.whole(min, max, "tần số xung nhịp, Hz", "clock rate, Hz").initially(usual);
    }
}
