package vn.trangtien.ingest.frontdoor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/**
 * A TLS listener of Artemis that speaks MQTT and nothing else. Every listener of Artemis also takes HTTP, whose requests it collects in
 * memory up to 2 GiB before it looks at them.
 */
@SuppressWarnings("rawtypes")
final class FrontDoorAcceptor extends NettyAcceptor {

    /** First byte of CONNECT, with which every MQTT connection begins. */
    private static final byte CONNECT = 0x10;

    private final Traffic traffic;

    private FrontDoorAcceptor(
            Traffic traffic,
            String name,
            ClusterConnection cluster,
            Map<String, Object> parameters,
            BufferHandler buffers,
            ServerConnectionLifeCycleListener listener,
            ScheduledExecutorService scheduled,
            Executor failures,
            Map<String, ProtocolManager> protocols,
            String threads,
            MetricsManager metrics) {
        super(name, cluster, parameters, buffers, listener, scheduled, failures, protocols, threads, metrics);
        this.traffic = traffic;
    }

    static AcceptorFactory factory(Traffic traffic) {
        return (name, cluster, given, buffers, listener, failures, scheduled, protocols, threads, metrics) ->
                new FrontDoorAcceptor(
                        traffic, name, cluster, given, buffers, listener, scheduled, failures, protocols, threads,
                        metrics);
    }

    @Override
    public SslHandler getSslHandler(ByteBufAllocator allocator, String host, int port) throws Exception {
        SslHandler tls = super.getSslHandler(allocator, host, port);
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess() && done.getNow() instanceof Channel channel) {
                channel.pipeline().addAfter(channel.pipeline().context(tls).name(), "mqtt-only", new MqttOnly());
            }
        });
        return tls;
    }

    private final class MqttOnly extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes && bytes.isReadable()) {
                if (bytes.getByte(bytes.readerIndex()) != CONNECT) {
                    ReferenceCountUtil.release(message);
                    traffic.reached(
                            Limit.MALFORMED, String.valueOf(context.channel().remoteAddress()), 0, 0);
                    context.close();
                    return;
                }
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }
    }
}
