package vn.trangtien.ingest.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;

/** The books go on from one offset of the raw topic to the next, whatever the judged topic holds. */
class SequenceTest {

    private final Map<Integer, Long> positions = new HashMap<>(Map.of(0, 10L, 1, 0L));
    private final List<ConsumerRecord<String, byte @Nullable []>> records = new ArrayList<>();

    @Test
    void whatFollowsTheBooksIsTakenPartitionByPartition() {
        judged(0, 100, 10);
        judged(1, 7, 0);
        judged(0, 102, 11);

        Sequence sequence = Sequence.of(records, positions);

        assertThat(sequence.batch()).hasSize(3);
        assertThat(sequence.stretches())
                .containsOnly(Map.entry(0, new Stretch(10, 12, 0, 103)), Map.entry(1, new Stretch(0, 1, 0, 8)));
        sequence.moveOn(positions);
        assertThat(positions).containsOnly(Map.entry(0, 12L), Map.entry(1, 1L));
    }

    @Test
    void whatIsBookedOrStandsThereTwiceIsSkippedAndNotCounted() {
        judged(0, 100, 8);
        judged(0, 101, 9);
        judged(0, 102, 10);
        judged(0, 103, 10);
        judged(0, 104, 9);
        judged(0, 105, 11);

        Sequence sequence = Sequence.of(records, positions);

        assertThat(sequence.batch())
                .extracting(verdict -> verdict.ruling().position().offset())
                .containsExactly(10L, 11L);
        assertThat(sequence.stretches()).containsOnly(Map.entry(0, new Stretch(10, 12, 0, 106)));
    }

    @Test
    void nothingMovesWhenEverythingIsBooked() {
        judged(0, 100, 8);

        assertThat(Sequence.of(records, positions).stretches()).isEmpty();
    }

    @Test
    void whatIsMissingBetweenTwoOffsetsIsLost() {
        judged(0, 100, 12);
        judged(0, 101, 13);
        judged(0, 102, 17);

        Sequence sequence = Sequence.of(records, positions);

        assertThat(sequence.batch()).hasSize(3);
        assertThat(sequence.stretches()).containsOnly(Map.entry(0, new Stretch(10, 18, 5, 103)));
    }

    @Test
    void aRecordThatNobodyJudgedStopsNothing() {
        records.add(new ConsumerRecord<>(RawTopics.JUDGED, 0, 99, "hue/gw-1", new byte[0]));
        judged(0, 100, 10);

        assertThat(Sequence.of(records, positions).batch()).hasSize(1);
    }

    @Test
    void aPartitionThatHasGoneToAnotherInstanceIsNotTouched() {
        judged(5, 0, 0);

        assertThatThrownBy(() -> Sequence.of(records, positions)).isInstanceOf(Ledger.OvertakenException.class);
    }

    private void judged(int partition, long offset, long rawOffset) {
        var sent = new RawMessage("hue/gw-1/EDGE-V1/telemetry/river", Instant.EPOCH, new byte[0]).toRecord();
        var record = new ConsumerRecord<String, byte @Nullable []>(
                RawTopics.JUDGED, partition, offset, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        new Ruling(
                        Ruling.Kind.DUPLICATE,
                        Optional.empty(),
                        new Ruling.Position(partition, rawOffset),
                        1,
                        Optional.empty())
                .writeTo(record.headers());
        records.add(record);
    }
}
