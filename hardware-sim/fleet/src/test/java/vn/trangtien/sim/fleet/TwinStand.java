package vn.trangtien.sim.fleet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

/** A real broker, a cloud that asks and listens, and twins on tapped wires. */
final class TwinStand implements AutoCloseable {

    static final Duration SECOND = Duration.ofMillis(40);
    static final String CLOUD = "city-cloud";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final int port = freePort();
    private final MqttClient cloud;
    private final Map<String, KuraPayload> replies = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<AutoCloseable> opened = new ArrayList<>();

    TwinStand() throws Exception {
        Path folder = Files.createTempDirectory("twin-broker");
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJournalDirectory(folder.toString());
        configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + port + "?protocols=MQTT");
        broker.setConfiguration(configuration);
        broker.start();
        cloud = new MqttClient("tcp://127.0.0.1:" + port, CLOUD, new MemoryPersistence());
        cloud.connect();
        cloud.subscribe("$EDC/hue/" + CLOUD + "/#", 1, (topic, message) -> {
            heard.add(topic);
            String[] levels = topic.split("/");
            if (levels[4].equals("REPLY")) {
                replies.put(levels[5], KuraCodec.decodeOrWrap(message.getPayload()));
            }
        });
    }

    /** One twin and its wire. */
    record Wired(KuraTwin twin, Tap tap) {

        String clientId() {
            return twin.clientId();
        }
    }

    static Set<Quirk> without(Quirk... fewer) {
        Set<Quirk> all = EnumSet.copyOf(Quirk.stock());
        List.of(fewer).forEach(all::remove);
        return all;
    }

    static Set<Quirk> with(Quirk... more) {
        return KuraTwin.stockWith(more);
    }

    Wired twin(Set<Quirk> quirks) throws IOException {
        return twin(quirks, settings -> settings);
    }

    Wired twin(Set<Quirk> quirks, java.util.function.UnaryOperator<TwinSettings> change) throws IOException {
        var tap = new Tap(port);
        int number = numbers.incrementAndGet();
        TwinSettings settings = TwinSettings.of("tcp://127.0.0.1:" + tap.port(), "hue", "gw-" + number)
                .withMac("B8:27:EB:00:00:%02X".formatted(number))
                .withSecond(SECOND);
        var twin = new KuraTwin(change.apply(settings), quirks, Clock.systemUTC());
        opened.add(twin);
        opened.add(tap);
        return new Wired(twin, tap);
    }

    Wired connected(Set<Quirk> quirks) throws IOException {
        Wired wired = twin(quirks);
        wired.twin().connect();
        return wired;
    }

    /** A request with both names that it needs. */
    static KuraPayload.Builder asking(String id) {
        return KuraPayload.builder().metric("request.id", id).metric("requester.client.id", CLOUD);
    }

    void send(Wired to, String rest, byte[] payload) throws MqttException {
        cloud.publish("$EDC/hue/" + to.clientId() + "/" + rest, payload, 1, false);
    }

    /** Asks and waits for the answer. */
    KuraPayload ask(Wired to, String rest) throws MqttException {
        return ask(to, rest, KuraPayload.builder().build());
    }

    KuraPayload ask(Wired to, String rest, KuraPayload content) throws MqttException {
        String id = "id-" + numbers.incrementAndGet();
        var request = content.toBuilder().metric("request.id", id).metric("requester.client.id", CLOUD);
        send(to, rest, KuraCodec.encode(request.build()));
        return await("reply to " + rest)
                .until(() -> reply(id), Optional::isPresent)
                .orElseThrow();
    }

    Optional<KuraPayload> reply(String id) {
        return Optional.ofNullable(replies.get(id));
    }

    /** Topics on which the cloud was written to. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    int port() {
        return port;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void closeTwins() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        opened.clear();
    }

    @Override
    public void close() throws Exception {
        closeTwins();
        cloud.disconnectForcibly(0, 100, false);
        cloud.close(true);
        broker.stop();
    }
}
