package vn.trangtien.gateway.link;

import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;

/** MQTT 3.1.1: who is trusted. */
class V3BrokerTrustIT extends BrokerTrustContract {

    @Override
    MqttVersion version() {
        return MqttVersion.V3_1_1;
    }
}
