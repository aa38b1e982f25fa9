package vn.trangtien.gateway.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.config.PagePolicy;

/**
 * Keeps the page as the configuration wants it, now and after each change. A page that cannot be opened is told and tried again
 * every minute; the gateway goes on without it. Thread-safe.
 */
public final class PageDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PageDoor.class);
    private static final long AGAIN_NANOS = 60_000_000_000L;

    private final Path data;
    private final PageSource source;
    private final Clock clock;
    private final Consumer<String> problems;
    private Optional<PagePolicy> followed = Optional.empty();
    private @Nullable LocalPage page;
    private boolean failed;
    private long againAt;
    private boolean ended;

    /**
     * Closed at first.
     *
     * @param data directory of the gateway
     * @param problems told why the page cannot be opened
     */
    public PageDoor(Path data, PageSource source, Clock clock, Consumer<String> problems) {
        this.data = data;
        this.source = source;
        this.clock = clock;
        this.problems = problems;
    }

    /** Opens, closes or opens anew if need be; call it often. */
    public synchronized void follow(PagePolicy policy) {
        if (ended) {
            return;
        }
        boolean changed = !followed.equals(Optional.of(policy));
        if (!changed && !(failed && System.nanoTime() - againAt >= 0)) {
            return;
        }
        followed = Optional.of(policy);
        failed = false;
        shut();
        if (!policy.enabled()) {
            return;
        }
        try {
            page = LocalPage.open(policy, data, source, clock);
        } catch (IOException e) {
            failed = true;
            againAt = System.nanoTime() + AGAIN_NANOS;
            String problem = "the page cannot be opened on port %d: %s; end what uses the port or change page.port"
                    .formatted(policy.port(), e.getMessage());
            LOG.warn("page=closed reason=\"{}\"", problem);
            problems.accept(problem);
        }
    }

    /** Closes for good. Safe to call twice. */
    @Override
    public synchronized void close() {
        ended = true;
        shut();
    }

    private void shut() {
        LocalPage open = page;
        page = null;
        if (open != null) {
            open.close();
        }
    }
}
