package vn.trangtien.box.headless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A second screen that does nothing but look at the event stream and compares each value's measuring time with the clock when
 * it arrives. Sensor and screen share this machine's clock, so the difference is the whole way.
 * A stream that ends is opened again as a browser does, from the last event on.
 */
final class ScreenWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenWatch.class);
    private static final String VALUE = "event: value";
    private static final String DATA = "data: ";
    private static final String ID = "id: ";
    private static final long RETRY_MILLIS = 2_000;

    private final Browser browser;
    private final URI address;
    private final Clock clock;
    private final Latencies latencies = new Latencies();
    private final Thread thread = new Thread(this::look, "screen-watch");
    private final AtomicInteger interruptions = new AtomicInteger();
    private volatile boolean closed;
    private volatile Instant since = Instant.MIN;
    private volatile @Nullable Stream<String> lines;
    private String lastEvent = "";

    private ScreenWatch(Browser browser, String city, Clock clock) {
        this.browser = browser;
        this.address = URI.create(city + "/stream");
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Opens the stream as the person who is signed in at this browser. */
    static ScreenWatch open(Browser browser, String city, Clock clock) {
        var watch = new ScreenWatch(browser, city, clock);
        watch.thread.start();
        return watch;
    }

    /** Values measured before this moment no longer count: they waited for something else than the way. */
    void countFrom(Instant moment) {
        since = moment;
    }

    Report.Latency latency() {
        return latencies.summary();
    }

    /** How often the stream ended before its time. */
    int interruptions() {
        return interruptions.get();
    }

    private void look() {
        try {
            while (!closed) {
                try (Stream<String> stream = browser.events(address, lastEvent)) {
                    lines = stream;
                    read(stream);
                } catch (IOException | UncheckedIOException e) {
                    if (!closed) {
                        interruptions.incrementAndGet();
                        LOG.warn("screen-watch=interrupted", e);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Stream<String> stream) {
        boolean value = false;
        for (Iterator<String> all = stream.iterator(); all.hasNext(); ) {
            String line = all.next();
            if (line.startsWith("event: ")) {
                value = line.equals(VALUE);
            } else if (line.startsWith(ID)) {
                lastEvent = line.substring(ID.length());
            } else if (value && line.startsWith(DATA)) {
                note(line.substring(DATA.length()));
            }
        }
    }

    private void note(String json) {
        Instant now = clock.instant();
        for (JsonNode observation : JsonMapper.shared().readTree(json)) {
            Instant measured = Instant.parse(observation.path("measuredAt").asString());
            if (measured.isAfter(since)) {
                latencies.add(Duration.between(measured, now).toMillis());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Stream<String> open = lines;
        if (open != null) {
            open.close();
        }
        thread.interrupt();
    }
}
