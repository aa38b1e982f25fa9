package vn.trangtien.ingest.decoding.sparkplug;

import static vn.trangtien.ingest.decoding.sparkplug.SparkplugPayload.LENGTH;
import static vn.trangtien.ingest.decoding.sparkplug.SparkplugPayload.VARINT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.SparkplugMetric;
import vn.trangtien.ingest.decoding.SparkplugMetric.Value;
import vn.trangtien.wire.ProtoReader;
import vn.trangtien.wire.UndecodableException;

/** Reads one metric; of a template the metrics in it, under its name. Serves once. */
final class MetricReader {

    private static final int FIXED64 = 1;
    private static final int FIXED32 = 5;

    private static final int NAME = 1 << 3 | LENGTH;
    private static final int ALIAS = 2 << 3 | VARINT;
    private static final int TIMESTAMP = 3 << 3 | VARINT;
    private static final int DATATYPE = 4 << 3 | VARINT;
    private static final int IS_TRANSIENT = 6 << 3 | VARINT;
    private static final int IS_NULL = 7 << 3 | VARINT;
    private static final int PROPERTIES = 9 << 3 | LENGTH;
    private static final int INT_VALUE = 10 << 3 | VARINT;
    private static final int LONG_VALUE = 11 << 3 | VARINT;
    private static final int FLOAT_VALUE = 12 << 3 | FIXED32;
    private static final int DOUBLE_VALUE = 13 << 3 | FIXED64;
    private static final int BOOLEAN_VALUE = 14 << 3 | VARINT;
    private static final int STRING_VALUE = 15 << 3 | LENGTH;
    private static final int BYTES_VALUE = 16 << 3 | LENGTH;
    private static final int DATASET_VALUE = 17 << 3 | LENGTH;
    private static final int TEMPLATE_VALUE = 18 << 3 | LENGTH;
    private static final int EXTENSION_VALUE = 19 << 3 | LENGTH;

    private static final int TEMPLATE_METRICS = 2 << 3 | LENGTH;
    private static final int TEMPLATE_IS_DEFINITION = 6 << 3 | VARINT;

    /** Templates within templates. */
    private static final int DEEPEST = 8;

    private final int depth;
    private Optional<String> name = Optional.empty();
    private OptionalLong alias = OptionalLong.empty();
    private OptionalLong timestamp = OptionalLong.empty();
    private int datatype;
    private boolean passing;
    private boolean isNull;
    private Value value = new Value.Nothing();
    private PropertyReader properties = new PropertyReader();
    private List<MetricReader> members = List.of();
    private boolean isTemplate;
    private boolean isDefinition;

    MetricReader() {
        this(0);
    }

    private MetricReader(int depth) {
        this.depth = depth;
    }

    MetricReader read(ProtoReader in) throws UndecodableException, Refused {
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case NAME -> name = Optional.of(in.text()).filter(text -> !text.isEmpty());
                case ALIAS -> alias = OptionalLong.of(in.varint());
                case TIMESTAMP -> timestamp = OptionalLong.of(in.varint());
                case DATATYPE -> datatype = (int) in.varint();
                case IS_TRANSIENT -> passing = in.varint() != 0;
                case IS_NULL -> isNull = in.varint() != 0;
                case PROPERTIES -> properties.read(in.message());
                default -> value(in, tag);
            }
        }
        return this;
    }

    private void value(ProtoReader in, int tag) throws UndecodableException, Refused {
        switch (tag) {
            case INT_VALUE -> value = new Value.Whole(in.varint() & 0xFFFF_FFFFL, false);
            case LONG_VALUE -> value = new Value.Whole(in.varint(), true);
            case FLOAT_VALUE -> value = new Value.Real(Float.intBitsToFloat(in.fixed32()));
            case DOUBLE_VALUE -> value = new Value.Real(Double.longBitsToDouble(in.fixed64()));
            case BOOLEAN_VALUE -> value = new Value.Truth(in.varint() != 0);
            case STRING_VALUE -> value = new Value.Text(in.text());
            case TEMPLATE_VALUE -> template(in.message());
            case BYTES_VALUE, DATASET_VALUE, EXTENSION_VALUE -> {
                in.skip(tag);
                value = new Value.Other();
            }
            default -> in.skip(tag);
        }
    }

    private void template(ProtoReader in) throws UndecodableException, Refused {
        if (depth >= DEEPEST) {
            throw new Refused(Reason.TOO_LARGE, "templates may lie within each other %d deep".formatted(DEEPEST));
        }
        isTemplate = true;
        members = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == TEMPLATE_METRICS) {
                members.add(new MetricReader(depth + 1).read(in.message()));
            } else if (tag == TEMPLATE_IS_DEFINITION) {
                isDefinition = in.varint() != 0;
            } else {
                in.skip(tag);
            }
        }
    }

    /** The metric, or the metrics of a template; a definition of a template is no value of anything. */
    void addTo(List<SparkplugMetric> metrics) throws Refused {
        if (!isTemplate) {
            metrics.add(metric(name, alias, "", timestamp));
        } else if (!isDefinition) {
            for (MetricReader member : members) {
                member.addTo(metrics, this, "");
            }
        }
    }

    private void addTo(List<SparkplugMetric> metrics, MetricReader root, String path) throws Refused {
        String own = name.orElseThrow(() -> new Refused(Reason.INCOMPLETE, "a metric within a template has no name"));
        String here = path.isEmpty() ? own : path + "/" + own;
        if (isTemplate) {
            for (MetricReader member : members) {
                member.addTo(metrics, root, here);
            }
        } else {
            metrics.add(metric(root.name, root.alias, here, timestamp.isPresent() ? timestamp : root.timestamp));
        }
    }

    private SparkplugMetric metric(Optional<String> base, OptionalLong baseAlias, String member, OptionalLong at) {
        return new SparkplugMetric(
                base,
                baseAlias,
                member,
                at,
                datatype,
                passing,
                isNull ? new Value.Nothing() : value,
                properties.unit(),
                properties.quality());
    }
}
