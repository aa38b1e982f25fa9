package vn.trangtien.box.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;

/** Where a city lives and listens; the same for every command that needs to know. */
final class PlaceOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Thư mục dữ liệu, giữ lại giữa các lần chạy (mặc định ~/.trangtien).",
                "Data directory, kept between runs (default ~/.trangtien)."
            })
    private Path data = DataDirectory.usual();

    @Option(
            names = "--ports",
            paramLabel = "BASE",
            description = {
                "Dời tất cả các cổng: BASE, BASE+1, … BASE+9.",
                "Moves all ports: BASE, BASE+1, … BASE+9; kept for the next start."
            })
    private @Nullable Integer base;

    @Option(names = "--city-port", paramLabel = "N", description = "Màn hình điều hành / operations screen (8080).")
    private @Nullable Integer city;

    @Option(names = "--ingest-port", paramLabel = "N", description = "Trang kỹ thuật viên / technicians (8081).")
    private @Nullable Integer ingest;

    @Option(names = "--egov-port", paramLabel = "N", description = "Trang cán bộ / officials (8082).")
    private @Nullable Integer egov;

    @Option(names = "--mqtt-port", paramLabel = "N", description = "MQTT/TLS cho gateway / for gateways (8883).")
    private @Nullable Integer mqtt;

    @Option(names = "--door-port", paramLabel = "N", description = "Cửa đăng ký thiết bị / device door (8443).")
    private @Nullable Integer door;

    Path data() {
        return data;
    }

    Optional<Integer> base() {
        return Optional.ofNullable(base);
    }

    Map<Port, Integer> ports() {
        var asked = new EnumMap<Port, Integer>(Port.class);
        put(asked, Port.CITY, city);
        put(asked, Port.INGEST, ingest);
        put(asked, Port.EGOV, egov);
        put(asked, Port.MQTT, mqtt);
        put(asked, Port.DOOR, door);
        return asked;
    }

    private static void put(Map<Port, Integer> asked, Port port, @Nullable Integer number) {
        if (number != null) {
            asked.put(port, number);
        }
    }
}
