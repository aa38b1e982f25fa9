package vn.trangtien.ingest.frontdoor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.jspecify.annotations.Nullable;

/** Makes listeners of Artemis that have the front door, under a protocol name of their own. */
public final class FrontDoorProtocolFactory extends MQTTProtocolManagerFactory {

    /** For the protocols of a listener. */
    public static final String NAME = "MQTT-FRONT-DOOR";

    private final FrontDoor door;
    private final Function<@Nullable Subject, Optional<Permit>> permits;
    private final int maxMessageBytes;

    /**
     * @param permits what whoever holds a subject of the broker may publish; empty for whoever is no gateway
     * @param maxMessageBytes the largest MQTT packet
     */
    public FrontDoorProtocolFactory(
            FrontDoor door, Function<@Nullable Subject, Optional<Permit>> permits, int maxMessageBytes) {
        this.door = door;
        this.permits = permits;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Makes the listener of that name one with the front door, when its configuration names {@link #NAME} as its protocol. */
    public void install(ActiveMQServer server, String listener) {
        server.getRemotingService().getProtocolFactoryMap().put(NAME, this);
        server.getServiceRegistry().addAcceptorFactory(listener, FrontDoorAcceptor.factory(door.traffic()));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ProtocolManager createProtocolManager(
            ActiveMQServer server,
            Map<String, Object> parameters,
            List<BaseInterceptor> incoming,
            List<BaseInterceptor> outgoing)
            throws Exception {
        var artemis = (MQTTProtocolManager) super.createProtocolManager(server, parameters, incoming, outgoing);
        return new FrontDoorProtocol(this, artemis, door, permits, maxMessageBytes);
    }

    @Override
    public String[] getProtocols() {
        return new String[] {NAME};
    }
}
