package vn.trangtien.drivers.lorawan;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;

/**
 * {@code object}: the network server has decoded the payload; a field is named by the path to it, levels separated by dots, items
 * of a list by their number from 0: {@code battery}, {@code temperatureSensor.3}, {@code probes.0.depth}. A name that itself
 * contains dots is found too.
 */
final class ObjectCodec implements Codec {

    private final NetworkServer server;

    ObjectCodec(NetworkServer server) {
        this.server = server;
    }

    @Override
    public String name(String path, String from) {
        if (from.startsWith(".") || from.endsWith(".") || from.contains("..")) {
            throw new ConfigException("%s.from must be a path such as battery or temperatureSensor.3, but was '%s'"
                    .formatted(path, from));
        }
        return from;
    }

    @Override
    public Decoded decode(Uplink uplink) {
        JsonNode object = uplink.object();
        Optional<String> problem = object.isObject()
                ? Optional.empty()
                : Optional.of("the network server sent no decoded object; " + server.codecHint());
        return new Decoded() {
            @Override
            public FieldValue field(String name) {
                return value(find(object, name));
            }

            @Override
            public Optional<String> problem() {
                return problem;
            }
        };
    }

    private static JsonNode find(JsonNode node, String path) {
        JsonNode whole = node.path(path);
        if (!whole.isMissingNode()) {
            return whole;
        }
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        JsonNode child = node.isArray() ? item(node, first) : node.path(first);
        return dot < 0 || child.isMissingNode() ? child : find(child, path.substring(dot + 1));
    }

    private static JsonNode item(JsonNode list, String index) {
        return index.matches("\\d{1,6}") ? list.path(Integer.parseInt(index)) : list.path(index);
    }

    private static FieldValue value(JsonNode node) {
        if (node.isMissingNode()) {
            return new FieldValue.Absent();
        }
        if (node.isNull()) {
            return new FieldValue.Nothing();
        }
        if (node.isNumber()) {
            return new FieldValue.Measured(node.doubleValue());
        }
        if (node.isBoolean()) {
            return new FieldValue.Measured(node.booleanValue() ? 1 : 0);
        }
        return new FieldValue.NoNumber(Complaints.plain(node.toString()));
    }
}
