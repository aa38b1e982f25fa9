package vn.trangtien.ingest.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.twin.ConfigurationText;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.ResponseCode;
import vn.trangtien.wire.request.SealBroken;
import vn.trangtien.wire.request.SealInspector;

/** A gateway that obeys sealed requests, as ours does, and answers as the test wants. */
final class ManagedGateway implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();

    /** Empty: it stays silent. */
    @FunctionalInterface
    interface Behaviour extends Function<Request, Optional<Reply>> {}

    final TestGateway gateway;
    final BlockingQueue<Request> heard = new LinkedBlockingQueue<>();
    private final SealInspector inspector;
    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private final MqttClient client;
    private volatile Behaviour behaviour;
    private long seq;
    private volatile long version = 1;
    private volatile String yaml = "gateway: {id: before}\n";

    ManagedGateway(TestGateway gateway, Behaviour behaviour) throws Exception {
        this.gateway = gateway;
        this.behaviour = behaviour;
        this.inspector = new SealInspector(List.of(gateway.authority()), CLOCK);
        MqttConnectionOptions options = gateway.options();
        this.client = gateway.connect(gateway.id, options);
        var birth = new LifecycleMessage(Optional.of(CLOCK.instant()), Map.of("os", "Linux"), Optional.empty());
        TestGateway.publish(
                client,
                "$EDC/" + gateway.account + "/" + gateway.id + "/MQTT/BIRTH",
                KuraCodec.encode(birth.toPayload()));
        client.subscribe(
                new org.eclipse.paho.mqttv5.common.MqttSubscription[] {
                    new org.eclipse.paho.mqttv5.common.MqttSubscription(
                            "$EDC/" + gateway.account + "/" + gateway.id + "/#", 1)
                },
                new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {
                    (topic, message) -> work.execute(() -> arrived(topic, message))
                });
    }

    /** As our gateway does it: an update is applied and reported. */
    static ManagedGateway obedient(TestGateway gateway) throws Exception {
        var managed = new ManagedGateway(gateway, request -> Optional.empty());
        managed.behaviour = managed::obey;
        managed.report("applied");
        return managed;
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    String yaml() {
        return yaml;
    }

    /** Somebody changes the file on site. */
    void changeOnSite(String other) throws Exception {
        yaml = other;
        version++;
        report("applied");
    }

    private Optional<Reply> obey(Request request) {
        String body = new String(request.payload().body().orElse(new byte[0]), UTF_8);
        if (request.path().endsWith("_update")) {
            yaml = tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(body)
                    .path("configs")
                    .path(0)
                    .path("properties")
                    .path("configuration")
                    .path("value")
                    .asString();
            version++;
            report("applied");
        }
        return Optional.of(
                Reply.to(request, ResponseCode.OK, KuraPayload.builder().build()));
    }

    void report(String state) {
        report(yaml, state);
    }

    /** Tells that it stands so with that configuration. */
    void report(String configuration, String state) {
        var report = new GatewayReport(
                CLOCK.instant(),
                Map.of(GatewayReport.CONFIG_VERSION, version, GatewayReport.DEPTH, 3L),
                Map.of(
                        GatewayReport.CONFIG_SHA256,
                        ConfigurationText.sha256(configuration),
                        GatewayReport.CONFIG_STATE,
                        state,
                        GatewayReport.SOFTWARE,
                        "0.1.0"));
        publish(
                GatewayReport.topic(gateway.account, gateway.id).name(),
                new SpoolMark(gateway.spool, ++seq).on(report.toPayload()));
    }

    void publish(String topic, KuraPayload payload) {
        try {
            client.getTopic(topic).publish(new MqttMessage(KuraCodec.encode(payload), 1, false, null));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void arrived(String topic, MqttMessage message) {
        try {
            if (KuraTopic.parse(topic).orElse(null) instanceof KuraTopic.Control control) {
                Optional<Request> request = Request.read(control, KuraCodec.decode(message.getPayload()));
                if (request.isPresent()) {
                    inspector.inspect(request.get());
                    heard.add(request.get());
                    behaviour
                            .apply(request.get())
                            .ifPresent(reply -> publish(reply.topic().name(), reply.toPayload()));
                }
            }
        } catch (SealBroken | vn.trangtien.wire.UndecodableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        client.disconnectForcibly(0, 100);
        client.close(true);
        work.shutdownNow();
    }
}
