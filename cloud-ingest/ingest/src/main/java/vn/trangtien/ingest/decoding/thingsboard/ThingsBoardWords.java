package vn.trangtien.ingest.decoding.thingsboard;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.decoding.Json;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.wire.ChannelReading;

/**
 * What the parts of such a message say. Numbers are values, true is 1 and false is 0, a text is a fact and no series, and objects,
 * arrays and nulls are counted and left out.
 */
final class ThingsBoardWords {

    private static final String GOOD = "GOOD";
    private static final String CONNECTED = "connected";

    private final Samples samples;

    ThingsBoardWords(Samples samples) {
        this.samples = samples;
    }

    /** Values, or values with one time, or an array of such. */
    void telemetry(String device, JsonNode content) throws Refused {
        if (!content.isArray()) {
            entry(device, content);
            return;
        }
        for (JsonNode entry : content) {
            entry(device, entry);
        }
    }

    /** Facts, whatever their type. */
    void attributes(String device, JsonNode content) throws Refused {
        requireObject("attributes of " + device, content);
        for (Map.Entry<String, JsonNode> attribute : content.properties()) {
            JsonNode value = attribute.getValue();
            if (value.isContainer() || value.isNull()) {
                samples.leaveOut();
            } else {
                samples.addText(device, channel(attribute.getKey()), value.asString());
            }
        }
    }

    /** {@code {"device": "A"}}: a fact of the device. */
    void connected(JsonNode content, boolean isConnected) throws Refused {
        JsonNode device = content.get("device");
        if (device == null || !device.isString()) {
            throw new Refused(Reason.INCOMPLETE, "device must be the name of the device, but was left out or no text");
        }
        samples.addText(device.stringValue(), CONNECTED, Boolean.toString(isConnected));
    }

    private void entry(String device, JsonNode entry) throws Refused {
        requireObject("telemetry of " + device, entry);
        JsonNode time = entry.get("ts");
        JsonNode values = entry.get("values");
        if (time == null || values == null) {
            values(device, entry, Optional.empty());
            return;
        }
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            throw new Refused(
                    Reason.UNDECODABLE,
                    "ts must be whole milliseconds since 1970, but was %s".formatted(Json.describe(time)));
        }
        requireObject("values", values);
        values(device, values, Optional.of(Instant.ofEpochMilli(time.longValue())));
    }

    private void values(String device, JsonNode values, Optional<Instant> at) throws Refused {
        for (Map.Entry<String, JsonNode> member : values.properties()) {
            String channel = channel(member.getKey());
            JsonNode value = member.getValue();
            if (value.isNumber()) {
                add(device, channel, value.doubleValue(), at);
            } else if (value.isBoolean()) {
                add(device, channel, value.booleanValue() ? 1 : 0, at);
            } else if (value.isString()) {
                samples.addText(device, channel, value.stringValue());
            } else {
                samples.leaveOut();
            }
        }
    }

    private void add(String device, String channel, double value, Optional<Instant> at) throws Refused {
        samples.add(
                device,
                new ChannelReading(channel, OptionalDouble.of(value), at, "", GOOD, Optional.empty()),
                Samples.FOREIGN);
    }

    /** An empty name is refused like every other that cannot be a key; slashes would divide paths. */
    private static String channel(String key) throws Refused {
        if (key.isEmpty()) {
            throw new Refused(Reason.BAD_NAME, "the name of a channel must have a character at least, but was ''");
        }
        return key.replace('/', '.');
    }

    private static void requireObject(String what, JsonNode node) throws Refused {
        if (!node.isObject()) {
            throw new Refused(
                    Reason.UNDECODABLE, "%s must be an object, but was %s".formatted(what, Json.describe(node)));
        }
    }
}
