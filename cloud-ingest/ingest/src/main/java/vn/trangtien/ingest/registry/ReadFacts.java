package vn.trangtien.ingest.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What gateways say of themselves, from the text in the database. A gateway's facts change with its births and are read with
 * every batch, so what was read is remembered beside the text that it came from. Thread-safe; as large as the registry.
 */
final class ReadFacts {

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private record Read(String text, Map<String, String> facts) {}

    private final JsonMapper json;
    private final Map<GatewayId, Read> remembered = new ConcurrentHashMap<>();

    ReadFacts(JsonMapper json) {
        this.json = json;
    }

    Map<String, String> read(String text) {
        return json.readValue(text, FACTS);
    }

    Map<String, String> of(GatewayId gateway, String text) {
        Read before = remembered.get(gateway);
        if (before != null && before.text().equals(text)) {
            return before.facts();
        }
        Map<String, String> facts = Map.copyOf(read(text));
        remembered.put(gateway, new Read(text, facts));
        return facts;
    }
}
