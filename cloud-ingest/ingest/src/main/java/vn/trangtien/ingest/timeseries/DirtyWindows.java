package vn.trangtien.ingest.timeseries;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.ChannelRef;

/**
 * Remembers which parts of the time series were written, so that their tiers are made again. Thread-safe.
 *
 * <p>Values that come in time are remembered by their minute for all gateways together: two or three rows however many values.
 * Values that come late, by quarter of an hour and gateway: making them again must not cost what all gateways cost.
 */
@Repository
public class DirtyWindows {

    /** Later than this is late. */
    static final Duration LATE = Duration.ofMinutes(3);

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    public DirtyWindows(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * These points have been written. Joins the caller's transaction, which must be the one that makes their booking certain: then
     * either both are remembered or the points are written again.
     */
    public void dirty(Collection<Point> points) {
        Set<Mark> marks = marks(points, clock.instant());
        if (!marks.isEmpty()) {
            batches.batchUpdate(
                    "insert into ingest.series_mark (from_at, to_at, account, gateway) values (?, ?, ?, ?)",
                    marks,
                    500,
                    (statement, mark) -> {
                        statement.setObject(1, at(mark.fromMillis()), Types.TIMESTAMP_WITH_TIMEZONE);
                        statement.setObject(2, at(mark.toMillis()), Types.TIMESTAMP_WITH_TIMEZONE);
                        statement.setString(3, mark.scope().account());
                        statement.setString(4, mark.scope().gateway());
                    });
        }
    }

    /** A part of the raw values, in milliseconds since 1970. */
    record Mark(long fromMillis, long toMillis, Scope scope) {}

    static Set<Mark> marks(Collection<Point> points, Instant now) {
        var marks = new LinkedHashSet<Mark>();
        long late = now.minus(LATE).toEpochMilli();
        long minute = Long.MIN_VALUE;
        long quarter = Long.MIN_VALUE;
        ChannelRef of = null;
        for (Point point : points) {
            long at = point.at().toEpochMilli();
            if (at >= late) {
                long begins = Math.floorDiv(at, MINUTE) * MINUTE;
                if (begins != minute) {
                    minute = begins;
                    marks.add(new Mark(begins, begins + MINUTE, Scope.ALL));
                }
            } else {
                ChannelRef channel = point.channel();
                long begins = Math.floorDiv(at, QUARTER) * QUARTER;
                if (begins != quarter || of == null || !isSameGateway(of, channel)) {
                    quarter = begins;
                    of = channel;
                    marks.add(new Mark(begins, begins + QUARTER, new Scope(channel.account(), channel.gateway())));
                }
            }
        }
        return marks;
    }

    private static boolean isSameGateway(ChannelRef one, ChannelRef other) {
        return one.gateway().equals(other.gateway()) && one.account().equals(other.account());
    }

    /** What of that time is not made yet, of any tier, for the channels of that gateway. */
    List<Window> unmade(ChannelRef of, Span span) {
        return jdbc.sql("select distinct tier, from_at, to_at from (select '1m' as tier, * from ingest.series_mark"
                        + " union all select tier, from_at, to_at, account, gateway from ingest.series_window) as unmade"
                        + " where from_at < :to and to_at > :from"
                        + " and (gateway = '' or (account = :account and gateway = :gateway))")
                .param("from", utc(span.from()))
                .param("to", utc(span.to()))
                .param("account", of.account())
                .param("gateway", of.gateway())
                .query((row, number) -> new Window(
                        WindowBooks.tier(row.getString(1)),
                        new Span(
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getObject(3, OffsetDateTime.class).toInstant()),
                        new Scope(of.account(), of.gateway())))
                .list();
    }

    private static OffsetDateTime at(long millis) {
        return utc(Instant.ofEpochMilli(millis));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static List<Span> quarters(Span span) {
        var quarters = new ArrayList<Span>();
        Instant at = Tier.QUARTER.floor(span.from());
        while (at.isBefore(span.to())) {
            quarters.add(new Span(at, at.plusMillis(QUARTER)));
            at = at.plusMillis(QUARTER);
        }
        return quarters;
    }
}
