package vn.trangtien.box.home;

import java.util.Arrays;
import java.util.List;
import vn.trangtien.drivers.Text;

/** The ports that a city listens on, all on the loopback address. */
public enum Port {
    CITY(8080, "--city-port", "màn hình điều hành", "operations screen"),
    INGEST(8081, "--ingest-port", "trang kỹ thuật viên", "technicians' pages"),
    EGOV(8082, "--egov-port", "trang cán bộ", "officials' pages"),
    MQTT(8883, "--mqtt-port", "MQTT cho gateway", "MQTT for gateways"),
    POSTGRES(15432, "", "PostgreSQL", "PostgreSQL"),
    KAFKA(19092, "", "Kafka", "Kafka"),
    KAFKA_CONTROLLER(19093, "", "bộ điều khiển Kafka", "Kafka controller"),
    QUESTDB_HTTP(19000, "", "QuestDB HTTP", "QuestDB HTTP"),
    QUESTDB_SQL(18812, "", "QuestDB SQL", "QuestDB SQL"),
    DOOR(8443, "--door-port", "cửa đăng ký thiết bị", "device door");

    private final int usual;
    private final String option;
    private final String vietnamese;
    private final String english;

    Port(int usual, String option, String vietnamese, String english) {
        this.usual = usual;
        this.option = option;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public int usual() {
        return usual;
    }

    /** The option that moves this port; empty for a port that nobody but the city itself uses. */
    public String option() {
        return option;
    }

    public Text purpose() {
        return new Text(vietnamese, english);
    }

    /** A port that people or gateways are told about. It never moves by itself; the others may. */
    public boolean isPublic() {
        return !option.isEmpty();
    }

    /** The name of this port's line in {@code ports.properties}. */
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static List<Port> all() {
        return Arrays.asList(values());
    }
}
