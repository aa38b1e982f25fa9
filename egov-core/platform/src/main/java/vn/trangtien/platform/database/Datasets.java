package vn.trangtien.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dated data in YAML files, loaded into tables by version. A file with the version that is loaded already is left alone,
 * a higher version replaces the rows, and a lower one is ignored, so an old service cannot undo what a new one brought.
 */
public final class Datasets {

    /** What every data file says about itself. */
    public interface Versioned {

        /** Raised by one with every change of the file, from 1. */
        int version();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    Datasets(DataSource dataSource, JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Reads a file into a record; keys are the record's components and dates are ISO text. */
    public static <T> T read(Resource resource, Class<T> type) {
        try (InputStream in = resource.getInputStream()) {
            Object tree = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return JsonMapper.shared().convertValue(tree, type);
        } catch (IOException | JacksonException | YamlEngineException e) {
            throw new IllegalArgumentException(
                    "data file " + resource.getDescription() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Loads the file unless its version is in the database.
     *
     * @param name of the data set, its key in {@code platform.dataset}
     * @param replace deletes the old rows and writes the new ones; runs in one transaction
     * @throws IllegalArgumentException if the file was changed without raising its version
     */
    public <T extends Versioned> void load(String name, Resource resource, Class<T> type, Consumer<T> replace) {
        T file = read(resource, type);
        String sha256 = sha256(resource);
        AdvisoryLock.whileHeld(
                dataSource,
                () -> transactions.executeWithoutResult(
                        status -> loadOnce(new Loaded(name, file.version(), sha256), () -> replace.accept(file))));
    }

    private void loadOnce(Loaded file, Runnable replace) {
        var present = jdbc.sql("select name, version, sha256 from platform.dataset where name = ?")
                .param(file.name())
                .query(Loaded.class)
                .optional();
        if (present.isPresent() && present.get().version() >= file.version()) {
            if (present.get().version() == file.version()
                    && !present.get().sha256().equals(file.sha256())) {
                throw new IllegalArgumentException(
                        "data set %s: the file differs from what version %d brought; raise its version to %d"
                                .formatted(file.name(), file.version(), file.version() + 1));
            }
            return;
        }
        replace.run();
        jdbc.sql("""
                        insert into platform.dataset (name, version, sha256, loaded_at) values (?, ?, ?, ?)
                        on conflict (name) do update
                        set version = excluded.version, sha256 = excluded.sha256, loaded_at = excluded.loaded_at""")
                .params(file.name(), file.version(), file.sha256(), Timestamps.toDatabase(clock.instant()))
                .update();
        LOG.info("dataset={} version={} event=loaded", file.name(), file.version());
    }

    private static String sha256(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("data file " + resource.getDescription() + " cannot be hashed", e);
        }
    }

    private record Loaded(String name, int version, String sha256) {

        private Loaded {
            Objects.requireNonNull(sha256);
            if (version < 1) {
                throw new IllegalArgumentException(
                        "data set " + name + ": version must be 1 or more, but was " + version);
            }
        }
    }
}
