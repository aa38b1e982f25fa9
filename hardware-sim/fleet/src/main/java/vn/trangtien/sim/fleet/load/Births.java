package vn.trangtien.sim.fleet.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.sim.fleet.Quirk;
import vn.trangtien.sim.fleet.TwinPayloads;
import vn.trangtien.sim.fleet.TwinSettings;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.MetricNames;
import vn.trangtien.wire.MetricValue;

/** What gateways of either make say of themselves, and how a Kura gateway writes its values. */
final class Births {

    private static final double LATITUDE = 16.46;
    private static final double LONGITUDE = 107.59;
    /** Some hundred metres, so that three thousand gateways are no single dot on a map. */
    private static final double GRID = 0.003;

    private static final int COLUMNS = 60;

    private Births() {}

    static KuraPayload birth(GatewayName name, Speaker speaker, long nowMs, long uptimeMs) {
        if (speaker != Speaker.OURS) {
            return twin(name, speaker).birth(nowMs, uptimeMs, List.of("W1"));
        }
        Map<String, String> facts = self(name, uptimeMs);
        facts.putAll(Map.ofEntries(
                Map.entry("model_name", "Raspberry Pi 4 Model B Rev 1.5"),
                Map.entry("model_id", "d03115"),
                Map.entry("part_number", "n/a"),
                Map.entry("serial_number", serial(name)),
                Map.entry("firmware_version", "0.1.0"),
                Map.entry("bios_version", "n/a"),
                Map.entry("cpu_version", "ARMv8 Processor rev 3 (v8l)"),
                Map.entry("os", "Linux"),
                Map.entry("os_version", "6.1.0-rpi7-rpi-v8"),
                Map.entry("os_arch", "aarch64"),
                Map.entry("jvm_name", "OpenJDK 64-Bit Server VM"),
                Map.entry("jvm_version", "17.0.15+6 mixed mode"),
                Map.entry("jvm_vendor", "Debian"),
                Map.entry("jvm_profile", "Debian 17.0.15"),
                Map.entry("kura_version", "n/a"),
                Map.entry("application_framework", "TrangTien"),
                Map.entry("application_framework_version", "0.1.0"),
                Map.entry("connection_interface", "eth0 (B8:27:EB:00:00:01)"),
                Map.entry("connection_ip", "192.0.2.10"),
                Map.entry("available_processors", "4"),
                Map.entry("total_memory", "3884252"),
                Map.entry("accept_encoding", "gzip"),
                Map.entry("payload_encoding", "KURA_PROTOBUF"),
                Map.entry("tt.hardware_id", hardware(name)),
                Map.entry("tt.software", "0.1.0"),
                Map.entry("application_ids", "CAM-V1,W1")));
        return new LifecycleMessage(Optional.of(Instant.ofEpochMilli(nowMs)), facts, Optional.of(position(name)))
                .toPayload();
    }

    static KuraPayload farewell(GatewayName name, long nowMs, long uptimeMs) {
        return new LifecycleMessage(Optional.of(Instant.ofEpochMilli(nowMs)), self(name, uptimeMs), Optional.empty())
                .toPayload();
    }

    private static Map<String, String> self(GatewayName name, long uptimeMs) {
        Map<String, String> self = new LinkedHashMap<>();
        self.put(MetricNames.UPTIME, Long.toString(uptimeMs));
        self.put(MetricNames.DISPLAY_NAME, name.client());
        return self;
    }

    /** The board that this gateway was enrolled on. */
    static String hardware(GatewayName name) {
        return "load-" + name.client();
    }

    /** As Kura's Wires publisher sends an asset: the name, values, and a time and a unit for each. */
    static KuraPayload wires(String asset, long measuredMs, List<ChannelReading> readings) {
        var payload = KuraPayload.builder().timestampMs(measuredMs).metric(MetricNames.ASSET_NAME, asset);
        for (ChannelReading reading : readings) {
            payload.metric(reading.channel(), MetricValue.of(reading.value().orElse(0)));
            payload.metric(reading.channel() + MetricNames.TIMESTAMP_SUFFIX, measuredMs);
            payload.metric(reading.channel() + MetricNames.UNIT_SUFFIX, reading.unit());
        }
        return payload.build();
    }

    static byte[] json(KuraPayload payload) {
        return vn.trangtien.sim.fleet.SimpleJson.write(payload).getBytes(StandardCharsets.UTF_8);
    }

    private static TwinPayloads twin(GatewayName name, Speaker speaker) {
        TwinSettings settings =
                TwinSettings.of("tcp://fleet", name.account(), name.client()).withPosition(position(name));
        return new TwinPayloads(
                settings, speaker == Speaker.KURA_JSON ? Set.of(Quirk.PLAIN_JSON) : Set.of(Quirk.GZIP_IF_SHORTER));
    }

    private static KuraPosition position(GatewayName name) {
        int place = Math.floorMod(name.client().hashCode(), COLUMNS * COLUMNS);
        return KuraPosition.of(LATITUDE + GRID * (place / COLUMNS), LONGITUDE + GRID * (place % COLUMNS));
    }

    private static String serial(GatewayName name) {
        return "%016x".formatted(name.client().hashCode() & 0xffffffffL);
    }
}
