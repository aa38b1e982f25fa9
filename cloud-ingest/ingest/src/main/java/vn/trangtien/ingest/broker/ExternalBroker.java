package vn.trangtien.ingest.broker;

import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A broker elsewhere; its operator answers for its access rules and its durability. */
@Component
@ConditionalOnProperty(name = "trangtien.ingest.mqtt.embedded", havingValue = "false")
class ExternalBroker implements MqttBroker {

    private final Endpoint endpoint;
    private final Endpoint management;

    ExternalBroker(MqttProperties properties) {
        this.endpoint = new Endpoint(
                Objects.requireNonNull(properties.url()),
                Objects.requireNonNullElse(properties.username(), ""),
                Objects.requireNonNullElse(properties.password(), ""),
                properties.clientId(),
                false);
        this.management = new Endpoint(
                endpoint.url(), endpoint.username(), endpoint.password(), properties.managementClientId(), false);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Endpoint management() {
        return management;
    }

    @Override
    public OptionalLong backlog() {
        return OptionalLong.empty();
    }
}
