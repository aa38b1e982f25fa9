package vn.trangtien.ingest.channels;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.platform.audit.AuditLog;

/** What people may ask of and decide about channels; decisions are written into the audit log. Thread-safe. */
@Service
public class Channels {

    /**
     * A part of the list, in the order of the paths.
     *
     * @param after path with which to ask for the next part; absent at the end
     */
    public record Page(List<ChannelRow> channels, @Nullable String after) {

        public Page {
            channels = List.copyOf(channels);
        }
    }

    private static final int MOST = 500;

    private final ChannelBooks books;
    private final AuditLog audit;
    private final Clock clock;

    Channels(ChannelBooks books, AuditLog audit, Clock clock) {
        this.books = books;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param after path of the last channel of the part before; null begins */
    public Page list(ChannelFilter filter, @Nullable String after, int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        ChannelRef from = after == null
                ? null
                : ChannelFilter.of(null, null, null, null, List.of(after))
                        .paths()
                        .get(0);
        List<ChannelRow> found = books.list(filter, from, size + 1);
        boolean more = found.size() > size;
        List<ChannelRow> shown = more ? found.subList(0, size) : found;
        return new Page(shown, more ? shown.get(size - 1).channel().path() : null);
    }

    public Map<Standing, Long> counts() {
        return books.counts();
    }

    /**
     * Decides about every channel that the filter finds; from the next batch on it counts.
     *
     * @param spec unit and limits of all of them; null takes the unit that each sends, and no limits
     * @return how many there were
     */
    @Transactional
    public int decide(ChannelFilter filter, Standing standing, @Nullable ChannelSpec spec, String actor) {
        int channels = books.decide(filter, standing, spec, actor, clock.instant());
        audit.append(
                actor,
                "channels.decided",
                "channels",
                Map.of(
                        "filter",
                        filter.inWords(),
                        "standing",
                        standing.name(),
                        "spec",
                        spec == null ? "" : spec.toString(),
                        "channels",
                        Integer.toString(channels)));
        return channels;
    }
}
