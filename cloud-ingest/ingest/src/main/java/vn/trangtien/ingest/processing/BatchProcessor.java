package vn.trangtien.ingest.processing;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;
import vn.trangtien.ingest.channels.ChannelSieve;
import vn.trangtien.ingest.decoding.Rebirths;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.objects.KeptObjects;
import vn.trangtien.ingest.objects.Snapshot;
import vn.trangtien.ingest.objects.Snapshots;
import vn.trangtien.ingest.registry.Assets;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.ingest.registry.Presence;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.SightingListener;
import vn.trangtien.ingest.timeseries.DirtyWindows;
import vn.trangtien.ingest.timeseries.LatestValues;

/**
 * Processes a batch of judged messages so that each is stored exactly once, wherever the process dies.
 *
 * <p>The argument. A batch is (1) judged from the messages and the database alone; (2) written to the stores outside of the
 * database, where writing again changes nothing: points replace themselves, pictures are named by their content, records to
 * other rooms are equal byte for byte and carry identities, dead letters name their raw position; (3) booked in one
 * transaction: offsets, counters, latest values, presence. A crash before the commit of (3) leaves offsets
 * and memory as before (1), so the same messages are judged again with the same result and (2) repeats itself. A crash after it
 * leaves nothing to repeat. There is no third case, because (3) is atomic; and two instances cannot book the same messages,
 * because the transaction moves the offset from exactly where (1) began or fails.
 */
@Component
class BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);

    private final Registry registry;
    private final List<SightingListener> listeners;
    private final Assets assets;
    private final SpoolFigures spools;
    private final SparkplugMemory sparkplug;
    private final Rebirths rebirths;
    private final Ledger ledger;
    private final KeptObjects objects;
    private final Snapshots snapshots;
    private final ChannelSifting channels;
    private final PointStoring points;
    private final DirtyWindows dirty;
    private final LatestValues latest;
    private final GatewayBooks books;
    private final SenderAccounts senders;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    BatchProcessor(
            Registry registry,
            List<SightingListener> listeners,
            Assets assets,
            SpoolFigures spools,
            SparkplugMemory sparkplug,
            Rebirths rebirths,
            Ledger ledger,
            KeptObjects objects,
            Snapshots snapshots,
            ChannelSifting channels,
            PointStoring points,
            DirtyWindows dirty,
            LatestValues latest,
            GatewayBooks books,
            SenderAccounts senders,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.registry = registry;
        this.listeners = List.copyOf(listeners);
        this.assets = assets;
        this.spools = spools;
        this.sparkplug = sparkplug;
        this.rebirths = rebirths;
        this.ledger = ledger;
        this.objects = objects;
        this.snapshots = snapshots;
        this.channels = channels;
        this.points = points;
        this.dirty = dirty;
        this.latest = latest;
        this.books = books;
        this.senders = senders;
        this.transaction = transaction;
        this.meters = meters;
    }

    /**
     * @param records of the judged topic
     * @param positions where the books stand for each partition of the raw topic; moved forward when the batch is booked
     * @return what was booked; not those that were booked before
     * @throws Exception whatever kept the batch from being booked; it must then be read again
     */
    List<Verdict> process(
            String topicId,
            ConsumerRecords<String, byte @Nullable []> records,
            Map<Integer, Long> positions,
            CityPublisher publisher)
            throws Exception {
        Sequence sequence = Sequence.of(records, positions);
        List<Verdict> batch = sequence.batch();
        if (batch.isEmpty()) {
            transaction.executeWithoutResult(status -> senders.book(SenderTally.of(sequence)));
            return batch;
        }
        Judge judge = Judge.knowing(batch, registry, sparkplug);
        batch.forEach(judge::judge);
        ChannelSieve.Round sifted = channels.sift(batch);
        points.store(batch);
        List<Snapshot> pictures = storePictures(batch, publisher);
        publish(batch, judge, publisher);
        publisher.confirm();
        transaction.executeWithoutResult(status -> {
            book(topicId, batch, judge, pictures, sequence.stretches());
            senders.book(SenderTally.of(sequence));
            sifted.book();
        });
        sifted.done();
        sequence.moveOn(positions);
        tellNodes(judge.nodes());
        return batch;
    }

    /** After the books, which remember who was asked: a node is asked too seldom rather than too often. */
    private void tellNodes(Nodes nodes) {
        meters.counter("trangtien.ingest.sparkplug.missed").increment(nodes.missed());
        for (GatewayId node : nodes.toAsk()) {
            LOG.info("gateway={} event=rebirth-asked", node.key());
            meters.counter("trangtien.ingest.sparkplug.rebirths").increment();
            rebirths.ask(node);
        }
    }

    private List<Snapshot> storePictures(List<Verdict> batch, CityPublisher publisher) throws IOException {
        var messages = new ArrayList<Understood>();
        var bytes = new ArrayList<byte[]>();
        for (Verdict verdict : batch) {
            Understood message = verdict.toStore().orElse(null);
            if (message instanceof Understood.Picture picture) {
                messages.add(picture);
                bytes.add(picture.jpeg());
            } else if (message instanceof Understood.Film film) {
                messages.add(film);
                bytes.add(film.mp4());
            }
        }
        List<String> names = objects.keep(bytes);
        var stored = new ArrayList<Snapshot>();
        for (int i = 0; i < names.size(); i++) {
            Understood message = messages.get(i);
            if (message instanceof Understood.Film film) {
                stored.add(stored(film, names.get(i)));
            } else if (message instanceof Understood.Picture picture) {
                Snapshot snapshot = stored(picture, names.get(i));
                stored.add(snapshot);
                if (picture.clearFor().isEmpty() && picture.object().isEmpty()) {
                    publisher.publish(told(snapshot));
                }
            }
        }
        return stored;
    }

    private static Snapshot stored(Understood.Picture picture, String sha256) {
        return new Snapshot(
                picture.gateway(),
                picture.camera(),
                picture.takenAt(),
                sha256,
                picture.width(),
                picture.height(),
                picture.jpeg().length,
                Snapshot.Retention.ofPicture(picture.object(), picture.clearFor()),
                picture.object(),
                picture.clearFor());
    }

    private static Snapshot stored(Understood.Film film, String sha256) {
        return new Snapshot(
                film.gateway(),
                film.camera(),
                film.startedAt(),
                sha256,
                0,
                0,
                film.mp4().length,
                Snapshot.Retention.CLIP,
                Optional.of(film.object()),
                film.clearFor());
    }

    private static SnapshotStored told(Snapshot snapshot) {
        return new SnapshotStored(
                snapshot.gateway().account(),
                snapshot.gateway().gateway(),
                snapshot.camera(),
                snapshot.sha256(),
                snapshot.width(),
                snapshot.height(),
                snapshot.takenAt());
    }

    private static void publish(List<Verdict> batch, Judge judge, CityPublisher publisher) {
        for (Verdict verdict : batch) {
            verdict.rejection().ifPresent(why -> publisher.bury(verdict, why));
            Understood message = verdict.toStore().orElse(null);
            if (message instanceof Understood.Telemetry telemetry) {
                telemetry.observations().forEach(publisher::publish);
            } else if (message instanceof Understood.Crossing crossing) {
                publisher.publish(crossing.event());
            } else if (message instanceof Understood.Seen seen) {
                publisher.publish(seen.event());
            } else if (message instanceof Understood.Alerted alerted) {
                publisher.publish(alerted.event());
            } else if (message instanceof Understood.Rule rule) {
                publisher.publish(rule.event());
            }
        }
        judge.changed().forEach((gateway, after) -> {
            Presence before = judge.before(gateway);
            boolean worthTelling = before == null
                    || before.state() != after.state()
                    || !before.facts().equals(after.facts());
            if (worthTelling && after.state() != GatewayState.NEVER_SEEN) {
                publisher.publish(status(gateway, after));
            }
        });
    }

    static GatewayStatus status(GatewayId gateway, Presence presence) {
        return new GatewayStatus(
                gateway.account(),
                gateway.gateway(),
                GatewayStatus.State.valueOf(presence.state().name()),
                presence.since(),
                presence.facts());
    }

    private void book(
            String topicId,
            List<Verdict> batch,
            Judge judge,
            List<Snapshot> pictures,
            Map<Integer, Stretch> stretches) {
        stretches.forEach((partition, stretch) -> ledger.advance(topicId, partition, stretch));
        tally(batch)
                .forEach((fate, messages) ->
                        ledger.count(topicId, fate.partition(), fate.outcome(), fate.reason(), messages));
        spools.save(batch);
        sparkplug.save(judge.nodes().before(), judge.nodes().after());
        dirty.dirty(PointStoring.points(batch));
        latest.keep(newest(batch));
        pictures.forEach(snapshots::add);
        AssetsHeard.of(batch).book(assets);
        books.book(batch);
        batch.forEach(this::tellListeners);
        registry.save(judge.before(), judge.changed());
    }

    private void tellListeners(Verdict verdict) {
        Understood message = verdict.toStore().orElse(null);
        boolean isNews = message instanceof Understood.Lifecycle
                || (message != null && message.sighting().signal() != GatewayState.Signal.TALKED);
        if (message != null && isNews) {
            listeners.forEach(listener -> listener.heard(message.gateway(), message.sighting()));
        }
    }

    record Fate(int partition, Outcome outcome, String reason) {}

    static Map<Fate, Long> tally(List<Verdict> batch) {
        var tally = new HashMap<Fate, Long>();
        for (Verdict verdict : batch) {
            String reason = verdict.rejection().map(why -> why.reason().word()).orElse("");
            tally.merge(new Fate(verdict.partition(), verdict.outcome(), reason), 1L, Long::sum);
        }
        return tally;
    }

    private static Collection<Observation> newest(List<Verdict> batch) {
        var newest = new HashMap<ChannelRef, Observation>();
        for (Verdict verdict : batch) {
            if (verdict.toStore().orElse(null) instanceof Understood.Telemetry telemetry) {
                for (Observation observation : telemetry.observations()) {
                    newest.merge(
                            observation.channel(),
                            observation,
                            (one, other) -> other.measuredAt().isBefore(one.measuredAt()) ? one : other);
                }
            }
        }
        return newest.values();
    }
}
