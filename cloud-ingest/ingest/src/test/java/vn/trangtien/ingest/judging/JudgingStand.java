package vn.trangtien.ingest.judging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.SpoolMark;

/** One partition of the raw topic and its judge, which can die between two commits and go on with what the last one kept. */
final class JudgingStand {

    static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    static final Duration WINDOW = Duration.ofHours(24);
    /** Far fewer than in the product, where filling them takes a while. */
    static final int MAX_RANGES = 500;

    private static final String TOPIC = "hue/gw-1/EDGE-V1/telemetry/river";
    private static final int PARTITION = 2;

    private record Message(RawMessage raw, @Nullable String replayOf) {}

    private final List<Message> log = new ArrayList<>();
    final List<Ruling.Kind> counted = new ArrayList<>();
    private final Function<RawMessage, Decoded> decoder;

    private Map<String, byte[]> keptNumbers = Map.of();
    private Map<Bytes, byte[]> keptSeen = Map.of();
    private int keptPosition;

    private MockProcessorContext<String, Judged> context;
    private KeyValueStore<String, Standing> numbers;
    private KeyValueStore<Bytes, Long> seen;
    private MessageJudge judge;
    private int position;

    JudgingStand() {
        this(Decoders::recognise);
    }

    JudgingStand(Function<RawMessage, Decoded> decoder) {
        this.decoder = decoder;
        die();
    }

    /** Telemetry with a number. */
    static RawMessage numbered(String spool, long number) {
        return telemetry(
                AT,
                KuraCodec.encode(new SpoolMark(spool, number).on(TestGateway.payload("river", "level", number, AT))));
    }

    /** Telemetry of a gateway that does not number. */
    static RawMessage foreign(double value, Instant receivedAt) {
        return telemetry(receivedAt, KuraCodec.encode(TestGateway.payload("river", "level", value, AT)));
    }

    static RawMessage report(String spool, long number, String evicted) {
        var report = new GatewayReport(AT, Map.of(GatewayReport.EVICTED, 1L), Map.of("spool.evicted.ranges", evicted));
        return new RawMessage(
                GatewayReport.topic("hue", "gw-1").name(),
                AT,
                KuraCodec.encode(new SpoolMark(spool, number).on(report.toPayload())));
    }

    static RawMessage telemetry(Instant receivedAt, byte[] payload) {
        return new RawMessage(TOPIC, receivedAt, payload);
    }

    Ruling takes(RawMessage raw) {
        return takes(new Message(raw, null));
    }

    Ruling takesReplay(RawMessage raw, String replayOf) {
        return takes(new Message(raw, replayOf));
    }

    private Ruling takes(Message message) {
        log.add(message);
        return next();
    }

    /** Appends without judging. */
    void receives(RawMessage raw) {
        log.add(new Message(raw, null));
    }

    boolean hasNext() {
        return position < log.size();
    }

    /** Judges the next message of the log. */
    Ruling next() {
        Message message = log.get(position);
        var headers = new RecordHeaders();
        var sent = message.raw().toRecord();
        sent.headers().forEach(headers::add);
        if (message.replayOf() != null) {
            headers.add(RawTopics.HEADER_REPLAY_OF, message.replayOf().getBytes(UTF_8));
        }
        context.setRecordMetadata(RawTopics.RAW, PARTITION, position);
        judge.process(new Record<>(
                sent.key(), sent.value(), message.raw().receivedAt().toEpochMilli(), headers));
        position++;
        var forwarded = context.forwarded();
        return Ruling.of(forwarded.get(forwarded.size() - 1).record().headers()).orElseThrow();
    }

    void commit() {
        keptNumbers = written(numbers, Standing.SERDE);
        keptSeen = written(seen, Serdes.Long());
        keptPosition = position;
    }

    /** Whatever is not committed is gone, and somebody else goes on. */
    void die() {
        context = new MockProcessorContext<>();
        numbers = store(MessageJudge.NUMBERS, Serdes.String(), Standing.SERDE, keptNumbers);
        seen = store(MessageJudge.SEEN, Serdes.Bytes(), Serdes.Long(), keptSeen);
        judge = new MessageJudge(decoder, WINDOW, MAX_RANGES, counted::add);
        judge.init(context);
        position = keptPosition;
    }

    /** Kafka has lost the group's position, but not its memory. */
    void readsAgainFromTheBeginning() {
        commit();
        die();
        position = 0;
    }

    /** Kafka has lost the newest messages and gives their places away again. */
    void losesNewest(int messages) {
        log.subList(log.size() - messages, log.size()).clear();
        readsAgainFromTheBeginning();
    }

    /** Time goes on to this. */
    void sweeps(Instant now) {
        context.scheduledPunctuators().stream()
                .filter(due -> due.getType() == PunctuationType.STREAM_TIME)
                .forEach(due -> due.getPunctuator().punctuate(now.toEpochMilli()));
    }

    /** How many names of messages without numbers are remembered. */
    long remembered() {
        return written(seen, Serdes.Long()).size();
    }

    /** How many values a restart would have to read. */
    long standings() {
        return written(numbers, Standing.SERDE).size();
    }

    private <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values, Map<K, byte[]> content) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        content.forEach((key, value) -> store.put(key, values.deserializer().deserialize("", value)));
        context.addStateStore(store);
        return store;
    }

    private static <K, V> Map<K, byte[]> written(KeyValueStore<K, V> store, Serde<V> values) {
        var content = new HashMap<K, byte[]>();
        try (KeyValueIterator<K, V> all = store.all()) {
            all.forEachRemaining(
                    entry -> content.put(entry.key, values.serializer().serialize("", entry.value)));
        }
        return content;
    }

    /** Every second number up to the given one. */
    static LongStream holed(long last) {
        return LongStream.rangeClosed(1, last).filter(number -> number % 2 == 1);
    }

    static Optional<Ruling.Figures> figures(String spool, long gaps, long evictedMissing) {
        return Optional.of(new Ruling.Figures(spool, gaps, evictedMissing));
    }
}
