package vn.trangtien.sim.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import vn.trangtien.sim.bus.Published;

/**
 * One uplink of a LoRaWAN device as a network server publishes it. Sources: ChirpStack v4 event types and integration.proto; The
 * Things Stack v3 data formats.
 *
 * <p>Both leave out what is zero, false or empty, and so the counter of the first frame.
 *
 * @param devEui sixteen hexadecimal digits
 * @param session grows with each join
 * @param payload never compared by its bytes
 * @param object what the server's codec made of the payload
 */
@SuppressWarnings("ArrayRecordComponent")
record Uplink(
        String application,
        String devEui,
        int session,
        long frameCounter,
        int port,
        byte[] payload,
        Map<String, Object> object,
        Instant time,
        List<Reception> receptions) {

    /** One radio gateway that heard it. */
    record Reception(String gateway, int rssi, double snr) {}

    private static final int FREQUENCY_HERTZ = 923_200_000;
    private static final int BANDWIDTH_HERTZ = 125_000;
    private static final int SPREADING_FACTOR = 7;

    /** On {@code application/ID/device/EUI/event/up}. */
    Published chirpStack() {
        var document = new LinkedHashMap<String, Object>();
        document.put("deduplicationId", identity().toString());
        document.put("time", time.toString().replace("Z", "+00:00"));
        document.put("deviceInfo", deviceInfo());
        document.put("devAddr", deviceAddress());
        document.put("adr", true);
        document.put("dr", 5);
        putUnlessZero(document, "fCnt", frameCounter);
        putUnlessZero(document, "fPort", port);
        document.put("data", Base64.getEncoder().encodeToString(payload));
        if (!object.isEmpty()) {
            document.put("object", object);
        }
        document.put("rxInfo", receptions.stream().map(Uplink::rxInfo).toList());
        document.put(
                "txInfo",
                Map.of(
                        "frequency",
                        FREQUENCY_HERTZ,
                        "modulation",
                        Map.of(
                                "lora",
                                Map.of(
                                        "bandwidth", BANDWIDTH_HERTZ,
                                        "spreadingFactor", SPREADING_FACTOR,
                                        "codeRate", "CR_4_5"))));
        return message(chirpStackTopic("up"), document);
    }

    /** On {@code application/ID/device/EUI/event/join}. */
    Published chirpStackJoin() {
        var document = new LinkedHashMap<String, Object>();
        document.put("deduplicationId", identity().toString());
        document.put("time", time.toString().replace("Z", "+00:00"));
        document.put("deviceInfo", deviceInfo());
        document.put("devAddr", deviceAddress());
        return message(chirpStackTopic("join"), document);
    }

    /** On {@code v3/APPLICATION/devices/eui-…/up}. */
    Published theThings() {
        var message = new LinkedHashMap<String, Object>();
        message.put("session_key_id", "AYfg8r2Qd1uZ5J1t3q0Xog==");
        putUnlessZero(message, "f_port", port);
        putUnlessZero(message, "f_cnt", frameCounter);
        message.put("frm_payload", Base64.getEncoder().encodeToString(payload));
        if (!object.isEmpty()) {
            message.put("decoded_payload", object);
        }
        message.put("rx_metadata", receptions.stream().map(this::metadata).toList());
        message.put("settings", settings());
        message.put("received_at", time.toString());
        message.put("consumed_airtime", "0.061696s");
        message.put("network_ids", Map.of("net_id", "000013", "tenant_id", "ttn", "cluster_id", "au1"));
        var document = new LinkedHashMap<String, Object>();
        document.put("end_device_ids", endDevice());
        document.put("correlation_ids", List.of("gs:uplink:" + identity()));
        document.put("received_at", time.plusMillis(210).toString());
        document.put("uplink_message", message);
        return message(theThingsTopic("up"), document);
    }

    /** On {@code v3/APPLICATION/devices/eui-…/join}. */
    Published theThingsJoin() {
        var document = new LinkedHashMap<String, Object>();
        document.put("end_device_ids", endDevice());
        document.put("received_at", time.toString());
        document.put("join_accept", Map.of("received_at", time.toString()));
        return message(theThingsTopic("join"), document);
    }

    private String chirpStackTopic(String event) {
        return "application/%s/device/%s/event/%s".formatted(application, devEui.toLowerCase(Locale.ROOT), event);
    }

    private String theThingsTopic(String event) {
        return "v3/%s/devices/%s/%s".formatted(application, deviceId(), event);
    }

    private String deviceId() {
        return "eui-" + devEui.toLowerCase(Locale.ROOT);
    }

    /** The same for all copies of one frame. */
    private UUID identity() {
        return UUID.nameUUIDFromBytes(
                "%s/%d/%d".formatted(devEui, session, frameCounter).getBytes(StandardCharsets.UTF_8));
    }

    private String deviceAddress() {
        return "%08x".formatted(0x0026_0000 + (devEui.hashCode() + session & 0xFFFF));
    }

    private Map<String, Object> deviceInfo() {
        var info = new LinkedHashMap<String, Object>();
        info.put("tenantId", "52f14cd4-c6f1-4fbd-8f87-4025e1d49242");
        info.put("tenantName", "Hue");
        info.put("applicationId", application);
        info.put("applicationName", "city");
        info.put("deviceProfileId", "d1a5c2a8-8f4e-4f2e-9a1d-6d9f0a4b7c11");
        info.put("deviceProfileName", "simulated");
        info.put("deviceName", deviceId());
        info.put("devEui", devEui.toLowerCase(Locale.ROOT));
        info.put("tags", Map.of());
        return info;
    }

    private Map<String, Object> endDevice() {
        var ids = new LinkedHashMap<String, Object>();
        ids.put("device_id", deviceId());
        int tenant = application.indexOf('@');
        ids.put(
                "application_ids",
                Map.of("application_id", tenant < 0 ? application : application.substring(0, tenant)));
        ids.put("dev_eui", devEui.toUpperCase(Locale.ROOT));
        ids.put("join_eui", "800000000000000C");
        ids.put("dev_addr", deviceAddress().toUpperCase(Locale.ROOT));
        return ids;
    }

    private static Map<String, Object> rxInfo(Reception reception) {
        var info = new LinkedHashMap<String, Object>();
        info.put("gatewayId", reception.gateway());
        info.put("uplinkId", 4217106255L);
        info.put("rssi", reception.rssi());
        info.put("snr", reception.snr());
        info.put("channel", 2);
        info.put("metadata", Map.of("region_config_id", "as923_2", "region_common_name", "AS923_2"));
        info.put("crcStatus", "CRC_OK");
        return info;
    }

    private Map<String, Object> metadata(Reception reception) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put(
                "gateway_ids",
                Map.of(
                        "gateway_id",
                        "eui-" + reception.gateway(),
                        "eui",
                        reception.gateway().toUpperCase(Locale.ROOT)));
        metadata.put("time", time.toString());
        metadata.put("timestamp", 3_576_406_949L);
        metadata.put("rssi", reception.rssi());
        metadata.put("channel_rssi", reception.rssi());
        metadata.put("snr", reception.snr());
        metadata.put("channel_index", 4);
        return metadata;
    }

    private Map<String, Object> settings() {
        return Map.of(
                "data_rate",
                Map.of(
                        "lora",
                        Map.of(
                                "bandwidth", BANDWIDTH_HERTZ,
                                "spreading_factor", SPREADING_FACTOR,
                                "coding_rate", "4/5")),
                "frequency",
                Integer.toString(FREQUENCY_HERTZ),
                "time",
                time.toString());
    }

    private static void putUnlessZero(Map<String, Object> document, String key, long value) {
        if (value != 0) {
            document.put(key, value);
        }
    }

    private static Published message(String topic, Map<String, Object> document) {
        return new Published(topic, JsonText.of(document).getBytes(StandardCharsets.UTF_8));
    }
}
