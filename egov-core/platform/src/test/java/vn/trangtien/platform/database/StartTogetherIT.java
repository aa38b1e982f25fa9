package vn.trangtien.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestPostgres;

class StartTogetherIT {

    /** A data set with nothing in it. */
    record Words(int version, String text) implements Datasets.Versioned {}

    @Test
    void threeServicesMayStartAtTheSameMoment() throws Exception {
        String database = TestPostgres.newDatabase();
        var barrier = new CyclicBarrier(3);
        var services = Executors.newFixedThreadPool(3);
        var loads = new ArrayList<Future<?>>();
        List<String> loaded = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            loads.add(services.submit(() -> {
                DataSource own = TestPostgres.dataSource(database);
                barrier.await();
                new PlatformMigration(own).afterPropertiesSet();
                datasets(own).load("words", words(1, "a"), Words.class, words -> loaded.add(words.text()));
                return null;
            }));
        }
        for (Future<?> load : loads) {
            load.get();
        }
        services.shutdown();

        assertThat(loaded).containsExactly("a");
    }

    @Test
    void aNewerVersionReplacesAndAnOlderOneIsLeftAside() {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        var loaded = new ArrayList<String>();
        for (Resource file : List.of(words(1, "a"), words(2, "b"), words(1, "a"), words(2, "b"))) {
            datasets(database).load("words", file, Words.class, words -> loaded.add(words.text()));
        }

        assertThat(loaded).containsExactly("a", "b");
        assertThatThrownBy(() -> datasets(database).load("words", words(2, "c"), Words.class, words -> {}))
                .hasMessage("data set words: the file differs from what version 2 brought; raise its version to 3");
    }

    private static Datasets datasets(DataSource database) {
        return new Datasets(
                database,
                JdbcClient.create(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                Clock.system(DatabaseAutoConfiguration.ZONE));
    }

    private static Resource words(int version, String text) {
        return new ByteArrayResource(
                "version: %d\ntext: %s\n".formatted(version, text).getBytes(StandardCharsets.UTF_8));
    }
}
