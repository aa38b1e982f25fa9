package vn.trangtien.ingest.judging;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import vn.trangtien.ingest.decoding.SeqSet;

/**
 * How things stood after the last message of one spool, or of one sender without any: the value in the store of numbers and in its
 * changelog. All that a message changes is in one value, so that it costs one record of the changelog at most.
 *
 * @param ordinal of that message among all of its sender
 * @param offset of that message in its partition of the raw topic
 */
record Standing(long ordinal, long offset, SpoolNumbers numbers) {

    /** Text: {@code ordinal;offset;received;evicted}. */
    static final Serde<Standing> SERDE = Serdes.serdeFrom(new Writer(), new Reader());

    private static final int PARTS = 4;

    private static final class Writer implements Serializer<Standing> {

        @Override
        public byte[] serialize(String topic, Standing standing) {
            return (standing.ordinal + ";" + standing.offset + ";" + standing.numbers.received() + ";"
                            + standing.numbers.evicted())
                    .getBytes(UTF_8);
        }
    }

    private static final class Reader implements Deserializer<Standing> {

        @Override
        public Standing deserialize(String topic, byte[] bytes) {
            String[] parts = new String(bytes, UTF_8).split(";", PARTS);
            return new Standing(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    new SpoolNumbers(SeqSet.parse(parts[2]), SeqSet.parse(parts[3])));
        }
    }
}
