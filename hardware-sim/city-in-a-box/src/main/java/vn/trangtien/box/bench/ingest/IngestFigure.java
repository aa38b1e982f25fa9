package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.drivers.Text;

/** What {@code ./city bench ingest} can measure; the names, in small letters, are those of its option {@code --figure}. */
public enum IngestFigure {
    /** Rate, cost, delay and loss. */
    LOAD,
    /** Cost of a message with ten times the gateways. */
    DEVICES,
    /** All latest values in one answer. */
    LATEST,
    /** A day of one channel among millions of rows. */
    CHART,
    /** Thousands of gateways that are connected and say nothing. */
    SESSIONS,
    /** The pipe of other programs alone. */
    REFERENCE;

    /**
     * One measurement.
     *
     * @param json one line
     * @param nothingLost false if something that was acknowledged is not stored, or a ping not answered
     */
    public record Outcome(String json, boolean nothingLost) {

        /** The same with another one's figures under that name. */
        Outcome with(String name, Outcome other) {
            var whole = (ObjectNode) JsonMapper.shared().readTree(json);
            whole.set(name, JsonMapper.shared().readTree(other.json));
            return new Outcome(whole.toString(), nothingLost && other.nothingLost);
        }

        /** Names and values as people read them, in their order. */
        public Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field :
                    JsonMapper.shared().readTree(json).properties()) {
                fields.put(field.getKey(), text(field.getValue()));
            }
            return fields;
        }

        private static String text(JsonNode value) {
            return value.isString() ? value.asString() : value.toString();
        }
    }

    /**
     * Measures.
     *
     * @param folder empty, for servers' data
     * @param withReference whether the pipe of other programs is measured beside the load
     * @param quick so small that the figures mean nothing
     */
    public Outcome measure(
            IngestLengths lengths,
            Path folder,
            Clock clock,
            Consumer<Text> progress,
            boolean withReference,
            boolean quick)
            throws IOException, InterruptedException {
        return switch (this) {
            case LOAD -> {
                IngestBenchResult result = new IngestBench(lengths, clock, progress).run(folder);
                IngestBenchResult whole =
                        withReference ? result.with(new ReferencePipe(lengths, clock, progress).run(folder)) : result;
                yield new Outcome(whole.toJson(), whole.lost() == 0);
            }
            case DEVICES -> DevicesFigure.measure(lengths, folder, clock, progress);
            case LATEST -> StoreFigures.latest(lengths, folder, clock, progress, quick);
            case CHART -> StoreFigures.chart(lengths, folder, clock, progress, quick);
            case SESSIONS -> SessionsFigure.measure(lengths, folder, progress, quick);
            case REFERENCE -> {
                IngestBenchResult.Reference pipe = new ReferencePipe(lengths, clock, progress).run(folder);
                yield new Outcome(IngestBenchResult.json(pipe), pipe.lost() == 0);
            }
        };
    }
}
