package vn.trangtien.ingest.frontdoor;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTRoutingHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Artemis' own MQTT with the front door built into each connection, between the decoder and Artemis' handler. An interceptor of
 * Artemis could not do this: a packet that it keeps for itself ends the connection, and it sees neither wills nor the bytes of a
 * packet that is still coming.
 */
@SuppressWarnings("rawtypes")
final class FrontDoorProtocol implements ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> {

    private final ProtocolManagerFactory<MQTTInterceptor> factory;
    private final MQTTProtocolManager artemis;
    private final FrontDoor door;
    private final Function<@Nullable Subject, Optional<Permit>> permits;
    private final int maxMessageBytes;

    FrontDoorProtocol(
            ProtocolManagerFactory<MQTTInterceptor> factory,
            MQTTProtocolManager artemis,
            FrontDoor door,
            Function<@Nullable Subject, Optional<Permit>> permits,
            int maxMessageBytes) {
        this.factory = factory;
        this.artemis = artemis;
        this.door = door;
        this.permits = permits;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** What the handler may know of Artemis; Artemis fills it in after the handlers have been made. */
    private final class ArtemisSession implements GatewayHandler.Session {

        private volatile @Nullable ConnectionEntry entry;

        @Override
        public Optional<Permit> permit() {
            ConnectionEntry known = entry;
            return known == null ? Optional.empty() : permits.apply(known.connection.getSubject());
        }

        @Override
        public Object id() {
            ConnectionEntry known = entry;
            return known == null ? this : known.connection.getID();
        }

        @Override
        public void touch() {
            ConnectionEntry known = entry;
            if (known != null) {
                known.lastCheck = door.traffic().clock.millis();
            }
        }
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        artemis.addChannelHandlers(pipeline);
        String brokers = pipeline.context(MQTTProtocolHandler.class).name();
        String decoder = pipeline.context(MqttDecoder.class).name();
        Traffic traffic = door.traffic();
        var handler = new GatewayHandler(traffic, pipeline.channel(), new ArtemisSession());
        pipeline.addBefore(brokers, "front-door", handler);
        pipeline.addBefore(
                decoder,
                "frame-guard",
                new FrameGuard(maxMessageBytes, traffic.properties, traffic.nanos, handler::object));
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
        ConnectionEntry entry = artemis.createConnectionEntry(acceptor, connection);
        if (entry != null && connection instanceof NettyServerConnection netty) {
            GatewayHandler handler = netty.getChannel().pipeline().get(GatewayHandler.class);
            if (handler != null && handler.session() instanceof ArtemisSession session) {
                session.entry = entry;
            }
        }
        return entry;
    }

    @Override
    public ProtocolManagerFactory<MQTTInterceptor> getFactory() {
        return factory;
    }

    @Override
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
        artemis.updateInterceptors(incoming, outgoing);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
        artemis.handleBuffer(connection, buffer);
    }

    @Override
    public boolean isProtocol(byte[] first) {
        return artemis.isProtocol(first);
    }

    @Override
    public boolean acceptsNoHandshake() {
        return artemis.acceptsNoHandshake();
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
        artemis.handshake(connection, buffer);
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
        return List.of();
    }

    @Override
    public void setAnycastPrefix(String prefix) {
        artemis.setAnycastPrefix(prefix);
    }

    @Override
    public void setMulticastPrefix(String prefix) {
        artemis.setMulticastPrefix(prefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
        return artemis.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String domain) {
        artemis.setSecurityDomain(domain);
    }

    @Override
    public String getSecurityDomain() {
        return artemis.getSecurityDomain();
    }

    @Override
    public MQTTRoutingHandler getRoutingHandler() {
        return artemis.getRoutingHandler();
    }
}
