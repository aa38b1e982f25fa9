package vn.trangtien.gateway.camera.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the child process. Orders come from any thread and are written by one of their own; one thread listens. */
final class VideoChild implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VideoChild.class);

    /** Beyond 128 an exit code names the signal that ended a process. */
    private static final int SIGNALS = 128;

    private static final Duration CLOSING = Duration.ofMillis(700);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Process process;
    private final OrderQueue orders;
    private final VideoSettings settings;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean heardAny;
    private volatile boolean silent;

    private VideoChild(Process process, VideoSettings settings) {
        this.process = process;
        this.orders = new OrderQueue(process.getOutputStream());
        this.settings = settings;
    }

    static VideoChild start(VideoSettings settings) throws IOException {
        Process process = program(settings).start();
        daemon(new ErrorLines(process.getErrorStream(), System::nanoTime), "video-errors");
        var child = new VideoChild(process, settings);
        daemon(child.orders, "video-orders");
        daemon(child::watchOver, "video-watch");
        LOG.info("video process=started pid={}", process.pid());
        return child;
    }

    /** What is started; the caller says where its streams lead. */
    static ProcessBuilder program(VideoSettings settings) {
        ProcessBuilder builder = new ProcessBuilder(settings.command());
        // Not as an option: with a long command line the library that runs models ends the process.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path", ""));
        return builder;
    }

    private static void daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    long pid() {
        return process.pid();
    }

    /** Never waits, however busy the child is. */
    void order(VideoOrder order) {
        orders.give(order);
    }

    /**
     * Hands on events until the child ends, which it does at the latest when it says nothing for too long.
     *
     * @return what ended it, for people
     */
    String listen(Consumer<VideoEvent.OfCamera> events) throws InterruptedException {
        Optional<String> nonsense = Optional.empty();
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (Optional<VideoEvent> event = EventCodec.read(in); event.isPresent(); event = EventCodec.read(in)) {
                heardAt = System.nanoTime();
                heardAny = true;
                if (event.get() instanceof VideoEvent.OfCamera told) {
                    events.accept(told);
                }
            }
        } catch (Frames.BadFrameException e) {
            nonsense = Optional.of("said something that cannot be understood: " + e.getMessage());
        } catch (IOException e) {
            LOG.debug("the child's events ended", e);
        }
        orders.end();
        kill();
        int code = process.waitFor();
        return nonsense.orElseGet(() -> ending(code));
    }

    private String ending(int code) {
        if (silent) {
            return "gave no sign of life for %d s and was ended".formatted(limit().toSeconds());
        }
        return code > SIGNALS
                ? "crashed with signal %d".formatted(code - SIGNALS)
                : "ended with code %d".formatted(code);
    }

    private void watchOver() {
        try {
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - heardAt > limit().toNanos()) {
                    silent = true;
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration limit() {
        return heardAny ? settings.silence() : settings.startWithin();
    }

    private void kill() {
        // A moment for its own end, so that the code tells the truth about a crash.
        try {
            if (!process.waitFor(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it within a second: it goes by itself when its orders end. */
    @Override
    public void close() {
        orders.end();
        kill();
    }
}
