package vn.trangtien.events;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes what would be written anyway, by hand: of observations there are more than of everything else together. */
final class ObservationSerializer extends StdSerializer<Observation> {

    ObservationSerializer() {
        super(Observation.class);
    }

    @Override
    public void serialize(Observation observation, JsonGenerator json, SerializationContext context) {
        ChannelRef channel = observation.channel();
        json.writeStartObject();
        json.writeName("channel");
        json.writeStartObject();
        json.writeStringProperty("account", channel.account());
        json.writeStringProperty("gateway", channel.gateway());
        json.writeStringProperty("asset", channel.asset());
        json.writeStringProperty("channel", channel.channel());
        json.writeEndObject();
        Double value = observation.value();
        if (value == null) {
            json.writeNullProperty("value");
        } else {
            json.writeNumberProperty("value", value);
        }
        json.writeStringProperty("unit", observation.unit());
        json.writeStringProperty("quality", observation.quality());
        at(json, "measuredAt", observation.measuredAt());
        at(json, "receivedAt", observation.receivedAt());
        json.writeBooleanProperty("simulated", observation.simulated());
        json.writeEndObject();
    }

    private static void at(JsonGenerator json, String name, Instant at) {
        json.writeStringProperty(name, InstantText.of(at));
    }
}
