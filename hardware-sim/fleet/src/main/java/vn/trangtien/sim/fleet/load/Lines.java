package vn.trangtien.sim.fleet.load;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;

/** Opens lines to the broker; all of them live on one small event loop. Thread-safe. */
final class Lines {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final LoadSettings settings;
    private final MqttClientExecutorConfig loop;

    Lines(LoadSettings settings) {
        this.settings = settings;
        // The library shares the loop among all clients with the same executor.
        Executor threads = task -> {
            var thread = new Thread(task, "load-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        };
        this.loop = MqttClientExecutorConfig.builder()
                .nettyExecutor(threads)
                .nettyThreads(settings.threads())
                // Acknowledgements are counted on the loop itself; a hand-over to another thread costs more than the
                // counting.
                .applicationScheduler(Schedulers.from(Runnable::run))
                .build();
    }

    Mqtt3AsyncClient open(LoadMember member, Outgoing will, MqttClientDisconnectedListener lost) {
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
                .identifier(member.name().client())
                .serverHost(settings.host())
                .serverPort(settings.port())
                .executorConfig(loop)
                .willPublish(message(will))
                .addDisconnectedListener(lost);
        if (member.identity().isPresent()) {
            builder = builder.sslConfig(tls(member.identity().get()));
        }
        return builder.buildAsync();
    }

    static Mqtt3Publish message(Outgoing message) {
        return Mqtt3Publish.builder()
                .topic(message.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.payload())
                .build();
    }

    private static MqttClientSslConfig tls(FleetIdentity identity) {
        try {
            char[] noPassword = {};
            // The old format derives no key from the password: opening 3,000 of the new one takes a minute.
            KeyStore keys = empty("JKS");
            keys.setKeyEntry("gateway", identity.key(), noPassword, new X509Certificate[] {identity.certificate()});
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, noPassword);
            KeyStore trusted = empty("JKS");
            trusted.setCertificateEntry("authority", identity.authority());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return MqttClientSslConfig.builder()
                    .keyManagerFactory(own)
                    .trustManagerFactory(trust)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "the identity of %s cannot be used for TLS; enrol again".formatted(identity.gateway()), e);
        }
    }

    private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }
}
