package vn.trangtien.ingest.timeseries;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.Ports;

class QuestDbIT extends TierContract {

    @Override
    TimeSeriesServer server() {
        return client(Backends.get().questdbHttpPort(), Backends.get().questdbSqlPort(), Duration.ofSeconds(30));
    }

    @Override
    TimeSeriesServer nobody() {
        return client(Ports.free(), Ports.free(), Duration.ofMillis(300));
    }

    static TimeSeriesServer client(int http, int sql, Duration timeout) {
        return new QuestDbServer(
                new Influx2Writer(
                        new TimeSeriesProperties.Influx("http://127.0.0.1:" + http, "", "o", "b", "", ""), timeout),
                new TimeSeriesProperties.Questdb("jdbc:postgresql://127.0.0.1:" + sql + "/qdb", "admin", "quest"),
                timeout);
    }

    @Override
    int keptDays(Tier tier) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + Backends.get().questdbSqlPort() + "/qdb", "admin", "quest");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT ttlValue, ttlUnit FROM tables() WHERE table_name = '" + QuestDbSql.table(tier) + "'")) {
            row.next();
            int days = switch (row.getString(2)) {
                case "HOUR" -> 0;
                case "DAY" -> 1;
                case "WEEK" -> 7;
                case "MONTH" -> 31;
                default -> 365;
            };
            return row.getInt(1) == 1000 ? 0 : row.getInt(1) * days;
        }
    }

    @Override
    void writeLine(String line) throws Exception {
        String url = "http://127.0.0.1:" + Backends.get().questdbHttpPort();
        try (var writer =
                new Influx2Writer(new TimeSeriesProperties.Influx(url, "", "o", "b", "", ""), Duration.ofSeconds(30))) {
            writer.write("b", line);
        }
    }

    @Override
    long rows(ChannelRef channel) {
        return Backends.get()
                .points("select count() from observation where account = '%s' and asset = '%s' and channel = '%s'"
                        .formatted(channel.account(), channel.asset(), channel.channel()));
    }
}
