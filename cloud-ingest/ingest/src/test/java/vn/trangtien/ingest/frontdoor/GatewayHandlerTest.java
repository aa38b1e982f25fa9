package vn.trangtien.ingest.frontdoor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.AttributeKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.registry.GatewayId;

/** One connection, with a broker that only takes down what reaches it and a Kafka that answers when the test says so. */
class GatewayHandlerTest {

    private static final GatewayId RIVER = new GatewayId("hue", "river");
    private static final String OWN = "hue/river/W1/A1/level";
    private static final String BUSY = "e0028900";

    private final AtomicLong nanos = new AtomicLong();
    private final List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();
    private final Deque<Traffic.Receipt> unanswered = new ArrayDeque<>();
    private final List<GatewayId> births = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FrontDoorProperties properties =
            new FrontDoorProperties(50, 10_000, 3, 100, Duration.ofSeconds(10), Duration.ofSeconds(30), 10, 65_536, 40);
    private final Traffic traffic = new Traffic(
            properties,
            new FrontDoorMeters(meters),
            Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC),
            nanos::get,
            births::add);
    private int touched;
    private EmbeddedChannel channel = newChannel("one");

    private EmbeddedChannel newChannel(String id) {
        var fresh = new EmbeddedChannel();
        fresh.pipeline().addLast(io.netty.handler.codec.mqtt.MqttEncoder.INSTANCE);
        fresh.pipeline().addLast(new GatewayHandler(traffic, fresh, new GatewayHandler.Session() {
            @Override
            public Optional<Permit> permit() {
                return Optional.of(new RiversPermit());
            }

            @Override
            public Object id() {
                return id;
            }

            @Override
            public void touch() {
                touched++;
            }
        }));
        return fresh;
    }

    private static final class RiversPermit implements Permit {
        @Override
        public GatewayId gateway() {
            return RIVER;
        }

        @Override
        public int maxTopics() {
            return 500;
        }

        @Override
        public Passage passage(String topic) {
            if (topic.startsWith("$EDC/hue/city-cloud/")) {
                return Passage.TO_BROKER;
            }
            return topic.startsWith("hue/river/") || topic.startsWith("$EDC/hue/river/MQTT/")
                    ? Passage.TO_KAFKA
                    : Passage.FOREIGN;
        }
    }

    @Test
    void messageIsAcknowledgedWhenKafkaHasItAndNotBefore() {
        connect(MqttVersion.MQTT_3_1_1);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 7);

        assertThat(sent).hasSize(1);
        ProducerRecord<String, byte[]> record = sent.get(0);
        assertThat(record.key()).isEqualTo("hue/river");
        assertThat(record.value()).asString(UTF_8).isEqualTo("23.5");
        assertThat(header(record, RawTopics.HEADER_TOPIC)).isEqualTo(OWN);
        assertThat(header(record, RawTopics.HEADER_CLIENT_ID)).isEqualTo("river");
        assertThat(header(record, RawTopics.HEADER_GATEWAY)).isEqualTo("hue/river");
        assertThat(header(record, RawTopics.HEADER_RECEIVED_AT)).isEqualTo("1700000000000");
        assertThat(written()).isEmpty();

        answer(null);

        assertThat(written()).isEqualTo("40020007");
        assertThat(toBroker()).isEmpty();
        assertThat(traffic.meters.pendingMessages()).isZero();
        assertThat(traffic.meters.pendingBytes()).isZero();
    }

    @Test
    void messageWithoutPromiseReachesKafkaAndIsNotAcknowledged() {
        connect(MqttVersion.MQTT_3_1_1);
        publish(OWN, MqttQoS.AT_MOST_ONCE, 0);
        answer(null);

        assertThat(sent).hasSize(1);
        assertThat(written()).isEmpty();
    }

    @Test
    void answersToTheCloudAreLeftToTheBrokerAndAcknowledgedInOrder() {
        connect(MqttVersion.MQTT_5);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);
        publish("$EDC/hue/city-cloud/CONF-V2/REPLY/river~1", MqttQoS.AT_LEAST_ONCE, 2);
        assertThat(toBroker()).containsExactly("PUBLISH");

        brokerAcknowledges(2);
        assertThat(written()).isEmpty();

        answer(null);
        assertThat(written()).isEqualTo("40020001" + "40020002");
    }

    @Test
    void exactlyOnceAndRetainedMessagesAreLeftToTheBroker() {
        connect(MqttVersion.MQTT_5);
        publish(OWN, MqttQoS.EXACTLY_ONCE, 1);
        channel.writeInbound(MqttMessageBuilders.publish()
                .topicName(OWN)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .retained(true)
                .messageId(2)
                .payload(payload())
                .build());

        assertThat(toBroker()).containsExactly("PUBLISH", "PUBLISH");
        assertThat(sent).isEmpty();
    }

    @Test
    void foreignTopicIsRefusedToMqtt5InItsTurn() {
        connect(MqttVersion.MQTT_5);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);
        publish("hue/school/W1/A1/air", MqttQoS.AT_LEAST_ONCE, 2);
        assertThat(written()).isEmpty();

        answer(null);

        assertThat(written()).isEqualTo("40020001" + "4003000287");
        assertThat(channel.isOpen()).isTrue();
        assertThat(refused("foreign-topic")).isEqualTo(1);
    }

    @Test
    void foreignTopicClosesTheConnectionOfMqtt3() {
        connect(MqttVersion.MQTT_3_1_1);
        publish("hue/school/W1/A1/air", MqttQoS.AT_LEAST_ONCE, 1);

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent).isEmpty();
    }

    @Test
    void whatComesBeforeTheConnackWaitsForIt() {
        channel.writeInbound(connectPacket(MqttVersion.MQTT_3_1_1, false));
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);
        assertThat(sent).isEmpty();
        assertThat(channel.config().isAutoRead()).isFalse();

        brokerLetsIn();

        assertThat(sent).hasSize(1);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void messageThatKafkaDoesNotTakeClosesTheConnection() {
        connect(MqttVersion.MQTT_5);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 2);

        answer(new org.apache.kafka.common.errors.TimeoutException("30 s"));
        answer(null);

        assertThat(written()).isEqualTo(BUSY);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void withoutAWayToKafkaMessagesWaitInOrderAndTheDeviceIsNotRead() {
        connect(MqttVersion.MQTT_5);
        traffic.open(null);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 2);
        assertThat(sent).isEmpty();
        assertThat(channel.config().isAutoRead()).isFalse();

        open();
        channel.runPendingTasks();
        answer(null);
        answer(null);

        assertThat(written()).isEqualTo("40020001" + "40020002");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whoWaitsForAWayForTooLongIsToldThatTheCityIsBusy() {
        connect(MqttVersion.MQTT_5);
        traffic.open(null);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);

        pass(Duration.ofSeconds(11));

        assertThat(written()).isEqualTo(BUSY);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void tooManyUnacknowledgedMessagesStopTheReadingAndHalfOfThemBeginsItAgain() {
        connect(MqttVersion.MQTT_5);
        for (int id = 1; id <= 41; id++) {
            publish(OWN, MqttQoS.AT_LEAST_ONCE, id);
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        int before = touched;
        pass(Duration.ofSeconds(6));
        assertThat(touched).as("the broker must not take it for dead").isGreaterThan(before);

        for (int i = 0; i < 20; i++) {
            answer(null);
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        answer(null);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void tooFastDeviceIsReadLaterAndLosesNothing() {
        connect(MqttVersion.MQTT_5);
        for (int id = 1; id <= 125; id++) {
            publish(OWN, MqttQoS.AT_LEAST_ONCE, id);
            answer(null);
        }
        assertThat(sent).hasSize(125);
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(refused("message-rate")).isEqualTo(1);

        pass(Duration.ofMillis(400));
        assertThat(channel.config().isAutoRead()).isFalse();
        pass(Duration.ofMillis(110));
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whoDoesNotSayWhoItIsIsClosed() {
        pass(Duration.ofMillis(10_100));

        assertThat(channel.isOpen()).isFalse();
        assertThat(refused("no-connect")).isEqualTo(1);
    }

    @Test
    void fourthConnectOfAMinuteIsRefused() {
        for (int attempt = 0; attempt < 3; attempt++) {
            channel = newChannel("connection" + attempt);
            connect(MqttVersion.MQTT_5);
            channel.close();
        }
        channel = newChannel("last");
        channel.writeInbound(connectPacket(MqttVersion.MQTT_5, false));

        assertThat(written()).startsWith("20").contains("9f");
        assertThat(channel.isOpen()).isFalse();
        assertThat(toBroker()).isEmpty();
    }

    @Test
    void secondConnectOnTheSameConnectionEndsIt() {
        connect(MqttVersion.MQTT_5);
        channel.writeInbound(connectPacket(MqttVersion.MQTT_5, false));

        assertThat(channel.isOpen()).isFalse();
        assertThat(toBroker()).isEmpty();
    }

    @Test
    void willOfALostConnectionFollowsItsMessages() {
        channel.writeInbound(connectPacket(MqttVersion.MQTT_3_1_1, true));
        MqttConnectMessage passed = channel.readInbound();
        assertThat(passed.variableHeader().isWillFlag())
                .as("left to the broker")
                .isFalse();
        assertThat(passed.payload().clientIdentifier()).isEqualTo("river");
        assertThat(passed.variableHeader().keepAliveTimeSeconds()).isEqualTo(30);
        brokerLetsIn();
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);

        channel.close();

        assertThat(sent)
                .extracting(record -> header(record, RawTopics.HEADER_TOPIC))
                .containsExactly(OWN, "$EDC/hue/river/MQTT/LWT");
    }

    @Test
    void whoSaysGoodbyeLeavesNoWill() {
        channel.writeInbound(connectPacket(MqttVersion.MQTT_3_1_1, true));
        channel.readInbound();
        brokerLetsIn();
        channel.writeInbound(new MqttMessage(
                new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0)));
        channel.close();

        assertThat(sent).isEmpty();
    }

    @Test
    void birthIsToldWhenKafkaHasIt() {
        connect(MqttVersion.MQTT_5);
        publish("$EDC/hue/river/MQTT/BIRTH", MqttQoS.AT_LEAST_ONCE, 1);
        assertThat(births).isEmpty();

        answer(null);

        assertThat(births).containsExactly(RIVER);
    }

    @Test
    void afterLastOrdersNothingIsTakenButWhatIsOnItsWayIsAcknowledged() {
        connect(MqttVersion.MQTT_5);
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 1);
        traffic.lastOrders();
        channel.runPendingTasks();
        publish(OWN, MqttQoS.AT_LEAST_ONCE, 2);

        answer(null);

        assertThat(sent).hasSize(1);
        assertThat(written()).isEqualTo("40020001");
    }

    private void open() {
        traffic.open((record, receipt) -> {
            sent.add(record);
            unanswered.add(receipt);
        });
    }

    private void connect(MqttVersion version) {
        // Otherwise done by the decoder, for the encoder.
        channel.attr(AttributeKey.<MqttVersion>valueOf("NETTY_CODEC_MQTT_VERSION"))
                .set(version);
        channel.writeInbound(connectPacket(version, false));
        channel.readInbound();
        brokerLetsIn();
    }

    private void brokerLetsIn() {
        if (!traffic.isOpen()) {
            open();
        }
        traffic.departures().admitted(RIVER, "one");
        var brokersSide = channel.pipeline().lastContext();
        brokersSide
                .channel()
                .writeAndFlush(MqttMessageBuilders.connAck()
                        .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                        .build());
        channel.runPendingTasks();
        channel.releaseOutbound();
    }

    private void brokerAcknowledges(int packetId) {
        channel.writeAndFlush(new MqttPubAckMessage(
                new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
                MqttMessageIdVariableHeader.from(packetId)));
    }

    private static MqttConnectMessage connectPacket(MqttVersion version, boolean will) {
        var builder = MqttMessageBuilders.connect()
                .clientId("river")
                .protocolVersion(version)
                .keepAlive(30)
                .cleanSession(true);
        if (will) {
            builder.willFlag(true)
                    .willQoS(MqttQoS.AT_LEAST_ONCE)
                    .willTopic("$EDC/hue/river/MQTT/LWT")
                    .willMessage("lost".getBytes(UTF_8));
        }
        return builder.build();
    }

    private void publish(String topic, MqttQoS qos, int id) {
        MqttPublishMessage message = MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(qos)
                .messageId(id)
                .payload(payload())
                .build();
        channel.writeInbound(message);
    }

    private static ByteBuf payload() {
        return Unpooled.copiedBuffer("23.5", UTF_8);
    }

    private void answer(@Nullable Exception refusal) {
        unanswered.remove().settled(refusal);
        channel.runPendingTasks();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    /** Everything that went to the device, in hexadecimal. */
    private String written() {
        var all = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.append(HexFormat.of().formatHex(ByteBufUtil.getBytes(next)));
            next.release();
        }
        return all.toString();
    }

    private List<String> toBroker() {
        var types = new ArrayList<String>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            types.add(((MqttMessage) next).fixedHeader().messageType().name());
        }
        return types;
    }

    private double refused(String reason) {
        return meters.counter("trangtien.ingest.door.refused", "reason", reason).count();
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
