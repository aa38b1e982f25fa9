package vn.trangtien.ingest.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;

/** From raw records to judged ones, with the stores that the service has. */
class JudgingTopologyTest {

    @TempDir
    java.nio.file.Path folder;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> raw;
    private TestOutputTopic<String, byte[]> judged;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver = new TopologyTestDriver(
                JudgingTopology.of(Decoders::recognise, Duration.ofHours(24), verdict -> {}), settings);
        raw = driver.createInputTopic(RawTopics.RAW, new StringSerializer(), new ByteArraySerializer());
        judged = driver.createOutputTopic(RawTopics.JUDGED, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void keyBytesHeadersAndTimeStayAndTheRulingIsAdded() {
        RawMessage message = JudgingStand.numbered("spool", 3);
        var sent = message.toRecord();

        raw.pipeInput(new TestRecord<>(sent.key(), sent.value(), sent.headers(), JudgingStand.AT));

        TestRecord<String, byte[]> record = judged.readRecord();
        assertThat(record.key()).isEqualTo("hue/gw-1");
        assertThat(record.value()).isEqualTo(message.payload());
        assertThat(record.getRecordTime()).isEqualTo(JudgingStand.AT);
        assertThat(RawMessage.of(record.headers(), record.value(), 0)).isEqualTo(message);
        assertThat(Ruling.of(record.headers()))
                .contains(new Ruling(
                        Ruling.Kind.ACCEPTED,
                        Optional.empty(),
                        new Ruling.Position(0, 0),
                        1,
                        Optional.of(new Ruling.Figures("spool", 2, 0))));
        assertThat(record.headers())
                .extracting(Header::key)
                .filteredOn(Ruling::isAdded)
                .containsExactly(
                        RawTopics.HEADER_VERDICT,
                        RawTopics.HEADER_RAW_POSITION,
                        RawTopics.HEADER_ORDINAL,
                        RawTopics.HEADER_GAPS);
    }

    @Test
    void recordsWithoutKeyBytesOrHeadersStopNothing() {
        raw.pipeInput(new TestRecord<>(null, null, new RecordHeaders(), Instant.EPOCH));
        raw.pipeInput(new TestRecord<>(null, new byte[] {1}, new RecordHeaders(), Instant.EPOCH));

        List<TestRecord<String, byte[]>> records = judged.readRecordsToList();

        assertThat(records).hasSize(2);
        assertThat(records)
                .extracting(record -> Ruling.of(record.headers()).orElseThrow().kind())
                .containsOnly(Ruling.Kind.REJECTED);
    }

    @Test
    void hashesAreRememberedOnTheDisk() {
        for (int i = 0; i < 2; i++) {
            var sent = JudgingStand.foreign(1, JudgingStand.AT).toRecord();
            raw.pipeInput(new TestRecord<>(sent.key(), sent.value(), sent.headers(), JudgingStand.AT));
        }

        assertThat(judged.readRecordsToList())
                .extracting(record -> Ruling.of(record.headers()).orElseThrow().kind())
                .containsExactly(Ruling.Kind.ACCEPTED, Ruling.Kind.DUPLICATE);
    }

    @Test
    void aJudgedRecordGoesToThePartitionOfItsRawOne() {
        assertThat(Judged.AS_RAW.partitions(RawTopics.JUDGED, "any", new Judged(7, new byte[0]), 12))
                .contains(Set.of(7));
    }

    @Test
    void aRulingIsReadAsItWasWrittenWhateverTheSpoolIsCalled() {
        var ruling = new Ruling(
                Ruling.Kind.REJECTED,
                Optional.of(new Rejection(Reason.TOO_MANY_GAPS, "tại sao; why: 'x'")),
                new Ruling.Position(11, Long.MAX_VALUE),
                9,
                Optional.of(new Ruling.Figures("a;b;1;2", 3, 4)));
        var headers = new RecordHeaders();

        ruling.writeTo(headers);

        assertThat(Ruling.of(headers)).contains(ruling);
        assertThat(Ruling.of(new RecordHeaders())).isEmpty();
        headers.remove(RawTopics.HEADER_RAW_POSITION);
        assertThat(Ruling.of(headers)).isEmpty();
    }
}
