package vn.trangtien.ingest.frontdoor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.frontdoor.Flow.Hold;

/**
 * One connection of a device: stands between the decoder and the broker's own handler, takes what is for the city and lets the rest
 * pass. On the connection's thread, but {@link #look} and {@link #lastOrders} may be called by any.
 */
final class GatewayHandler extends ChannelDuplexHandler {

    /** The broker's side of this connection. */
    interface Session {

        /** Who it is, once the broker has let it in; empty for whoever is no gateway. */
        Optional<Permit> permit();

        /** Of the connection. */
        Object id();

        /** The device is alive, whatever the broker behind has seen of it. */
        void touch();
    }

    private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);
    private static final byte DISCONNECT_WITH_WILL = 0x04;
    private static final byte PROTOCOL_ERROR = (byte) 0x82;
    private static final byte SERVER_BUSY = (byte) 0x89;
    private static final byte PACKET_TOO_LARGE = (byte) 0x95;
    private static final int MQTT_5 = 5;
    private static final long NO_WAY_SECONDS = 10;

    private final Traffic traffic;
    private final Channel channel;
    private final Session session;
    private final Flow flow;
    private final AckQueue acks = new AckQueue();
    private final ArrayDeque<Object> held = new ArrayDeque<>();
    private final AtomicBoolean isSettling = new AtomicBoolean();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Intake intake;
    private @Nullable LastWord will;
    private @Nullable ScheduledFuture<?> patience;
    private String who;
    private int version;
    private boolean isAsked;
    private boolean isGone;

    GatewayHandler(Traffic traffic, Channel channel, Session session) {
        this.traffic = traffic;
        this.channel = channel;
        this.session = session;
        this.flow = new Flow(channel, traffic.meters, session::touch);
        this.who = String.valueOf(channel.remoteAddress());
    }

    Session session() {
        return session;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        long most = traffic.properties.connectWithin().toMillis();
        patience = added.executor().schedule(() -> object(Limit.NO_CONNECT, most, most), most, TimeUnit.MILLISECONDS);
    }

    /** Closes the connection because of a limit. */
    void object(Limit limit, long value, long most) {
        if (!isGone) {
            traffic.reached(limit, who, value, most);
            close(limit == Limit.PACKET_SIZE ? PACKET_TOO_LARGE : PROTOCOL_ERROR);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isGone) {
            ReferenceCountUtil.release(message);
        } else if (!held.isEmpty() || !flow.mayPass()) {
            held.add(message);
        } else {
            pass(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        session.touch();
        ctx.fireChannelReadComplete();
    }

    private void pass(Object message) {
        if (!(message instanceof MqttMessage packet) || packet.decoderResult().isFailure()) {
            traffic.reached(Limit.MALFORMED, who, 0, 0);
            context().fireChannelRead(message);
            return;
        }
        switch (packet.fixedHeader().messageType()) {
            case CONNECT -> connect((MqttConnectMessage) packet);
            case PUBLISH -> publish((MqttPublishMessage) packet);
            case DISCONNECT -> {
                if (!(packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader why)
                        || why.reasonCode() != DISCONNECT_WITH_WILL) {
                    will = null;
                }
                context().fireChannelRead(message);
            }
            default -> context().fireChannelRead(message);
        }
    }

    private void connect(MqttConnectMessage connect) {
        if (isAsked) {
            // Nobody may become another one on the way.
            ReferenceCountUtil.release(connect);
            object(Limit.MALFORMED, 0, 0);
            return;
        }
        isAsked = true;
        version = connect.variableHeader().version();
        who = connect.payload().clientIdentifier() + "@" + channel.remoteAddress();
        String certificate = PeerName.of(channel, who);
        if (!traffic.mayConnect(certificate)) {
            ReferenceCountUtil.release(connect);
            int most = traffic.properties.connectsPerMinute();
            traffic.reached(Limit.CONNECT_RATE, certificate, most + 1L, most);
            refuse();
            return;
        }
        will = LastWord.of(connect).orElse(null);
        flow.pause(Hold.UNKNOWN);
        context().fireChannelRead(will == null ? connect : LastWord.takenFrom(connect));
    }

    private void refuse() {
        isGone = true;
        var code = version == MQTT_5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED
                : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
        context()
                .writeAndFlush(MqttMessageBuilders.connAck().returnCode(code).build())
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void publish(MqttPublishMessage message) {
        if (intake == null) {
            context().fireChannelRead(message);
            return;
        }
        switch (intake.offer(message)) {
            case TO_BROKER -> context().fireChannelRead(message);
            case NO_WAY -> waitForWay(message);
            case TURNED_AWAY -> {
                ReferenceCountUtil.release(message);
                if (version == MQTT_5) {
                    settle();
                } else {
                    // MQTT 3.1.1 has no other way to say no.
                    close(Intake.NOT_AUTHORIZED);
                }
            }
            case TAKEN -> {
                ReferenceCountUtil.release(message);
                if (traffic.isFull()) {
                    long most = traffic.properties.pendingBytes();
                    traffic.reached(Limit.PENDING_OVERALL, "all", traffic.meters.pendingBytes(), most);
                    flow.pause(Hold.PENDING_OVERALL);
                    traffic.await(this);
                }
            }
        }
    }

    /** Kept until there is a way again; a device that would have to wait for long is told that the city is busy. */
    private void waitForWay(MqttPublishMessage message) {
        held.addFirst(message);
        flow.pause(Hold.NO_WAY);
        flow.after(NO_WAY_SECONDS, TimeUnit.SECONDS, () -> {
            if (!isGone && flow.isHeld(Hold.NO_WAY)) {
                traffic.reached(Limit.KAFKA, who, 0, 0);
                close(SERVER_BUSY);
            }
        });
        traffic.await(this);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof MqttMessage packet && acks.settleForBroker(packet)) {
            promise.trySuccess();
            settle();
            return;
        }
        ctx.write(message, promise);
        if (message instanceof MqttConnAckMessage answer
                && answer.variableHeader().connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            letIn();
        }
    }

    private void letIn() {
        stopWaiting();
        if (isGone) {
            return;
        }
        session.permit().ifPresent(permit -> {
            who = permit.gateway().key();
            intake = new Intake(traffic, permit, version == MQTT_5, flow, acks, this::later);
            traffic.entered(this);
        });
        // After the CONNACK has been flushed.
        execute(() -> {
            flow.resume(Hold.UNKNOWN);
            goOn();
        });
    }

    /** Works on what was read while it could not be worked on. */
    private void goOn() {
        while (!isGone && flow.mayPass() && !held.isEmpty()) {
            pass(held.remove());
        }
    }

    /** There may be room or a way again. Any thread. */
    void look() {
        execute(() -> {
            if (isGone) {
                return;
            }
            if (traffic.isOpen()) {
                flow.resume(Hold.NO_WAY);
                goOn();
            }
            if (!traffic.isFull()) {
                flow.resume(Hold.PENDING_OVERALL);
            }
            if (flow.isHeld(Hold.NO_WAY) || flow.isHeld(Hold.PENDING_OVERALL)) {
                traffic.await(this);
            }
        });
    }

    /** The ingest is being stopped: nothing more is read, what is on its way is still acknowledged. Any thread. */
    void lastOrders() {
        execute(() -> flow.pause(Hold.CLOSING));
    }

    /** Something was settled; any thread. Many reports of Kafka make one turn of the connection's thread. */
    private void later() {
        if (isSettling.compareAndSet(false, true)) {
            execute(this::settle);
        }
    }

    private void settle() {
        isSettling.set(false);
        if (isGone || intake == null) {
            return;
        }
        if (acks.isFirstSettled()) {
            ByteBuf out = context().alloc().ioBuffer(acks.bytes());
            acks.drain(out);
            context().writeAndFlush(out, context().voidPromise());
        }
        if (intake.hasFailed()) {
            traffic.reached(Limit.KAFKA, who, 0, 0);
            close(SERVER_BUSY);
        } else {
            intake.lookAgain();
        }
    }

    private void close(byte reason) {
        isGone = true;
        if (version == MQTT_5) {
            context()
                    .writeAndFlush(
                            MqttMessageBuilders.disconnect().reasonCode(reason).build())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            context().close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        isGone = true;
        stopWaiting();
        flow.end();
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        traffic.left(this);
        if (intake != null) {
            Permit permit = intake.permit();
            Optional<LastWord> word = Optional.ofNullable(will);
            if (word.filter(own -> !own.isAllowed(permit)).isPresent()) {
                traffic.reached(Limit.FOREIGN_TOPIC, who, 0, 0);
                word = Optional.empty();
            }
            traffic.departures().left(permit.gateway(), session.id(), word);
        }
        ctx.fireChannelInactive();
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    private void execute(Runnable work) {
        try {
            channel.eventLoop().execute(work);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("device={} event=connection-thread-stopped", who, stopped);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }
}
