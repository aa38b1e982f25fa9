package vn.trangtien.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends to Kafka with {@code acks=all} and idempotence. Used by the relay's thread only; connects at the first message. */
final class KafkaSender implements OutboxSender, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Producer<String, String>> connect;
    private @Nullable Producer<String, String> producer;

    KafkaSender(Map<String, Object> serviceSettings) {
        Map<String, Object> settings = new HashMap<>(serviceSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        this.connect = () -> new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    @Override
    public synchronized void send(List<OutboxMessage> messages) throws SendFailedException {
        try {
            Producer<String, String> open = producer;
            if (open == null) {
                open = connect.get();
                producer = open;
            }
            List<Future<?>> answers = new ArrayList<>();
            for (OutboxMessage message : messages) {
                answers.add(open.send(new ProducerRecord<>(message.topic(), message.key(), message.payload())));
            }
            for (Future<?> answer : answers) {
                answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SendFailedException("interrupted while sending", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // A record that failed must not be overtaken by the next pass inside the same producer.
            close();
            throw new SendFailedException("Kafka did not take the messages: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        Producer<String, String> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE_TIMEOUT);
        }
    }
}
