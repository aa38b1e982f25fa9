package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.objects.ObjectCleaner.Round;
import vn.trangtien.ingest.objects.Snapshot.Retention;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.VirtualClock;

/** Nothing stays longer than it may, and nothing goes that is needed, whatever fails or dies in between. */
class ObjectRetentionIT {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOUR_AND_MORE = Duration.ofMinutes(61);

    private static DataSource database;

    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock(START);
    private final ObjectProperties limits = new ObjectProperties(
            ObjectProperties.Kind.FILES,
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(7),
            Duration.ofDays(3),
            3);
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private ObjectBooks books;
    private Snapshots snapshots;
    private FaultyStore store;
    private KeptObjects objects;
    private ObjectCleaner cleaner;

    @BeforeAll
    static void migrate() {
        database = Backends.get().newIngestDatabase();
    }

    @BeforeEach
    void emptyBooks() {
        jdbc = JdbcClient.create(database);
        jdbc.sql("truncate ingest.object, ingest.held_object").update();
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        books = new ObjectBooks(jdbc, transaction, clock);
        snapshots = new Snapshots(jdbc, transaction, books, limits, clock);
        store = new FaultyStore(new FileObjects(new DataDirectory(folder)));
        objects = new KeptObjects(store, books);
        cleaner = new ObjectCleaner(store, books, clock);
    }

    @Test
    void whatIsTooOldGoesFromTheBooksAndFromTheDisk() throws Exception {
        String old = taken("cam", 1);
        clock.pass(WEEK);
        String young = taken("cam", 2);
        clock.pass(Duration.ofSeconds(1));

        assertThat(snapshots.expire()).isEqualTo(1);
        assertThat(cleaner.clean()).isEqualTo(new Round(1, 0, 0, Optional.empty()));

        assertThat(files()).containsExactly(young);
        assertThat(held()).containsExactly(young);
        assertThat(snapshots.named(old)).isEmpty();
    }

    @Test
    void aPictureThatAnotherCameraTookTooStaysUntilItsOwnTimeIsOver() throws Exception {
        String same = taken("cam", 1);
        clock.pass(Duration.ofDays(3));
        taken("other", 1);
        clock.pass(Duration.ofDays(5));

        assertThat(snapshots.expire()).isEqualTo(1);
        assertThat(cleaner.clean().deleted()).isZero();
        assertThat(files()).containsExactly(same);

        clock.pass(Duration.ofDays(3));
        assertThat(snapshots.expire()).isEqualTo(1);
        assertThat(cleaner.clean().deleted()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void oneThatCannotBeDeletedKeepsNoOtherAndIsTriedAgain() throws Exception {
        String stuck = taken("a", 1);
        taken("b", 2);
        taken("c", 3);
        store.refuse(stuck);
        clock.pass(WEEK.plusSeconds(1));
        snapshots.expire();

        Round first = cleaner.clean();

        assertThat(first.deleted()).isEqualTo(2);
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("read-only"));
        assertThat(files()).containsExactly(stuck);
        assertThat(first.overdue()).isZero();

        clock.pass(Duration.ofMinutes(11));
        assertThat(cleaner.clean().overdue()).isEqualTo(1);

        store.repair();
        assertThat(cleaner.clean()).isEqualTo(new Round(1, 0, 0, Optional.empty()));
        assertThat(files()).isEmpty();
        assertThat(held()).isEmpty();
    }

    @Test
    void aStoreThatDeletesNothingIsNotAskedForEverythingAndThenForTheRestFirst() throws Exception {
        for (int i = 0; i < 45; i++) {
            store.refuse(taken("cam-" + i, i));
        }
        clock.pass(WEEK.plusSeconds(1));
        snapshots.expire();

        cleaner.clean();
        assertThat(store.refused()).hasSize(20);
        clock.pass(Duration.ofMinutes(1));
        cleaner.clean();
        clock.pass(Duration.ofMinutes(1));
        cleaner.clean();

        assertThat(store.refused()).as("every one was tried").hasSize(45);
    }

    @Test
    void aProcessThatDiesBetweenTheObjectAndItsNameLeavesANameThatGoesLater() throws Exception {
        taken("cam", 1);
        clock.pass(WEEK.plusSeconds(1));
        snapshots.expire();
        store.dieAfterDeleting();

        assertThatThrownBy(cleaner::clean).isInstanceOf(FaultyStore.Death.class);
        assertThat(files()).isEmpty();
        assertThat(held()).hasSize(1);

        store.repair();
        assertThat(cleaner.clean().deleted()).isEqualTo(1);
        assertThat(held()).isEmpty();
    }

    @Test
    void aProcessThatDiesBeforeBookingLeavesNoObjectForEver() throws Exception {
        objects.keep(List.of(new byte[] {1}));
        clock.pass(Duration.ofMinutes(59));
        assertThat(cleaner.clean().deleted()).as("its booking may still come").isZero();

        clock.pass(Duration.ofMinutes(2));
        assertThat(cleaner.clean().deleted()).isEqualTo(1);
        assertThat(files()).isEmpty();
        assertThat(held()).isEmpty();
    }

    @Test
    void aProcessThatDiesWhileStoringLeavesNothingForEver() throws Exception {
        store.dieBeforeStoring();
        assertThatThrownBy(() -> objects.keep(List.of(new byte[] {1}))).isInstanceOf(FaultyStore.Death.class);
        Path half = Files.createDirectories(folder.resolve("objects/4b"))
                .resolve("." + ObjectName.of(new byte[] {1}) + "123.tmp");
        Files.write(half, new byte[] {1});
        Files.setLastModifiedTime(half, FileTime.from(START));
        store.repair();
        cleaner.census();
        assertThat(half).as("it may still be written").exists();

        clock.pass(HOUR_AND_MORE);
        cleaner.census();
        cleaner.clean();

        assertThat(half).doesNotExist();
        assertThat(held()).isEmpty();
    }

    @Test
    void filesFromBeforeTheBooksAreFoundAndGoAfterADay() throws Exception {
        String known = taken("cam", 1);
        String orphan = new FileObjects(new DataDirectory(folder)).put(new byte[] {7});

        cleaner.census();
        assertThat(cleaner.clean().deleted()).isZero();
        clock.pass(Duration.ofHours(25));
        cleaner.census();
        assertThat(cleaner.clean().deleted()).isEqualTo(1);

        assertThat(files()).containsExactly(known).doesNotContain(orphan);
    }

    @Test
    void whatWasDeletedMeanwhileIsNotBookedButStoredAgain() throws Exception {
        String name = objects.keep(List.of(new byte[] {1})).get(0);
        clock.pass(HOUR_AND_MORE);
        cleaner.clean();

        assertThatThrownBy(() -> book("cam", name)).isInstanceOf(DataIntegrityViolationException.class);

        assertThat(taken("cam", 1)).isEqualTo(name);
        assertThat(files()).containsExactly(name);
    }

    @Test
    void whatIsTakenAgainJustWhenItIsDueStays() throws Exception {
        String name = taken("cam", 1);
        clock.pass(WEEK.plusSeconds(1));
        snapshots.expire();
        objects.keep(List.of(new byte[] {1}));

        assertThat(cleaner.clean().deleted()).as("announced").isZero();
        book("cam", name);
        clock.pass(HOUR_AND_MORE);
        assertThat(cleaner.clean().deleted()).as("booked").isZero();
        assertThat(files()).containsExactly(name);
    }

    @Test
    void aNameThatIsDueByMistakeIsNotDeleted() throws Exception {
        String name = taken("cam", 1);
        jdbc.sql("update ingest.held_object set due_at = ?")
                .param(java.sql.Timestamp.from(START))
                .update();

        assertThat(cleaner.clean().deleted()).isZero();

        assertThat(files()).containsExactly(name);
        assertThat(books.due(10)).as("and the mistake is mended").isEmpty();
    }

    @Test
    void onlyTheNewestOfACameraAreKept() throws Exception {
        for (int i = 0; i < 5; i++) {
            taken("cam", i);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(snapshots.expire()).isEqualTo(2);
        assertThat(cleaner.clean().deleted()).isEqualTo(2);
        assertThat(files()).hasSize(3);
    }

    private String taken(String camera, int content) throws IOException {
        String name = objects.keep(List.of(new byte[] {(byte) content})).get(0);
        book(camera, name);
        return name;
    }

    private void book(String camera, String name) {
        transaction.executeWithoutResult(status -> snapshots.add(new Snapshot(
                new GatewayId("hue", "retention"),
                camera,
                clock.instant(),
                name,
                64,
                36,
                1,
                Retention.VIEW,
                Optional.empty(),
                Optional.empty())));
    }

    private List<String> held() {
        return jdbc.sql("select sha256 from ingest.held_object")
                .query(String.class)
                .list();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("objects"), new FileVisitOption[0])) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
