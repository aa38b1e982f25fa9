package vn.trangtien.box.home;

import java.util.Arrays;
import java.util.List;
import vn.trangtien.box.Text;

/** The ports that a city listens on, all on the loopback address. */
public enum Port {
    CITY(8080, "--city-port", new Text("màn hình điều hành", "operations screen")),
    INGEST(8081, "--ingest-port", new Text("trang kỹ thuật viên", "technicians' pages")),
    EGOV(8082, "--egov-port", new Text("trang cán bộ", "officials' pages")),
    MQTT(8883, "--mqtt-port", new Text("MQTT cho gateway", "MQTT for gateways")),
    POSTGRES(15432, "", new Text("PostgreSQL", "PostgreSQL")),
    KAFKA(19092, "", new Text("Kafka", "Kafka")),
    KAFKA_CONTROLLER(19093, "", new Text("bộ điều khiển Kafka", "Kafka controller")),
    QUESTDB_HTTP(19000, "", new Text("QuestDB HTTP", "QuestDB HTTP")),
    QUESTDB_SQL(18812, "", new Text("QuestDB SQL", "QuestDB SQL"));

    private final int usual;
    private final String option;
    private final Text purpose;

    Port(int usual, String option, Text purpose) {
        this.usual = usual;
        this.option = option;
        this.purpose = purpose;
    }

    public int usual() {
        return usual;
    }

    /** @return the option that moves this port; empty for a port that nobody but the city itself uses */
    public String option() {
        return option;
    }

    public Text purpose() {
        return purpose;
    }

    /** A port that people or gateways are told about. It never moves by itself; the others may. */
    public boolean isPublic() {
        return !option.isEmpty();
    }

    /** @return the name of this port's line in {@code ports.properties} */
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static List<Port> all() {
        return Arrays.asList(values());
    }
}
