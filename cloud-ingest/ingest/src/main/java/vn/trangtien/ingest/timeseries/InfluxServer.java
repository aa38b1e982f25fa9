package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/**
 * InfluxDB by InfluxQL. A tier is a retention policy in which the measurement has the fields {@code n, low, high, total, first, last,
 * unit}.
 *
 * <p>The server adds up; the sums come here and go back as lines, because version 2 does not know {@code SELECT … INTO}. That is one
 * row for each channel and bucket.
 */
final class InfluxServer implements TimeSeriesServer {

    private static final String VALUES =
            "count(value) AS n, min(value) AS low, max(value) AS high, sum(value) AS total";
    private static final String SUMS = "sum(n) AS n, min(low) AS low, max(high) AS high, sum(total) AS total";

    /** Leaves out what could not be measured. The client for version 2 cannot read an answer with an empty place in it. */
    private static final String MEASURED = "(value < 0 OR value >= 0) AND ";

    private final InfluxWire wire;

    InfluxServer(InfluxWire wire) {
        this.wire = wire;
    }

    @Override
    public String name() {
        return wire.name();
    }

    @Override
    public void prepare(Keeping keep) throws StoreUnavailable {
        wire.prepare(keep);
    }

    @Override
    public void write(List<Point> points) throws PointsRefused, StoreUnavailable {
        wire.write(Tier.RAW, LineProtocol.lines(points));
    }

    /** What InfluxDB has taken it shows. */
    @Override
    public void settle(Tier tier) {}

    @Override
    public void aggregate(Window window) throws StoreUnavailable {
        Tier from = window.tier().finer();
        String sums = from == Tier.RAW
                ? VALUES + ", first(value) AS \"first\", last(value) AS \"last\", last(unit) AS unit"
                : SUMS + ", first(\"first\") AS \"first\", last(\"last\") AS \"last\", last(unit) AS unit";
        Scope scope = window.scope();
        String of = scope.isAll()
                ? ""
                : "account = %s AND gateway = %s AND ".formatted(quoted(scope.account()), quoted(scope.gateway()));
        var lines = new StringBuilder();
        for (InfluxWire.Table table : wire.ask("SELECT " + sums + " FROM " + measurement(from) + " WHERE "
                + (from == Tier.RAW ? MEASURED : "") + of + within(window.span()) + " GROUP BY "
                + time(window.tier().grid())
                + ", account, gateway, asset, channel fill(none)")) {
            var channel = new ChannelRef(
                    table.tag("account"), table.tag("gateway"), table.tag("asset"), table.tag("channel"));
            for (var row : table.rows()) {
                if (table.number(row, "n").orElse(0) > 0) {
                    LineProtocol.append(
                            lines,
                            channel,
                            new LineProtocol.Sums(
                                    (long) table.required(row, "n"),
                                    table.required(row, "low"),
                                    table.required(row, "high"),
                                    table.required(row, "total"),
                                    table.required(row, "first"),
                                    table.required(row, "last"),
                                    table.text(row, "unit")),
                            table.micros(row));
                }
            }
        }
        if (lines.length() > 0) {
            try {
                wire.write(window.tier(), lines.toString());
            } catch (PointsRefused e) {
                throw new StoreUnavailable("the store takes its own sums not back: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public List<Bin> bins(ChannelRef channel, Tier tier, Span span, Grid grid) throws StoreUnavailable {
        var bins = new ArrayList<Bin>();
        for (InfluxWire.Table table : wire.ask("SELECT " + (tier == Tier.RAW ? VALUES : SUMS)
                + ", last(unit) AS unit FROM " + measurement(tier) + " WHERE " + (tier == Tier.RAW ? MEASURED : "")
                + of(channel)
                + " AND channel = "
                + quoted(channel.channel()) + " AND " + within(span) + " GROUP BY " + time(grid) + " fill(none)")) {
            for (var row : table.rows()) {
                long count = (long) table.number(row, "n").orElse(0);
                if (count > 0) {
                    bins.add(new Bin(
                            Micros.instant(grid.floor(table.micros(row))),
                            count,
                            table.required(row, "low"),
                            table.required(row, "high"),
                            table.required(row, "total"),
                            table.text(row, "unit")));
                }
            }
        }
        return bins;
    }

    @Override
    public Map<String, Stretch> stretches(ChannelRef asset, Tier tier, Span span) throws StoreUnavailable {
        String fields = tier == Tier.RAW ? "value" : "\"first\", low, high, \"last\"";
        var found = new HashMap<String, Stretch>();
        for (InfluxWire.Table table : wire.ask("SELECT " + fields + " FROM " + measurement(tier) + " WHERE " + of(asset)
                + " AND " + within(span) + " GROUP BY channel")) {
            for (var row : table.rows()) {
                Instant at = Micros.instant(table.micros(row));
                Stretch stretch = tier == Tier.RAW
                        ? Stretch.of(at, table.required(row, "value"))
                        : Stretch.ofBucket(
                                at,
                                table.required(row, "first"),
                                table.required(row, "low"),
                                table.required(row, "high"),
                                table.required(row, "last"));
                found.merge(table.tag("channel"), stretch, Stretch::and);
            }
        }
        return found;
    }

    @Override
    public Optional<Instant> oldest() throws StoreUnavailable {
        for (InfluxWire.Table table : wire.ask("SELECT first(quality) FROM " + measurement(Tier.RAW))) {
            for (var row : table.rows()) {
                return Optional.of(Micros.instant(table.micros(row)));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        wire.close();
    }

    private String measurement(Tier tier) {
        return "\"" + wire.database().replace("\\", "\\\\").replace("\"", "\\\"") + "\".\"" + tier.label() + "\"."
                + LineProtocol.TABLE;
    }

    private static String of(ChannelRef channel) {
        return "account = %s AND gateway = %s AND asset = %s"
                .formatted(quoted(channel.account()), quoted(channel.gateway()), quoted(channel.asset()));
    }

    private static String within(Span span) {
        return "time >= %du AND time < %du".formatted(Micros.of(span.from()), Micros.of(span.to()));
    }

    private static String time(Grid grid) {
        return "time(%du, %du)".formatted(grid.length(), Math.floorMod(grid.offset(), grid.length()));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
