package vn.trangtien.ingest.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawMessage;

/** Puts messages on the raw topic and waits until they are there. Thread-safe. */
@Component
final class RawWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RawWriter.class);

    private final KafkaProducer<String, byte[]> producer;

    RawWriter(KafkaAccess kafka) {
        this.producer = kafka.producer("ingest-intake");
    }

    /**
     * Sends all and waits for all.
     *
     * @return for each message whether Kafka has it for certain; one that it may have all the same counts as not
     */
    List<Boolean> write(List<RawMessage> messages, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            for (RawMessage message : messages) {
                sent.add(producer.send(message.toRecord()));
            }
        } catch (KafkaException away) {
            LOG.warn("event=batch-not-sent reason={}", away.toString());
        }
        List<Boolean> taken = new ArrayList<>();
        for (Future<RecordMetadata> one : sent) {
            taken.add(isDone(one, end - System.nanoTime()));
        }
        while (taken.size() < messages.size()) {
            taken.add(false);
        }
        return taken;
    }

    private static boolean isDone(Future<RecordMetadata> sent, long nanosLeft) throws InterruptedException {
        try {
            sent.get(Math.max(0, nanosLeft), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException notTaken) {
            LOG.warn("event=message-not-taken reason={}", notTaken.toString());
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
