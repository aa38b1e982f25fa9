package vn.trangtien.ingest.decoding.thingsboard;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Dialect;
import vn.trangtien.ingest.decoding.Json;
import vn.trangtien.ingest.decoding.Mark;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * The JSON that devices and gateways publish for ThingsBoard. The topics name no device: the sender's certificate tells which
 * gateway it is, and what a device says of itself is of the asset {@code node}.
 */
public final class ThingsBoardDialect implements Dialect {

    private static final String OF_DEVICE = "v1/devices/";
    private static final String OF_GATEWAY = "v1/gateway/";

    @Override
    public String name() {
        return "thingsboard-json";
    }

    @Override
    public boolean reads(RawMessage raw) {
        return raw.topic().startsWith(OF_DEVICE) || raw.topic().startsWith(OF_GATEWAY);
    }

    @Override
    public Decoded decode(RawMessage raw) throws Refused {
        GatewayId sender = raw.sender()
                .orElseThrow(() -> new Refused(
                        Reason.NO_SENDER,
                        "the topic '%s' names no gateway, and the broker did not tell who sent it; connect to the city's own broker"
                                .formatted(raw.topic())));
        Mark mark = Mark.hashed(sender.key() + "/" + raw.topic(), raw);
        var samples = new Samples(sender, raw.receivedAt(), mark.ordinal());
        var words = new ThingsBoardWords(samples);
        switch (raw.topic()) {
            case "v1/devices/me/telemetry" -> words.telemetry(Samples.GATEWAY, Json.read(raw.payload()));
            case "v1/devices/me/attributes" -> words.attributes(Samples.GATEWAY, Json.read(raw.payload()));
            case "v1/gateway/telemetry" -> {
                for (Map.Entry<String, JsonNode> device : devices(raw)) {
                    words.telemetry(device.getKey(), device.getValue());
                }
            }
            case "v1/gateway/attributes" -> {
                for (Map.Entry<String, JsonNode> device : devices(raw)) {
                    words.attributes(device.getKey(), device.getValue());
                }
            }
            case "v1/gateway/connect" -> words.connected(Json.read(raw.payload()), true);
            case "v1/gateway/disconnect" -> words.connected(Json.read(raw.payload()), false);
            default ->
                throw new Refused(
                        Reason.UNSUPPORTED_TOPIC,
                        "only telemetry, attributes, connect and disconnect are read, but the topic was '%s'"
                                .formatted(raw.topic()));
        }
        return samples.decoded(raw, mark);
    }

    private static Iterable<Map.Entry<String, JsonNode>> devices(RawMessage raw) throws Refused {
        JsonNode root = Json.read(raw.payload());
        if (!root.isObject()) {
            throw new Refused(
                    Reason.UNDECODABLE,
                    "a gateway sends an object with a member for each device, but this was " + Json.describe(root));
        }
        return root.properties();
    }
}
