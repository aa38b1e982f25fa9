package vn.trangtien.gateway.link;

import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;

/** MQTT 5: who is trusted. */
class V5BrokerTrustIT extends BrokerTrustContract {

    @Override
    MqttVersion version() {
        return MqttVersion.V5;
    }
}
