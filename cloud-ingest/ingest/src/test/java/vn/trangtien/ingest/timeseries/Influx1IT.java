package vn.trangtien.ingest.timeseries;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.support.InfluxDaemon;
import vn.trangtien.ingest.support.Ports;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** On a real InfluxDB 1.6.7. */
class Influx1IT extends TierContract {

    private static InfluxDaemon daemon;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        daemon = InfluxDaemon.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (daemon != null) {
            daemon.close();
        }
    }

    static Influx1Wire wire(String url, Duration timeout) {
        return new Influx1Wire(new TimeSeriesProperties.Influx(url, "", "", "city", "", ""), timeout);
    }

    @Override
    TimeSeriesServer server() throws StoreUnavailable {
        var server = new InfluxServer(wire(daemon.url(), Duration.ofSeconds(30)));
        server.prepare(Keeping.DEFAULT);
        return server;
    }

    @Override
    TimeSeriesServer nobody() {
        return new InfluxServer(wire("http://127.0.0.1:" + Ports.free(), Duration.ofSeconds(5)));
    }

    @Override
    int keptDays(Tier tier) throws Exception {
        return keptDays(daemon, tier);
    }

    static int keptDays(InfluxDaemon daemon, Tier tier) throws StoreUnavailable {
        try (Influx1Wire wire = wire(daemon.url(), Duration.ofSeconds(30))) {
            for (InfluxWire.Table table : wire.ask("SHOW RETENTION POLICIES ON city")) {
                for (Object[] row : table.rows()) {
                    if (table.text(row, "name").equals(tier.label())) {
                        String duration = table.text(row, "duration");
                        return duration.equals("0s")
                                ? 0
                                : Integer.parseInt(duration.substring(0, duration.indexOf('h'))) / 24;
                    }
                }
            }
            throw new IllegalStateException("no retention policy " + tier.label());
        }
    }

    @Override
    void writeLine(String line) throws Exception {
        try (Influx1Wire wire = wire(daemon.url(), Duration.ofSeconds(30))) {
            wire.write(Tier.RAW, line);
        }
    }

    @Override
    long rows(ChannelRef channel) throws Exception {
        return rows(daemon, channel);
    }

    static long rows(InfluxDaemon daemon, ChannelRef channel) throws StoreUnavailable {
        try (Influx1Wire wire = wire(daemon.url(), Duration.ofSeconds(30))) {
            for (InfluxWire.Table table : wire.ask(
                    "SELECT count(quality) AS n FROM city.raw.observation WHERE account = '%s' AND asset = '%s' AND channel = '%s'"
                            .formatted(channel.account(), channel.asset(), channel.channel()))) {
                for (Object[] row : table.rows()) {
                    return (long) table.required(row, "n");
                }
            }
            return 0;
        }
    }
}
