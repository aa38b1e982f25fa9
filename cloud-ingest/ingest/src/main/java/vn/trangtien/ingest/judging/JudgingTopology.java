package vn.trangtien.ingest.judging;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;

/** From the raw topic through the judge to the judged one. */
final class JudgingTopology {

    private static final String SOURCE = "raw";
    private static final String JUDGE = "judge";
    private static final String SINK = "judged";

    private JudgingTopology() {}

    /**
     * The numbers are few and asked for with each message: they are in memory, and what a commit brings together is one record for
     * each spool. Names of a day may be many: they are on the disk, in a memory that is bounded for all of them.
     */
    static Topology of(Function<RawMessage, Decoded> decoder, Duration window, Consumer<Ruling.Kind> counter) {
        var topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                // A foreign producer may write any time, also one before 1970, which Streams would stop at.
                (record, before) -> Math.max(0, record.timestamp()),
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer(),
                RawTopics.RAW);
        topology.addProcessor(JUDGE, () -> new MessageJudge(decoder, window, MessageJudge.MAX_RANGES, counter), SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(MessageJudge.NUMBERS), Serdes.String(), Standing.SERDE)
                        .withCachingEnabled()
                        .withLoggingEnabled(Map.of()),
                JUDGE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(MessageJudge.SEEN), Serdes.Bytes(), Serdes.Long())
                        .withCachingDisabled()
                        .withLoggingEnabled(Map.of()),
                JUDGE);
        topology.addSink(SINK, RawTopics.JUDGED, Serdes.String().serializer(), Judged.PAYLOAD, Judged.AS_RAW, JUDGE);
        return topology;
    }
}
