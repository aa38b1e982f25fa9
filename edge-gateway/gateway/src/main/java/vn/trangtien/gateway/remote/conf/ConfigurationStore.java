package vn.trangtien.gateway.remote.conf;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.disk.Utf8Text;

/**
 * The configuration file with its earlier versions and the change that is not confirmed yet.
 *
 * <pre>
 * /etc/trangtien/gateway.yaml   the truth
 * config/7.yaml                 version 7, byte for byte
 * config/state.properties       which version is good, and the highest number ever used
 * config/pending.properties     there is a change that is not confirmed; written before the file is touched
 * </pre>
 *
 * <p>Each step leaves the disk in a state from which {@link #open} finds its way. Not thread-safe.
 */
public final class ConfigurationStore {

    /** Earlier versions that are kept. */
    static final int KEPT = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationStore.class);

    private final Path file;
    private final Path folder;
    private final Path stateFile;
    private final Path pendingFile;
    private Version good;
    private long highest;
    private Optional<Pending> interrupted = Optional.empty();
    private Optional<String> ignored = Optional.empty();

    /** Judges a text that somebody wrote into the file. */
    @FunctionalInterface
    public interface Check {

        /** What is wrong with it; empty if it can be used. */
        Optional<String> problem(String yaml);
    }

    /**
     * A change that is not confirmed.
     *
     * @param version that was tried
     * @param requester who wants to know
     */
    public record Pending(Version version, Requester requester) {}

    private ConfigurationStore(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
        this.stateFile = folder.resolve("state.properties");
        this.pendingFile = folder.resolve("pending.properties");
        this.good = new Version(0, "");
    }

    /**
     * Settles what a power cut left behind: a change that was not confirmed is taken back. A file that somebody edited on the
     * spot is a new version if it can be used; otherwise it stays as it is, and the last good version is in force.
     *
     * @param file must exist
     */
    public static ConfigurationStore open(Path file, Path folder, Check check) throws IOException {
        Files.createDirectories(folder);
        var store = new ConfigurationStore(file, folder);
        store.settle(check);
        return store;
    }

    private void settle(Check check) throws IOException {
        Properties state = properties(stateFile);
        good = new Version(number(state, "version"), state.getProperty("sha256", ""));
        highest = Math.max(number(state, "highest"), good.number());
        Properties pending = properties(pendingFile);
        String there;
        Optional<String> unreadable = Optional.empty();
        try {
            there = Utf8Text.read(file);
        } catch (Utf8Text.NotUtf8 e) {
            if (text(good.number()).isEmpty()) {
                throw e;
            }
            there = "";
            unreadable = Optional.of(String.valueOf(e.getMessage()));
        }
        if (!pending.isEmpty()) {
            var tried = new Version(number(pending, "version"), pending.getProperty("sha256", ""));
            highest = Math.max(highest, tried.number());
            if (tried.number() != good.number()) {
                if (tried.sha256().equals(Version.sha256(there))) {
                    there = text();
                    Durable.write(file, there);
                }
                interrupted = Optional.of(new Pending(
                        tried, new Requester(pending.getProperty("requester", ""), pending.getProperty("app", ""))));
                LOG.warn("configuration={} state=rolled-back reason=\"not confirmed before the restart\"", tried);
            }
            Durable.delete(pendingFile);
        }
        if (!good.sha256().equals(Version.sha256(there)) || text(good.number()).isEmpty()) {
            String found = there;
            ignored = text(good.number()).isPresent() ? unreadable.or(() -> check.problem(found)) : Optional.empty();
            if (ignored.isEmpty()) {
                accept(Version.of(highest + 1, there), there);
            }
        }
    }

    /** Why the file is not in force; empty if it is. */
    public Optional<String> ignored() {
        return ignored;
    }

    /** The change that the last run did not live to confirm, if there was one; it has been taken back. */
    public Optional<Pending> interrupted() {
        return interrupted;
    }

    /** The last version known to be good. */
    public Version good() {
        return good;
    }

    /** The good version, which stands in the file unless somebody spoilt that. */
    public String text() throws IOException {
        return text(good.number())
                .orElseThrow(() -> new IOException("version %d is gone from %s".formatted(good.number(), folder)));
    }

    /** A version that is still kept. */
    public Optional<String> text(long number) throws IOException {
        Path kept = folder.resolve(number + ".yaml");
        return Files.exists(kept) ? Optional.of(Files.readString(kept)) : Optional.empty();
    }

    /** Numbers of the versions that are kept, the oldest first. */
    public List<Long> versions() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}\\.yaml"))
                    .map(name -> Long.parseLong(name.substring(0, name.length() - 5)))
                    .sorted()
                    .toList();
        }
    }

    /** Puts a version in force that is not confirmed; a restart takes it back from here on. */
    public Version begin(String yaml, Requester requester) throws IOException {
        highest++;
        Version next = Version.of(highest, yaml);
        Durable.write(folder.resolve(next.number() + ".yaml"), yaml);
        Durable.write(
                pendingFile,
                "version=%d%nsha256=%s%nrequester=%s%napp=%s%n"
                        .formatted(
                                next.number(), next.sha256(), escaped(requester.client()), escaped(requester.appId())));
        Durable.write(file, yaml);
        return next;
    }

    /** What was begun is good. */
    public void confirm(Version begun) throws IOException {
        good = begun;
        writeState();
        Durable.delete(pendingFile);
        forgetOldest();
    }

    /** What was begun is taken back; the file is as before. */
    public void rollBack(Version begun) throws IOException {
        Durable.write(file, text());
        writeState();
        Durable.delete(pendingFile);
        Files.deleteIfExists(folder.resolve(begun.number() + ".yaml"));
    }

    /** Keeps what is in force under a new number, as Kura's snapshot does. */
    public Version snapshot() throws IOException {
        String now = text();
        accept(Version.of(highest + 1, now), now);
        return good;
    }

    private void accept(Version version, String yaml) throws IOException {
        Durable.write(folder.resolve(version.number() + ".yaml"), yaml);
        highest = version.number();
        good = version;
        writeState();
        forgetOldest();
    }

    private void writeState() throws IOException {
        Durable.write(
                stateFile, "version=%d%nsha256=%s%nhighest=%d%n".formatted(good.number(), good.sha256(), highest));
    }

    private void forgetOldest() throws IOException {
        List<Long> all = versions();
        for (long old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            if (old != good.number()) {
                Files.deleteIfExists(folder.resolve(old + ".yaml"));
            }
        }
    }

    private static Properties properties(Path from) throws IOException {
        var read = new Properties();
        if (Files.exists(from)) {
            read.load(new StringReader(Files.readString(from)));
        }
        return read;
    }

    private static long number(Properties from, String key) throws IOException {
        try {
            return Long.parseLong(from.getProperty(key, "0").strip());
        } catch (NumberFormatException e) {
            throw new IOException("%s must be a number, but was '%s'".formatted(key, from.getProperty(key)), e);
        }
    }

    /** Client ids may hold what a file of properties takes for something else. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }
}
