package vn.trangtien.drivers.lorawan;

import vn.trangtien.drivers.lorawan.NetworkEvent.Joined;
import vn.trangtien.drivers.lorawan.NetworkEvent.Other;
import vn.trangtien.drivers.lorawan.NetworkEvent.Reception;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;

/**
 * ChirpStack v4, MQTT integration with JSON encoding.
 *
 * <pre>
 * topic                                                event
 * application/{application}/device/{devEui}/event/up    uplink
 * application/{application}/device/{devEui}/event/join  new session
 *
 * field                  meaning
 * deduplicationId        UUID of the uplink, the same for every gateway that heard it
 * time                   RFC 3339 with offset
 * deviceInfo.devEui      16 lower-case digits
 * fCnt, fPort            frame counter and port; left out when 0
 * data                   payload, base64
 * object                 what the codec of the device profile made of it; absent without a codec
 * rxInfo[].rssi, .snr    dBm and dB, one entry for each gateway
 * </pre>
 *
 * <p>Source: ChirpStack documentation, "Event types" and "MQTT", and {@code integration.proto} of its API.
 */
final class ChirpStack implements NetworkServer {

    private final String application;
    private final DevEui device;

    /** @param application UUID of the application, as the topic has it */
    ChirpStack(String application, DevEui device) {
        this.application = application;
        this.device = device;
    }

    @Override
    public String topicFilter() {
        return "application/%s/device/%s/event/+".formatted(application, device.hex());
    }

    @Override
    public boolean hearsOthers() {
        return false;
    }

    @Override
    public String codecHint() {
        return "give the device profile a codec in ChirpStack, or set codec: cayenne-lpp";
    }

    @Override
    public NetworkEvent read(String topic, byte[] payload) {
        try {
            return switch (NetworkServer.event(topic)) {
                case "up" -> uplink(EventDocument.parse(payload));
                case "join" ->
                    new Joined(EventDocument.parse(payload).inside("deviceInfo").devEui("devEui"));
                default -> new Other();
            };
        } catch (UnusableMessageException e) {
            return e.toEvent();
        }
    }

    private static Uplink uplink(EventDocument event) throws UnusableMessageException {
        return new Uplink(
                event.inside("deviceInfo").devEui("devEui"),
                event.text("deduplicationId"),
                event.counter("fCnt"),
                event.port("fPort"),
                event.base64("data"),
                event.node("object"),
                Reception.strongest(event.node("rxInfo")),
                event.time("time"),
                false);
    }
}
