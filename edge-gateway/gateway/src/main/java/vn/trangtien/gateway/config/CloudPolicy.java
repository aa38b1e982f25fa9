package vn.trangtien.gateway.config;

import java.time.Duration;

/**
 * How the cloud is spoken to.
 *
 * @param mqtt version of the protocol
 * @param keepAlive silence after which the connection is probed, whole seconds
 * @param timeSyncWait how long the first connection waits for the clock to be synchronised; a wrong clock finds every
 *     certificate invalid
 */
public record CloudPolicy(MqttVersion mqtt, Duration keepAlive, Duration timeSyncWait) {

    /** MQTT 5, probed after 30 s, a minute of patience with the clock. */
    public static final CloudPolicy DEFAULT =
            new CloudPolicy(MqttVersion.V5, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** The two that brokers in the field speak. */
    public enum MqttVersion {
        V3_1_1("3.1.1"),
        V5("5");

        private final String code;

        MqttVersion(String code) {
            this.code = code;
        }

        /** As written in a configuration. */
        public String code() {
            return code;
        }
    }
}
