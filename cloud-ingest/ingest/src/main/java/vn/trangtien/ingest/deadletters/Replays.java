package vn.trangtien.ingest.deadletters;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.deadletters.ReplayBooks.Taken;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;
import vn.trangtien.ingest.wording.Bilingual;

/**
 * Has letters received anew. A letter's row is locked while it goes to Kafka, and booked as replayed when Kafka has it, so however
 * often and from wherever it is asked for, it goes once. Only a process that dies between the two leaves it open and received:
 * replayed again, it is recognised as a repetition of the first replay. Thread-safe.
 *
 * <p>A replay of many is a mark on each letter, which this works off; it goes on after a restart.
 */
@Component
class Replays extends SupervisedPart {

    private static final int PHASE = 220;
    private static final int BATCH = 100;
    private static final long BATCH_BYTES = 16L * 1024 * 1024;
    private static final long TIMEOUT_MS = 45_000;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final KafkaAccess kafka;
    private final Originals originals;
    private final ReplayBooks books;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** Not this object itself: whoever stops this holds that while the thread may need a producer. */
    private final Object lock = new Object();

    private @Nullable Producer<String, byte[]> producer;

    Replays(KafkaAccess kafka, Originals originals, ReplayBooks books, TransactionTemplate transaction, Clock clock) {
        super("ingest-dead-letter-replay", PHASE, BACKOFF, clock);
        this.kafka = kafka;
        this.originals = originals;
        this.books = books;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Replays one letter now; in the caller's transaction.
     *
     * @return false if it is not open (any more)
     * @throws OriginalGone if Kafka does not have it, or does not answer
     */
    boolean one(long id, String actor) throws OriginalGone {
        Optional<Taken> taken = books.take(id);
        if (taken.isEmpty()) {
            return false;
        }
        Taken letter = taken.get();
        Original original = originals.one(letter.place());
        try {
            Map<Taken, String> positions = send(Map.of(letter, original));
            books.replayed(id, Objects.requireNonNull(positions.get(letter)), actor, clock.instant());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw silent(e);
        }
    }

    @PreDestroy
    void close() {
        synchronized (lock) {
            if (producer != null) {
                producer.close(Duration.ofSeconds(1));
                producer = null;
            }
        }
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            int done = batch();
            run.progressed();
            if (done == 0) {
                run.pause(IDLE);
            }
        }
    }

    /** @return how many letters are no longer queued */
    private int batch() throws Exception {
        Integer done = transaction.execute(status -> {
            try {
                return batchLocked();
            } catch (RuntimeException e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
        return Objects.requireNonNull(done);
    }

    private int batchLocked() throws Exception {
        List<Taken> letters = books.takeQueued(BATCH, BATCH_BYTES);
        if (letters.isEmpty()) {
            return 0;
        }
        Map<Place, Original> found =
                originals.all(letters.stream().map(Taken::place).toList());
        var toSend = new java.util.LinkedHashMap<Taken, Original>();
        for (Taken letter : letters) {
            Original original = found.get(letter.place());
            if (original == null) {
                books.failed(letter.id(), Originals.gone());
            } else {
                toSend.put(letter, original);
            }
        }
        send(toSend)
                .forEach((letter, position) -> books.replayed(
                        letter.id(),
                        position,
                        Objects.requireNonNullElse(letter.askedBy(), "service"),
                        clock.instant()));
        return letters.size();
    }

    /** @return the new raw position of each */
    private Map<Taken, String> send(Map<Taken, Original> letters)
            throws ExecutionException, InterruptedException, TimeoutException {
        Producer<String, byte[]> out = producer();
        var sent = new HashMap<Taken, Future<RecordMetadata>>();
        letters.forEach((letter, original) -> sent.put(letter, out.send(original.toReplay(letter.rawPosition()))));
        out.flush();
        var positions = new HashMap<Taken, String>();
        for (Map.Entry<Taken, Future<RecordMetadata>> one : sent.entrySet()) {
            RecordMetadata at = one.getValue().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            positions.put(one.getKey(), at.partition() + ":" + at.offset());
        }
        return positions;
    }

    private Producer<String, byte[]> producer() {
        synchronized (lock) {
            if (producer == null) {
                producer = kafka.producer("ingest-dead-letter-replay");
            }
            return Objects.requireNonNull(producer);
        }
    }

    private static OriginalGone silent(Throwable cause) {
        return new OriginalGone(
                Bilingual.text(
                        "Kafka không nhận tin; hãy thử lại sau ít phút",
                        "Kafka does not take the message; try again in a moment"),
                cause);
    }
}
