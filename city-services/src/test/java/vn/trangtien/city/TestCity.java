package vn.trangtien.city;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import vn.trangtien.city.live.LiveSeam;
import vn.trangtien.platform.outbox.OutboxMessage;
import vn.trangtien.platform.outbox.OutboxSender;

/** The doubles: an ingest in memory, and instead of Kafka a short way from the outbox to the stream. */
@TestConfiguration(proxyBeanMethods = false)
public class TestCity {

    /** What was sent, and handed on to the stream. */
    public static final class Sent implements OutboxSender {

        public final List<OutboxMessage> messages = new CopyOnWriteArrayList<>();
        private final LiveSeam live;

        Sent(LiveSeam live) {
            this.live = live;
        }

        @Override
        public void send(List<OutboxMessage> batch) {
            messages.addAll(batch);
            batch.forEach(message -> live.alarm(message.payload().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Bean
    @Primary
    PlayedIngest playedIngest() {
        return new PlayedIngest();
    }

    @Bean
    @Primary
    PlayedCameras playedCameras(PlayedIngest ingest) {
        return new PlayedCameras(ingest);
    }

    @Bean
    Sent sent(@Lazy LiveSeam live) {
        return new Sent(live);
    }

    /** Settings under which the service runs without Kafka. */
    public static List<String> settings(String databaseUrl) {
        return List.of(
                "spring.config.name=city",
                "spring.datasource.url=" + databaseUrl,
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "spring.kafka.listener.auto-startup=false",
                "trangtien.outbox.kafka=false",
                "trangtien.service-token=a-service-token-for-tests-only");
    }
}
