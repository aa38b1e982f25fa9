package vn.trangtien.ingest.raw;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;
import vn.trangtien.events.CityTopics;

/** Kafka clients with the settings on which the guarantees of the ingest rest. Thread-safe. */
@Component
public class KafkaAccess {

    /** The largest record: a picture in a payload, with room to spare. */
    public static final int MAX_RECORD_BYTES = 12 * 1024 * 1024;

    /** Of each partition; the default is less than what gathers there under load while a batch is processed. */
    private static final int FETCHED_AT_ONCE = 4 * 1024 * 1024;

    private static final int ADMIN_TIMEOUT_MS = 10_000;
    private static final int SESSION_MS = 10_000;
    private static final int HEARTBEAT_MS = 3_000;
    private static final long STREAMS_CACHE_BYTES = 8L * 1024 * 1024;
    private static final int STREAMS_BUFFERED = 500;
    private static final long PROBING_MS = 60_000;
    private static final String FOR_EVER = "-1";
    private static final long NEVER_IDLE_MS = Duration.ofDays(3_650).toMillis();

    private final KafkaProperties settings;
    private final int partitions;
    private final short replication;

    public KafkaAccess(
            KafkaProperties settings,
            @Value("${trangtien.ingest.kafka.partitions:3}") int partitions,
            @Value("${trangtien.ingest.kafka.replication:1}") short replication) {
        this.settings = settings;
        this.partitions = partitions;
        this.replication = replication;
    }

    /**
     * A producer whose callback means "on every replica that counts": acks=all, idempotent, given up after 30 s so that the
     * caller can start over.
     */
    public KafkaProducer<String, byte[]> producer(String clientId) {
        return producer(producerConfig(clientId));
    }

    /**
     * The same, for callers that must never wait: to send fails at once if the topic is not known yet or the buffer is full. Ask for
     * {@link KafkaProducer#partitionsFor} until it answers before the first send; what it learnt is not forgotten.
     *
     * @param bufferBytes for what Kafka has not taken yet; whoever sends must see to it that this is enough
     */
    public KafkaProducer<String, byte[]> promptProducer(String clientId, long bufferBytes) {
        Map<String, Object> config = producerConfig(clientId);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE_MS);
        // Otherwise it forgets the topic as soon as no broker answers, and refuses what it could keep until one does.
        config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name());
        return producer(config);
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerConfig(String clientId) {
        Map<String, Object> config = new HashMap<>(settings.buildProducerProperties());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return config;
    }

    /** A consumer that commits nothing to Kafka and never guesses where to begin. */
    public KafkaConsumer<String, byte @Nullable []> consumer(String groupId, int maxPollRecords) {
        Map<String, Object> config = new HashMap<>(settings.buildConsumerProperties());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_AT_ONCE);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Settings of a Kafka Streams application of which reading, writing and remembering become true together or not at all.
     *
     * @param application its name, and that of its group
     * @param instance the same after a restart, so that it gets back at once what was its own
     * @param folder for what it keeps on the disk; another instance's own is another one
     * @param threads that work
     * @param commit how much becomes true at once, and how long whoever reads it waits
     * @param memory bounds that of its stores
     */
    public StreamsConfig streams(
            String application,
            String instance,
            Path folder,
            int threads,
            Duration commit,
            Class<? extends RocksDBConfigSetter> memory) {
        Map<String, Object> config = new HashMap<>(settings.buildStreamsProperties());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        config.put(StreamsConfig.CLIENT_ID_CONFIG, application);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) replication);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STREAMS_CACHE_BYTES);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, memory);
        // Records may be pictures, so a thousand of each partition, the default, would be too much to hold.
        config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, STREAMS_BUFFERED);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), STREAMS_BUFFERED);
        config.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MS);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 * 1024);
        // Kafka 4 logs an error when the second batch of a new transaction overtakes the first, and has both sent
        // again.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // For as long as a killed instance's transaction stays open, nobody reads on behind it.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), SESSION_MS);
        return new StreamsConfig(config);
    }

    public Admin admin() {
        Map<String, Object> config = new HashMap<>(settings.buildAdminProperties());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        return Admin.create(config);
    }

    /** Makes the topics that are missing; existing ones stay as they are. */
    public void ensureTopics() throws ExecutionException, InterruptedException, TimeoutException {
        List<NewTopic> topics = Stream.concat(
                        Stream.of(own(RawTopics.RAW), own(RawTopics.DEAD)),
                        Stream.of(
                                        CityTopics.OBSERVATION,
                                        CityTopics.GATEWAY_STATUS,
                                        CityTopics.SNAPSHOT,
                                        CityTopics.LINE_CROSSED,
                                        CityTopics.OBJECT_SEEN,
                                        CityTopics.CAMERA_ALERT,
                                        CityTopics.EDGE_EVENT,
                                        CityTopics.FLEET_ALARM)
                                .map(name -> new NewTopic(name, partitions, replication)))
                .toList();
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get(ADMIN_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            create(
                    admin,
                    topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList());
            if (!existing.contains(RawTopics.JUDGED)) {
                // The raw topic may be older and have another number of partitions than the settings say.
                int raw = describeRaw(admin).partitions().size();
                create(admin, List.of(own(RawTopics.JUDGED, raw)));
            }
        }
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var made : admin.createTopics(missing).values().values()) {
            try {
                made.get(ADMIN_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** The id that Kafka gave the raw topic when it was made: another topic of the same name has another one. */
    public TopicDescription describeRaw(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        return describe(admin, RawTopics.RAW);
    }

    /** A topic that {@link #ensureTopics} has made, with the id that Kafka gave it. */
    public TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(ADMIN_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .get(topic));
    }

    /** Dead letters wait for a person, so they do not expire; raw messages are kept for as long as the broker's default. */
    private NewTopic own(String name) {
        return own(name, partitions);
    }

    private NewTopic own(String name, int partitions) {
        var config = new HashMap<String, String>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        if (name.equals(RawTopics.DEAD)) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER);
        }
        return new NewTopic(name, partitions, replication).configs(config);
    }
}
