package vn.trangtien.gateway.counter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.counter.CounterText.Key;
import vn.trangtien.gateway.pipeline.CounterMemory;

/**
 * Counters in a file that is replaced as a whole, written to the disk before it takes the place of the old one: a power cut
 * leaves the old or the new, never a half. Written once a minute if anything has been counted, on closing, and when somebody asks.
 *
 * <p>What a power cut or a killed process can lose is therefore at most the last minute of those counters that live in the
 * gateway (rain, openings, hours); counters that live in the instrument lose nothing. Those of cameras are on the disk before
 * anybody is told of them, so that nobody sees them fall. Nothing is ever counted twice.
 * Thread-safe.
 */
public final class CounterFile implements CounterMemory, AutoCloseable {

    /** The loss bound. */
    public static final Duration SAVED_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CounterFile.class);

    private final Path file;
    private final Map<Key, Count> before;
    private final Map<Key, Count> counts;
    private final ScheduledExecutorService saver;
    private Map<Key, Count> saved;
    private boolean failing;
    private boolean closed;

    private CounterFile(String gateway, Path file, Map<Key, Count> before, Duration every) {
        this.file = file;
        this.before = Map.copyOf(before);
        this.counts = new ConcurrentHashMap<>(before);
        this.saved = this.before;
        this.saver = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, gateway + "/counters");
            thread.setDaemon(true);
            return thread;
        });
        // Never looked at: trySave reports every failure itself, so that a full disk does not end the saving.
        Future<?> unused =
                saver.scheduleWithFixedDelay(this::trySave, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Reads the counts of the run before. A damaged file is kept beside the new one, and counters begin anew.
     *
     * @param gateway for the name of the thread
     */
    public static CounterFile open(String gateway, Path file) {
        return open(gateway, file, SAVED_EVERY);
    }

    static CounterFile open(String gateway, Path file, Duration every) {
        Map<Key, Count> before = Map.of();
        try {
            if (Files.exists(file)) {
                before = CounterText.read(Files.readString(file));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("counters={} damaged=\"{}\" counters begin anew", file, e.getMessage());
            keepDamaged(file);
        }
        return new CounterFile(gateway, file, before, every);
    }

    private static void keepDamaged(Path file) {
        try {
            Files.move(file, beside(file, ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("counters={} cannot be set aside: {}", file, e.toString());
        }
    }

    @Override
    public Optional<Count> recall(String device, String channel) {
        var key = new Key(device, channel);
        // After a change of the configuration the counts of this run are newer than those of the run before.
        return Optional.ofNullable(counts.get(key)).or(() -> Optional.ofNullable(before.get(key)));
    }

    @Override
    public void remember(String device, String channel, Count count) {
        counts.put(new Key(device, channel), count);
    }

    @Override
    public void keep() {
        trySave();
    }

    /** Told once and not again until it works: whoever counts on a full disk tries every second. */
    private synchronized void trySave() {
        try {
            save();
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("counters={} save=\"{}\"", file, e.toString());
            }
            failing = true;
        }
    }

    /** Writes what has been counted since the last time, if anything. */
    synchronized void save() throws IOException {
        Map<Key, Count> now = Map.copyOf(counts);
        if (now.equals(saved)) {
            return;
        }
        Path fresh = beside(file, ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(CounterText.write(now).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        saved = now;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Writes the last counts. Safe to call twice. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        saver.shutdownNow();
        trySave();
    }
}
