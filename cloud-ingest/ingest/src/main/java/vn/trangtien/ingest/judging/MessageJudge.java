package vn.trangtien.ingest.judging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.decoding.Understood.Identity;
import vn.trangtien.ingest.judging.Ruling.Figures;
import vn.trangtien.ingest.judging.Ruling.Kind;
import vn.trangtien.ingest.judging.Ruling.Position;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.wire.SpoolMark;

/**
 * Judges the messages of one partition, each in its turn, from nothing but the message and what is remembered of those before it. For
 * one task of Kafka Streams; not thread-safe.
 *
 * <p>Three rules. A message whose number or hash was there before is a duplicate. A replay of a dead letter is never compared with
 * other messages, only with replays of the same letter. And no message is a duplicate of itself: after Kafka has lost its newest
 * records or the group's position, messages are read a second time, and then what is remembered proves nothing; they are accepted
 * again, and whoever has booked the first copy skips the second.
 */
final class MessageJudge implements Processor<String, byte @Nullable [], String, Judged> {

    static final String NUMBERS = "numbers";
    static final String SEEN = "seen";

    /** Spools remembered of one sender; a gateway makes one for each spool file that it ever had. */
    static final int MAX_SPOOLS = 100;

    /** A spool with more ranges than this is damaged or hostile; 20,000 ranges are about 300 kB in a record of the changelog. */
    static final int MAX_RANGES = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(MessageJudge.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final String NO_SPOOL = "";
    /** The only character that cannot be in a topic of MQTT. */
    private static final char SEPARATOR = '\0';

    /** What is remembered of one spool of one sender. */
    private static final class Spool {

        private final SpoolNumbers numbers;
        private long offset;

        Spool() {
            this(new SpoolNumbers(), Long.MAX_VALUE);
        }

        Spool(SpoolNumbers numbers, long offset) {
            this.numbers = numbers;
            this.offset = offset;
        }
    }

    /** What is remembered of all messages of one key. */
    private static final class Sender {

        private final Map<String, Spool> spools = new HashMap<>();
        private long ordinal;
    }

    /** Spool and outcome of one message. */
    private record Judgement(String spool, Kind kind, Optional<Rejection> rejection, Optional<Figures> figures) {

        static Judgement of(String spool, Kind kind) {
            return new Judgement(spool, kind, Optional.empty(), Optional.empty());
        }

        static Judgement rejected(Rejection why) {
            return new Judgement(NO_SPOOL, Kind.REJECTED, Optional.of(why), Optional.empty());
        }
    }

    private final Function<RawMessage, Decoded> decoder;
    private final Duration window;
    private final int maxRanges;
    private final Consumer<Kind> counter;
    private final Map<String, Sender> senders = new HashMap<>();
    private @Nullable Memory memory;
    private long judgedTo;

    /** What a task has only once it runs. */
    private record Memory(
            ProcessorContext<String, Judged> context, KeyValueStore<String, Standing> numbers, Seen seen) {}

    /**
     * @param decoder what tells a message from others
     * @param window how long a message without a number is remembered
     * @param maxRanges of numbers that are remembered of one spool
     * @param counter is told of each verdict, of those too that a crash has taken back
     */
    MessageJudge(Function<RawMessage, Decoded> decoder, Duration window, int maxRanges, Consumer<Kind> counter) {
        this.decoder = decoder;
        this.window = window;
        this.maxRanges = maxRanges;
        this.counter = counter;
    }

    /** Also after a failure, when the stores have been put back to what was true before it. */
    @Override
    public void init(ProcessorContext<String, Judged> context) {
        KeyValueStore<String, Standing> numbers = context.getStateStore(NUMBERS);
        KeyValueStore<Bytes, Long> names = context.getStateStore(SEEN);
        var seen = new Seen(names, window);
        memory = new Memory(context, numbers, seen);
        senders.clear();
        judgedTo = 0;
        try (KeyValueIterator<String, Standing> all = numbers.all()) {
            while (all.hasNext()) {
                remember(all.next());
            }
        }
        context.schedule(SWEEP, PunctuationType.STREAM_TIME, seen::sweep);
    }

    private void remember(KeyValue<String, Standing> entry) {
        int end = entry.key.indexOf(SEPARATOR);
        Sender sender = sender(entry.key.substring(0, end));
        sender.spools.put(entry.key.substring(end + 1), new Spool(entry.value.numbers(), entry.value.offset()));
        sender.ordinal = Math.max(sender.ordinal, entry.value.ordinal());
        judgedTo = Math.max(judgedTo, entry.value.offset() + 1);
    }

    @Override
    public void process(Record<String, byte @Nullable []> record) {
        Memory known = java.util.Objects.requireNonNull(memory);
        RecordMetadata at = known.context.recordMetadata().orElseThrow();
        String key = record.key() == null ? "" : record.key();
        Sender sender = sender(key);
        Judgement judgement = judgeOrReject(record, sender, known.seen, at);
        sender.ordinal++;
        judgedTo = Math.max(judgedTo, at.offset() + 1);
        keep(known.numbers, key, sender, judgement.spool(), at.offset());
        new Ruling(
                        judgement.kind(),
                        judgement.rejection(),
                        new Position(at.partition(), at.offset()),
                        sender.ordinal,
                        judgement.figures())
                .writeTo(record.headers());
        known.context.forward(record.withValue(new Judged(at.partition(), record.value())));
        counter.accept(judgement.kind());
    }

    /** A mistake of ours costs one message, not those behind it; a failure of Kafka's costs none and is Kafka's to mend. */
    private Judgement judgeOrReject(
            Record<String, byte @Nullable []> record, Sender sender, Seen seen, RecordMetadata at) {
        try {
            return judge(record, sender, seen, at.offset() < judgedTo);
        } catch (KafkaException failure) {
            throw failure;
        } catch (RuntimeException mistake) {
            LOG.error("event=judge-failed position={}:{}", at.partition(), at.offset(), mistake);
            return Judgement.rejected(new Rejection(
                    Reason.INTERNAL_ERROR,
                    "the judge failed on it, please report: " + Plausibility.printable(mistake.toString())));
        }
    }

    /** @param again the message was judged before, so what is remembered may be this message itself */
    private Judgement judge(Record<String, byte @Nullable []> record, Sender sender, Seen seen, boolean again) {
        Decoded decoded = decoder.apply(RawMessage.of(record.headers(), record.value(), record.timestamp()));
        if (decoded.rejection().isPresent()) {
            return Judgement.rejected(decoded.rejection().get());
        }
        Header replayOf = record.headers().lastHeader(RawTopics.HEADER_REPLAY_OF);
        if (replayOf != null) {
            boolean isFirst = seen.claim(replay(replayOf, record.headers()), record.timestamp());
            return isFirst || again ? accept(decoded, sender) : Judgement.of(NO_SPOOL, Kind.DUPLICATE);
        }
        Identity identity = decoded.understood().flatMap(Understood::identity).orElse(null);
        if (identity instanceof Identity.Hashed hashed) {
            boolean isNew = seen.claim(Bytes.wrap(HexFormat.of().parseHex(hashed.hash())), record.timestamp());
            return Judgement.of(NO_SPOOL, isNew || again ? Kind.ACCEPTED : Kind.DUPLICATE);
        }
        if (identity instanceof Identity.Numbered numbered) {
            return number(numbered.mark(), decoded, sender, again);
        }
        return Judgement.of(NO_SPOOL, Kind.ACCEPTED);
    }

    private Judgement number(SpoolMark mark, Decoded decoded, Sender sender, boolean again) {
        SpoolNumbers numbers = spool(sender, mark.spool()).numbers;
        if (numbers.has(mark.seq())) {
            return Judgement.of(mark.spool(), again ? Kind.ACCEPTED : Kind.DUPLICATE);
        }
        long gaps = numbers.gaps();
        long evictedMissing = numbers.evictedMissing();
        boolean fits = numbers.hasRoomFor(mark.seq(), maxRanges)
                && (!(decoded.understood().orElse(null) instanceof Understood.Report report)
                        || numbers.giveUp(report.evicted(), maxRanges));
        if (!fits) {
            return Judgement.rejected(new Rejection(
                    Reason.TOO_MANY_GAPS,
                    ("spool '%s' has more than %d ranges of numbers, as many as are kept of one; look at the gateway's clock and"
                                    + " disk, reset its spool, then replay")
                            .formatted(Plausibility.printable(mark.spool()), maxRanges)));
        }
        numbers.add(mark.seq());
        return new Judgement(
                mark.spool(), Kind.ACCEPTED, Optional.empty(), changed(mark.spool(), numbers, gaps, evictedMissing));
    }

    /** A replay is there whatever its number says; only where there is no room the number goes without being remembered. */
    private Judgement accept(Decoded decoded, Sender sender) {
        if (decoded.understood().flatMap(Understood::identity).orElse(null) instanceof Identity.Numbered numbered) {
            Judgement judgement = number(numbered.mark(), decoded, sender, true);
            return new Judgement(judgement.spool(), Kind.ACCEPTED, Optional.empty(), judgement.figures());
        }
        return Judgement.of(NO_SPOOL, Kind.ACCEPTED);
    }

    private static Optional<Figures> changed(String spool, SpoolNumbers numbers, long gaps, long evictedMissing) {
        return numbers.gaps() == gaps && numbers.evictedMissing() == evictedMissing
                ? Optional.empty()
                : Optional.of(new Figures(spool, numbers.gaps(), numbers.evictedMissing()));
    }

    /** A position is given away again when Kafka has lost its newest records; together with the time it names one letter. */
    private static Bytes replay(Header replayOf, Headers headers) {
        Header receivedAt = headers.lastHeader(RawTopics.HEADER_RECEIVED_AT);
        return Bytes.wrap(
                ("replay:" + text(replayOf) + "@" + (receivedAt == null ? "" : text(receivedAt))).getBytes(UTF_8));
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static void keep(
            KeyValueStore<String, Standing> store, String key, Sender sender, String name, long offset) {
        Spool spool = spool(sender, name);
        spool.offset = offset;
        store.put(key + SEPARATOR + name, new Standing(sender.ordinal, offset, spool.numbers));
        if (sender.spools.size() > MAX_SPOOLS) {
            String oldest = Collections.min(
                            sender.spools.entrySet(), Comparator.comparingLong(entry -> entry.getValue().offset))
                    .getKey();
            sender.spools.remove(oldest);
            store.delete(key + SEPARATOR + oldest);
        }
    }

    private Sender sender(String key) {
        return senders.computeIfAbsent(key, any -> new Sender());
    }

    private static Spool spool(Sender sender, String name) {
        return sender.spools.computeIfAbsent(name, any -> new Spool());
    }
}
