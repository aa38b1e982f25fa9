package vn.trangtien.ingest.timeseries;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** What the versions of InfluxDB do differently: how lines get in, how InfluxQL is asked, and who keeps how long. Thread-safe. */
interface InfluxWire extends AutoCloseable {

    String name();

    /** Database, as InfluxQL calls it. Each tier is a retention policy of it. */
    String database();

    void prepare(Keeping keep) throws StoreUnavailable;

    /** @param lines with times in microseconds */
    void write(Tier tier, String lines) throws PointsRefused, StoreUnavailable;

    /** @return times in microseconds */
    List<Table> ask(String influxQl) throws StoreUnavailable;

    @Override
    void close();

    /**
     * The rows of one combination of tags.
     *
     * @param columns places in a row by name
     */
    record Table(Map<String, String> tags, Map<String, Integer> columns, List<@Nullable Object[]> rows) {

        String tag(String name) {
            return tags.getOrDefault(name, "");
        }

        OptionalDouble number(@Nullable Object[] row, String column) {
            Integer place = columns.get(column);
            Object value = place == null ? null : row[place];
            if (value instanceof Number number) {
                return OptionalDouble.of(number.doubleValue());
            }
            return value == null || value.toString().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(value.toString()));
        }

        double required(@Nullable Object[] row, String column) {
            return number(row, column)
                    .orElseThrow(() -> new IllegalStateException("the store's answer lacks the column " + column));
        }

        long micros(@Nullable Object[] row) {
            Integer place = columns.get("time");
            Object value = place == null ? null : row[place];
            // As text it may be a whole number that a double would round; below 2^53 microseconds (year 2255) none is.
            return value instanceof String text ? Long.parseLong(text) : (long) required(row, "time");
        }

        String text(@Nullable Object[] row, String column) {
            Integer place = columns.get(column);
            Object value = place == null ? null : row[place];
            return value == null ? "" : value.toString();
        }
    }
}
