package vn.trangtien.ingest.decoding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a node or device said at its birth of the metrics that it will send. Immutable. */
public final class SparkplugBirth {

    /**
     * One metric.
     *
     * @param name as the node calls it
     * @param alias what stands for the name later
     * @param datatype code of the specification, 0 if not told
     * @param unit empty if not told
     */
    public record Metric(String name, @Nullable Long alias, int datatype, String unit) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Metric> metrics;
    private final Map<String, Metric> byName = new HashMap<>();
    private final Map<Long, Metric> byAlias = new HashMap<>();

    /** Of two metrics with one name or alias the last one counts. */
    public SparkplugBirth(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
        for (Metric metric : metrics) {
            byName.put(metric.name(), metric);
            if (metric.alias() != null) {
                byAlias.put(metric.alias(), metric);
            }
        }
    }

    /** In the order of the birth. */
    public List<Metric> metrics() {
        return metrics;
    }

    Optional<Metric> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Metric> aliased(long alias) {
        return Optional.ofNullable(byAlias.get(alias));
    }

    /** As it is kept. */
    public String toJson() {
        return JSON.writeValueAsString(metrics);
    }

    /** Reads what {@link #toJson} wrote. */
    public static SparkplugBirth ofJson(String json) {
        return new SparkplugBirth(List.of(JSON.readValue(json, Metric[].class)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SparkplugBirth that && metrics.equals(that.metrics);
    }

    @Override
    public int hashCode() {
        return metrics.hashCode();
    }

    @Override
    public String toString() {
        return "SparkplugBirth" + metrics;
    }
}
