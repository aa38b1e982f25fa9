package vn.trangtien.gateway.config;

import java.time.ZoneId;
import java.util.List;
import vn.trangtien.drivers.port.BusConfig;

/**
 * Everything a technician may set, read and checked.
 *
 * @param id client id of the gateway, the CN of its certificate
 * @param site where it stands
 * @param timezone of the site, for people; nothing on the wire depends on it
 * @param buses what devices hang on
 * @param devices what is read; each on one of {@code buses}
 * @param cameras may be empty
 * @param rules what is switched and told here
 * @param publish what is sent and kept
 * @param cloud how the cloud is spoken to
 * @param remote what the cloud may do here
 * @param page the gateway's own page
 * @param simulated whether simulators answer instead of instruments; every message says so
 */
public record GatewayConfig(
        String id,
        Site site,
        ZoneId timezone,
        List<BusConfig> buses,
        List<DeviceEntry> devices,
        List<CameraEntry> cameras,
        List<RuleEntry> rules,
        PublishPolicy publish,
        CloudPolicy cloud,
        RemotePolicy remote,
        PagePolicy page,
        boolean simulated) {

    public GatewayConfig {
        buses = List.copyOf(buses);
        devices = List.copyOf(devices);
        cameras = List.copyOf(cameras);
        rules = List.copyOf(rules);
    }
}
