package vn.trangtien.ingest.frontdoor;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.frontdoor.Flow.Hold;
import vn.trangtien.ingest.raw.RawRoute;

/** Decides about each message that one device publishes on one connection. On the connection's thread but for Kafka's reports. */
final class Intake {

    /** What becomes of a message. */
    enum Decision {
        /** It is on its way to Kafka. */
        TAKEN,
        /** It is the broker's. */
        TO_BROKER,
        /** There is no way to Kafka now; it must be offered again. */
        NO_WAY,
        /** It is not allowed. */
        TURNED_AWAY
    }

    static final byte SUCCESS = 0;
    static final byte NOT_AUTHORIZED = (byte) 0x87;
    private static final byte TOO_LARGE = (byte) 0x95;
    private static final int TOPIC_ALIAS = MqttPropertyType.TOPIC_ALIAS.value();
    private static final int WAYS = 2_000;

    /** Where a topic leads; the route is there if it leads to Kafka. */
    private record Way(Permit.Passage passage, @Nullable RawRoute route) {}

    private final Traffic traffic;
    private final Permit permit;
    private final Flow flow;
    private final AckQueue acks;
    private final Runnable reported;
    private final DeviceLimits limits;
    private final boolean mayAnswer;
    private final Map<String, Way> ways = new HashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean hasFailed;

    /**
     * @param mayAnswer whether the device understands reason codes (MQTT 5)
     * @param reported called on any thread when something is settled or has failed
     */
    Intake(Traffic traffic, Permit permit, boolean mayAnswer, Flow flow, AckQueue acks, Runnable reported) {
        this.traffic = traffic;
        this.permit = permit;
        this.mayAnswer = mayAnswer;
        this.flow = flow;
        this.acks = acks;
        this.reported = reported;
        this.limits = traffic.limits(permit.gateway());
    }

    Permit permit() {
        return permit;
    }

    /** Does not release the message. */
    Decision offer(MqttPublishMessage message) {
        String topic = message.variableHeader().topicName();
        MqttQoS qos = message.fixedHeader().qosLevel();
        int packetId = message.variableHeader().packetId();
        Way way = way(topic);
        boolean isOurs = isPlain(message, qos, topic) && way.passage() != Permit.Passage.TO_BROKER;
        RawRoute route = way.route();
        if (isOurs && route != null && !traffic.isOpen()) {
            return Decision.NO_WAY;
        }
        slowDown(message.fixedHeader().remainingLength());
        if (!isOurs) {
            if (qos == MqttQoS.AT_LEAST_ONCE) {
                acks.addForBroker(packetId);
            }
            return Decision.TO_BROKER;
        }
        AckQueue.Place place = qos == MqttQoS.AT_LEAST_ONCE ? acks.add(packetId) : null;
        if (route == null) {
            turnAway(way.passage(), place);
            return Decision.TURNED_AWAY;
        }
        take(topic, route, ByteBufUtil.getBytes(message.payload()), place);
        return Decision.TAKEN;
    }

    /** Exactly-once, retained and aliased messages are rare, and the broker knows all about them. */
    private static boolean isPlain(MqttPublishMessage message, MqttQoS qos, String topic) {
        return qos != MqttQoS.EXACTLY_ONCE
                && !message.fixedHeader().isRetain()
                && !topic.isEmpty()
                && message.variableHeader().properties().getProperty(TOPIC_ALIAS) == null;
    }

    private Way way(String topic) {
        Way known = ways.get(topic);
        if (known != null) {
            return known;
        }
        Permit.Passage passage = permit.passage(topic);
        boolean leadsToKafka = passage == Permit.Passage.TO_KAFKA;
        var found = new Way(passage, leadsToKafka ? new RawRoute(permit.gateway(), topic) : null);
        if (leadsToKafka && ways.size() < WAYS) {
            ways.put(topic, found);
        }
        return found;
    }

    private void take(String topic, RawRoute route, byte[] payload, AckQueue.@Nullable Place place) {
        int most = traffic.properties.pendingMessagesPerDevice();
        int waiting = pending.incrementAndGet();
        if (waiting > most) {
            traffic.reached(Limit.PENDING, permit.gateway().key(), waiting, most);
            flow.pause(Hold.PENDING);
        }
        boolean isSent = traffic.send(route, topic, permit.gateway(), payload, refusal -> settle(place, refusal));
        if (!isSent) {
            settle(place, new IllegalStateException("the way to Kafka was closed this very moment"));
        }
    }

    private void settle(AckQueue.@Nullable Place place, @Nullable Exception refusal) {
        pending.decrementAndGet();
        if (place == null) {
            if (refusal != null) {
                traffic.meters.dropped();
            }
        } else if (refusal == null) {
            place.settle(SUCCESS);
        } else if (refusal instanceof RecordTooLargeException && mayAnswer) {
            place.settle(TOO_LARGE);
        } else {
            hasFailed = true;
        }
        reported.run();
    }

    private void turnAway(Permit.Passage passage, AckQueue.@Nullable Place place) {
        if (passage == Permit.Passage.FOREIGN) {
            traffic.reached(Limit.FOREIGN_TOPIC, permit.gateway().key(), 0, 0);
        } else {
            traffic.reached(Limit.TOPICS, permit.gateway().key(), permit.maxTopics() + 1L, permit.maxTopics());
        }
        if (place != null) {
            place.settle(NOT_AUTHORIZED);
        }
    }

    private void slowDown(int bytes) {
        long now = traffic.nanos.getAsLong();
        long forMessages = limits.messages().take(1, now);
        long forBytes = limits.bytes().take(bytes, now);
        if (forMessages == 0 && forBytes == 0 || flow.isHeld(Hold.RATE)) {
            return;
        }
        boolean tooMany = forMessages >= forBytes;
        long wait = Math.max(forMessages, forBytes);
        int most = tooMany ? traffic.properties.messagesPerSecond() : traffic.properties.bytesPerSecond();
        traffic.reached(
                tooMany ? Limit.MESSAGE_RATE : Limit.BYTE_RATE,
                permit.gateway().key(),
                Math.round(wait / 1e9 * most),
                most);
        flow.pause(Hold.RATE);
        flow.after(wait, TimeUnit.NANOSECONDS, this::speedUp);
    }

    private void speedUp() {
        long now = traffic.nanos.getAsLong();
        long wait = Math.max(limits.messages().take(0, now), limits.bytes().take(0, now));
        if (wait > 0) {
            flow.after(wait, TimeUnit.NANOSECONDS, this::speedUp);
        } else {
            flow.resume(Hold.RATE);
        }
    }

    /** Whether so little waits that more may be read. */
    void lookAgain() {
        if (pending.get() <= traffic.properties.pendingMessagesPerDevice() / 2) {
            flow.resume(Hold.PENDING);
        }
    }

    /** Whether a message was lost between here and Kafka, so that the device must send it again. */
    boolean hasFailed() {
        return hasFailed;
    }
}
