package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.VirtualClock;

/** On the way from files to a bucket nothing is lost, and nothing comes back that was deleted. */
class ObjectMoverIT {

    private static DataSource database;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T01:00:00Z"));
    private JdbcClient jdbc;
    private ObjectBooks books;
    private FileObjects files;
    /** Files stand for the bucket. */
    private FileObjects inBucket;

    private FaultyStore bucket;
    private MovingObjects store;
    private KeptObjects objects;
    private ObjectMover mover;
    private ObjectCleaner cleaner;

    @BeforeAll
    static void migrate() {
        database = Backends.get().newIngestDatabase();
    }

    @BeforeEach
    void emptyBooks() {
        jdbc = JdbcClient.create(database);
        jdbc.sql("truncate ingest.object, ingest.held_object").update();
        books = new ObjectBooks(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)), clock);
        files = new FileObjects(new DataDirectory(folder));
        inBucket = new FileObjects(new DataDirectory(elsewhere));
        bucket = new FaultyStore(inBucket);
        store = new MovingObjects(files, bucket);
        objects = new KeptObjects(store, books);
        mover = new ObjectMover(files, bucket, books);
        cleaner = new ObjectCleaner(store, books, clock);
    }

    @Test
    void whatIsStoredIsAFileFirstAndInTheBucketThen() throws Exception {
        String name = kept(1);
        assertThat(names(files)).containsExactly(name);
        assertThat(names(inBucket)).isEmpty();
        assertThat(read(name)).containsExactly(1);

        assertThat(mover.move()).isEqualTo(new ObjectMover.Round(1, 0));

        assertThat(names(files)).isEmpty();
        assertThat(names(inBucket)).containsExactly(name);
        assertThat(read(name)).containsExactly(1);
    }

    @Test
    void filesFromBeforeThereWasABucketAreReadAndBroughtOver() throws Exception {
        var before = new KeptObjects(files, books);
        byte[] film = new byte[700_000];
        new Random(2).nextBytes(film);
        String old = before.keep(List.of(film)).get(0);
        assertThat(read(old)).isEqualTo(film);

        assertThat(mover.move().moved()).isEqualTo(1);

        assertThat(names(files)).isEmpty();
        assertThat(read(old)).isEqualTo(film);
    }

    @Test
    void aBucketThatTakesNothingLeavesEverythingInFiles() throws Exception {
        String name = kept(1);
        kept(2);
        bucket.refuseToStore();

        assertThatThrownBy(mover::move).isInstanceOf(IOException.class).hasMessageContaining("no room");

        assertThat(names(files)).hasSize(2);
        assertThat(read(name)).containsExactly(1);
        bucket.repair();
        assertThat(mover.move().moved()).isEqualTo(2);
    }

    @Test
    void aProcessThatDiesBetweenTheBucketAndTheFileBringsItAgain() throws Exception {
        String name = kept(1);
        bucket.dieAfterStoring();
        assertThatThrownBy(mover::move).isInstanceOf(FaultyStore.Death.class);
        assertThat(names(files)).containsExactly(name);
        assertThat(names(inBucket)).containsExactly(name);

        bucket.repair();
        assertThat(mover.move().moved()).isEqualTo(1);

        assertThat(names(files)).isEmpty();
        assertThat(names(inBucket)).containsExactly(name);
    }

    @Test
    void whatIsInBothIsDeletedFromBoth() throws Exception {
        kept(1);
        bucket.dieAfterStoring();
        assertThatThrownBy(mover::move).isInstanceOf(FaultyStore.Death.class);
        bucket.repair();
        clock.pass(Duration.ofMinutes(61));

        assertThat(cleaner.clean().deleted()).isEqualTo(1);

        assertThat(names(files)).isEmpty();
        assertThat(names(inBucket)).isEmpty();
    }

    @Test
    void whatTheBooksDoNotKnowIsNotBroughtOver() throws Exception {
        String orphan = files.put(new byte[] {7});

        assertThat(mover.move().moved()).isZero();
        assertThat(names(inBucket)).isEmpty();

        cleaner.census();
        clock.pass(Duration.ofHours(25));
        cleaner.clean();
        assertThat(names(files)).as("but found and deleted").doesNotContain(orphan);
    }

    @Test
    void aDamagedFileIsLeftAndHoldsUpNoOther() throws Exception {
        String damaged = kept(1);
        String whole = kept(2);
        Files.write(folder.resolve("objects").resolve(ObjectName.path(damaged)), new byte[] {9});

        assertThat(mover.move()).isEqualTo(new ObjectMover.Round(1, 1));

        assertThat(names(inBucket)).containsExactly(whole);
        assertThat(names(files)).containsExactly(damaged);
    }

    @Test
    void aFileThatGoesToTheBucketWhileSomebodyIsAboutToReadItIsReadFromThere() throws Exception {
        String name = kept(1);
        Resource found = store.find(name).orElseThrow();

        mover.move();

        assertThat(found.contentLength()).isEqualTo(1);
        try (InputStream bytes = found.getInputStream()) {
            assertThat(bytes.readAllBytes()).containsExactly(1);
        }
    }

    private String kept(int content) throws IOException {
        return objects.keep(List.of(new byte[] {(byte) content})).get(0);
    }

    private byte[] read(String name) throws IOException {
        return store.find(name).orElseThrow().getContentAsByteArray();
    }

    private static List<String> names(ObjectStore store) throws IOException {
        var names = new ArrayList<String>();
        store.names(names::add);
        return names;
    }
}
