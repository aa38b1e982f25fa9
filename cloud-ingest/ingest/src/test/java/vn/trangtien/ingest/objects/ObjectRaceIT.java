package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.objects.Snapshot.Retention;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.VirtualClock;

/** The same few pictures are taken, forgotten, deleted and brought over all at once. */
class ObjectRaceIT {

    private static final int PICTURES = 150;
    private static final int CONTENTS = 3;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T01:00:00Z"));
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void everyBookedPictureHasItsObjectAndEveryObjectItsName() throws Exception {
        DataSource database = Backends.get().newIngestDatabase();
        JdbcClient jdbc = JdbcClient.create(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var books = new ObjectBooks(jdbc, transaction, clock);
        var limits = new ObjectProperties(
                ObjectProperties.Kind.S3,
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(7),
                Duration.ofDays(3),
                1);
        var snapshots = new Snapshots(jdbc, transaction, books, limits, clock);
        var files = new FileObjects(new DataDirectory(folder));
        var bucket = new FileObjects(new DataDirectory(elsewhere));
        var store = new MovingObjects(files, bucket);
        var objects = new KeptObjects(store, books);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> one = threads.submit(taking("one", objects, transaction, snapshots));
            Future<?> two = threads.submit(taking("two", objects, transaction, snapshots));
            Future<Integer> deleted = threads.submit(() -> {
                var cleaner = new ObjectCleaner(store, books, clock);
                int sum = 0;
                while (!done.get()) {
                    snapshots.expire();
                    sum += cleaner.clean().deleted();
                }
                return sum;
            });
            Future<Integer> moved = threads.submit(() -> {
                var mover = new ObjectMover(files, bucket, books);
                int sum = 0;
                while (!done.get()) {
                    sum += mover.move().moved();
                }
                return sum;
            });
            one.get();
            two.get();
            done.set(true);
            assertThat(deleted.get()).isPositive();
            assertThat(moved.get()).isPositive();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }

        List<String> booked = jdbc.sql("select distinct sha256 from ingest.object")
                .query(String.class)
                .list();
        assertThat(booked).isNotEmpty();
        for (String name : booked) {
            assertThat(store.find(name)).as(name).isPresent();
        }
        assertThat(jdbc.sql("select sha256 from ingest.held_object")
                        .query(String.class)
                        .list())
                .containsAll(names(store));
    }

    private Callable<Boolean> taking(
            String camera, KeptObjects objects, TransactionTemplate transaction, Snapshots snapshots) {
        return () -> {
            for (int i = 0; i < PICTURES; i++) {
                clock.pass(Duration.ofSeconds(1));
                boolean taken = false;
                while (!taken) {
                    taken = taken(camera, i % CONTENTS, objects, transaction, snapshots);
                }
            }
            return true;
        };
    }

    /** Returns false if the object was deleted before it was booked; then it is stored again, as the processing does. */
    private boolean taken(
            String camera, int content, KeptObjects objects, TransactionTemplate transaction, Snapshots snapshots)
            throws IOException {
        String name = objects.keep(List.of(new byte[] {(byte) content})).get(0);
        try {
            transaction.executeWithoutResult(status -> snapshots.add(new Snapshot(
                    new GatewayId("hue", "race"),
                    camera,
                    clock.instant(),
                    name,
                    64,
                    36,
                    1,
                    Retention.VIEW,
                    Optional.empty(),
                    Optional.empty())));
            return true;
        } catch (DataIntegrityViolationException deletedMeanwhile) {
            return false;
        }
    }

    private static List<String> names(ObjectStore store) throws IOException {
        var names = new ArrayList<String>();
        store.names(names::add);
        return names;
    }
}
