package vn.trangtien.ingest.judging;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A payload on its way to the judged topic.
 *
 * @param partition of the raw record, which is that of the judged one
 * @param payload as received; shared, not copied
 */
record Judged(int partition, byte @Nullable [] payload) {

    static final Serializer<Judged> PAYLOAD = (topic, judged) -> judged.payload;

    /** Not by key: the raw record's own partition, wherever its sender has put it. */
    static final StreamPartitioner<String, Judged> AS_RAW =
            (topic, key, judged, partitions) -> Optional.of(Set.of(judged.partition));
}
