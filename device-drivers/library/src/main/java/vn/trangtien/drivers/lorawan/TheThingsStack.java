package vn.trangtien.drivers.lorawan;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.trangtien.drivers.lorawan.NetworkEvent.Joined;
import vn.trangtien.drivers.lorawan.NetworkEvent.Other;
import vn.trangtien.drivers.lorawan.NetworkEvent.Reception;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;

/**
 * The Things Stack v3, the software of The Things Network, through its MQTT server.
 *
 * <pre>
 * topic                                                event
 * v3/{application}@{tenant}/devices/{device id}/up      uplink
 * v3/{application}@{tenant}/devices/{device id}/join    new session
 *
 * field                                  meaning
 * end_device_ids.dev_eui                 16 upper-case digits
 * correlation_ids[]                      texts of events; ns:uplink:… is the same for all copies of an uplink
 * uplink_message.f_cnt, .f_port          frame counter and port; left out when 0
 * uplink_message.frm_payload             payload, base64
 * uplink_message.decoded_payload         what the payload formatter made of it; absent without a formatter
 * uplink_message.rx_metadata[].rssi/.snr dBm and dB, one entry for each antenna
 * uplink_message.received_at             when the network server received it, RFC 3339
 * simulated                              true when a person made it in the console
 * </pre>
 *
 * <p>Its MQTT server speaks MQTT 3.1.1 with QoS 0 only. Source: The Things Stack documentation, "Data Formats" and "MQTT
 * Server".
 */
final class TheThingsStack implements NetworkServer {

    /** Events of one uplink, the one that all its copies share first. */
    private static final String[] UPLINK_IDS = {"ns:uplink:", "gs:uplink:", "as:up:"};

    private final String application;
    private final Optional<String> deviceId;

    /**
     * @param application with the tenant, {@code bins@ttn}; without one for the open-source edition
     * @param deviceId as the topic has it; if not known all devices of the application are heard and told apart by devEUI
     */
    TheThingsStack(String application, Optional<String> deviceId) {
        this.application = application;
        this.deviceId = deviceId;
    }

    @Override
    public String topicFilter() {
        return "v3/%s/devices/%s/+".formatted(application, deviceId.orElse("+"));
    }

    @Override
    public boolean hearsOthers() {
        return deviceId.isEmpty();
    }

    @Override
    public String codecHint() {
        return "give the device a payload formatter in The Things Stack, or set codec: cayenne-lpp";
    }

    @Override
    public NetworkEvent read(String topic, byte[] payload) {
        try {
            return switch (NetworkServer.event(topic)) {
                case "up" -> uplink(EventDocument.parse(payload));
                case "join" -> new Joined(device(EventDocument.parse(payload)));
                default -> new Other();
            };
        } catch (UnusableMessageException e) {
            return e.toEvent();
        }
    }

    private static Uplink uplink(EventDocument event) throws UnusableMessageException {
        DevEui device = device(event);
        if (!event.has("uplink_message")) {
            throw new UnusableMessageException(Complaint.BROKEN, "there is no uplink_message");
        }
        EventDocument message = event.inside("uplink_message");
        return new Uplink(
                device,
                uplinkId(event.node("correlation_ids")),
                message.counter("f_cnt"),
                message.port("f_port"),
                message.base64("frm_payload"),
                message.node("decoded_payload"),
                Reception.strongest(message.node("rx_metadata")),
                message.time("received_at").or(() -> event.time("received_at")),
                event.flag("simulated"));
    }

    private static DevEui device(EventDocument event) throws UnusableMessageException {
        return event.inside("end_device_ids").devEui("dev_eui");
    }

    private static Optional<String> uplinkId(JsonNode correlations) {
        for (String kind : UPLINK_IDS) {
            for (JsonNode one : correlations) {
                if (one.isString() && one.stringValue().startsWith(kind)) {
                    return Optional.of(one.stringValue());
                }
            }
        }
        return Optional.empty();
    }
}
