package vn.trangtien.ingest.bridge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.bridge}.
 *
 * @param maxInFlight messages that the broker hands over before the first of them must be acknowledged; bounds memory
 */
@ConfigurationProperties("trangtien.ingest.bridge")
public record BridgeProperties(@DefaultValue("500") int maxInFlight) {

    public BridgeProperties {
        if (maxInFlight < 1 || maxInFlight > 65_535) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.bridge.max-in-flight must be 1 to 65535 (MQTT 5, receive maximum), but was "
                            + maxInFlight);
        }
    }
}
