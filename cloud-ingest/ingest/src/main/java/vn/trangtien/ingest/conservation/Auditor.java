package vn.trangtien.ingest.conservation;

import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.broker.MqttBroker;
import vn.trangtien.ingest.processing.Ledger;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawTopics;

/**
 * Holds two independent accounts against each other. Thread-safe.
 *
 * <p>What came in is told by Kafka: it numbers the messages of the raw topic itself, and nobody else writes there. What became
 * of them is told by the tally, to which the processing adds one for each verdict. Nothing computes one from the other, so a
 * message that is skipped, counted twice or forgotten between poll and verdict makes the two differ, in the partition where it
 * happened. The offset in the books takes part only to separate what is processed from what is on its way: between the first
 * and the next offset there must be as many verdicts as offsets. Kafka is asked after the database, so that what came meanwhile
 * is on its way and not missing.
 */
@Component
public class Auditor {

    /** The account cannot be drawn up, because Kafka or the database does not answer. */
    public static final class Unaudited extends Exception {

        private static final long serialVersionUID = 1L;

        Unaudited(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final long TIMEOUT_MS = 10_000;

    private final KafkaAccess kafka;
    private final Ledger ledger;
    private final MqttBroker broker;
    private @Nullable Admin admin;

    public Auditor(KafkaAccess kafka, Ledger ledger, MqttBroker broker) {
        this.kafka = kafka;
        this.ledger = ledger;
        this.broker = broker;
    }

    public Conservation audit() throws Unaudited {
        try {
            Admin client = admin();
            TopicDescription topic = kafka.describeRaw(client);
            Ledger.Books books = ledger.books(topic.topicId().toString());
            return account(
                    books,
                    endOffsets(client, topic),
                    ledger.gaps(),
                    ledger.evicted(),
                    Conservation.boxed(broker.backlog()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unaudited("interrupted", e);
        } catch (ExecutionException
                | TimeoutException
                | KafkaException
                | org.springframework.dao.DataAccessException
                | org.springframework.transaction.TransactionException e) {
            throw new Unaudited("Kafka or the database does not answer: " + e.getMessage(), e);
        }
    }

    static Conservation account(
            Ledger.Books books,
            Map<Integer, Long> endOffsets,
            long gaps,
            long evicted,
            @Nullable Long waitingInBroker) {
        var verdicts = new HashMap<Integer, Long>();
        var rejected = new TreeMap<String, Long>();
        long stored = 0;
        long duplicate = 0;
        for (Ledger.Tally tally : books.tallies()) {
            verdicts.merge(tally.partition(), tally.messages(), Long::sum);
            switch (tally.outcome()) {
                case "STORED" -> stored += tally.messages();
                case "DUPLICATE" -> duplicate += tally.messages();
                default -> rejected.merge(tally.reason(), tally.messages(), Long::sum);
            }
        }
        Map<Integer, Ledger.Progress> progress =
                books.progress().stream().collect(Collectors.toMap(Ledger.Progress::partition, each -> each));
        long received = 0;
        long inFlight = 0;
        long lost = 0;
        boolean conserved = progress.keySet().containsAll(verdicts.keySet());
        for (Map.Entry<Integer, Long> partition : endOffsets.entrySet()) {
            Ledger.Progress read = progress.get(partition.getKey());
            long end = partition.getValue();
            if (read == null) {
                // Nobody has opened the books of this partition yet: everything in it is on its way.
                received += end;
                inFlight += end;
                continue;
            }
            received += end - read.firstOffset();
            inFlight += end - read.nextOffset();
            lost += read.lost();
            long processed = read.nextOffset() - read.firstOffset() - read.lost();
            conserved &= verdicts.getOrDefault(partition.getKey(), 0L) == processed
                    && end >= read.nextOffset()
                    && read.lost() == 0;
        }
        return new Conservation(
                received, stored, duplicate, rejected, inFlight, lost, conserved, gaps, evicted, waitingInBroker);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(java.time.Duration.ofSeconds(1));
            admin = null;
        }
    }

    private static Map<Integer, Long> endOffsets(Admin client, TopicDescription topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(RawTopics.RAW, partition.partition()),
                        partition -> OffsetSpec.latest()));
        var ends = new HashMap<Integer, Long>();
        client.listOffsets(wanted)
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = kafka.admin();
        }
        return Objects.requireNonNull(admin);
    }
}
