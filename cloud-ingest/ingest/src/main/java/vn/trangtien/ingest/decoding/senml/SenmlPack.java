package vn.trangtien.ingest.decoding.senml;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.decoding.Json;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.wire.ChannelReading;

/** Resolves the records of one SenML pack (RFC 8428, chapter 4) in their order. Serves for one pack. */
final class SenmlPack {

    /** Times below are relative to now (4.5.3). */
    private static final double RELATIVE_BELOW = 1L << 28;
    /** Beyond, a time in milliseconds fits into no long; nobody means it. */
    private static final double TOO_FAR = 1e14;

    private static final int VERSION = 10;
    private static final String SUM = ".sum";
    private static final String GOOD = "GOOD";
    private static final Set<String> LABELS =
            Set.of("bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut");
    private static final Set<String> VALUES = Set.of("v", "vs", "vb", "vd", "s");

    private final Instant now;
    private final Samples samples;
    private int number;
    private String baseName = "";
    private double baseTime;
    private String baseUnit = "";
    private double baseValue;
    private double baseSum;
    private boolean saysWhen = true;

    SenmlPack(Instant now, Samples samples) {
        this.now = now;
        this.samples = samples;
    }

    void add(JsonNode root) throws Refused {
        if (!root.isArray()) {
            throw new Refused(Reason.UNDECODABLE, "SenML is an array of records, but was " + Json.describe(root));
        }
        for (JsonNode record : root) {
            number++;
            if (!record.isObject()) {
                throw refused("must be an object, but was " + Json.describe(record));
            }
            understandAll(record);
            takeBases(record);
            if (hasContent(record)) {
                take(record);
            }
        }
    }

    /** Whether no time was left to the arrival. */
    boolean saysWhen() {
        return saysWhen;
    }

    /** A label that ends in an underscore must be understood or the pack refused (4.4); all others may be left alone. */
    private void understandAll(JsonNode record) throws Refused {
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            if (!LABELS.contains(field.getKey()) && field.getKey().endsWith("_")) {
                throw refused("field '%s' must be understood, and is not here".formatted(field.getKey()));
            }
        }
    }

    private void takeBases(JsonNode record) throws Refused {
        baseName = text(record, "bn").orElse(baseName);
        baseTime = number(record, "bt").orElse(baseTime);
        baseUnit = text(record, "bu").orElse(baseUnit);
        baseValue = number(record, "bv").orElse(baseValue);
        baseSum = number(record, "bs").orElse(baseSum);
        OptionalDouble version = number(record, "bver");
        if (version.isPresent() && version.getAsDouble() > VERSION) {
            throw refused("bver must be at most %d, but was %s".formatted(VERSION, version.getAsDouble()));
        }
    }

    /** A record that only sets bases says nothing of its own. */
    private static boolean hasContent(JsonNode record) {
        for (String label : record.propertyNames()) {
            if (!label.startsWith("b") && LABELS.contains(label)) {
                return true;
            }
        }
        return false;
    }

    private void take(JsonNode record) throws Refused {
        String name = baseName + text(record, "n").orElse("");
        if (!SenmlName.isAllowed(name)) {
            throw refused("n: a name is letters, digits and - : . / _ and begins with letter or digit, but was '%s'"
                    .formatted(name));
        }
        long values = VALUES.stream()
                .filter(label -> !label.equals("s"))
                .filter(record::has)
                .count();
        if (values > 1 || (values == 0 && !record.has("s"))) {
            throw refused("exactly one of v, vs, vb and vd must be there, or s, but there are %d".formatted(values));
        }
        SenmlName meant = SenmlName.of(name);
        Optional<Instant> at = time(record);
        String unit = SenmlUnits.ucum(text(record, "u").orElse(baseUnit));
        OptionalDouble value = number(record, "v");
        if (value.isPresent()) {
            add(meant.asset(), meant.channel(), value.getAsDouble() + baseValue, at, unit);
        }
        if (record.has("vb")) {
            add(meant.asset(), meant.channel(), truth(record.get("vb")) ? 1 : 0, at, unit);
        }
        Optional<String> text = text(record, "vs");
        if (text.isPresent()) {
            samples.addText(meant.asset(), meant.channel(), text.get());
        }
        if (text(record, "vd").isPresent()) {
            samples.leaveOut();
        }
        OptionalDouble sum = number(record, "s");
        if (sum.isPresent()) {
            add(meant.asset(), meant.channel() + SUM, sum.getAsDouble() + baseSum, at, SenmlUnits.timesSeconds(unit));
        }
    }

    private void add(String asset, String channel, double value, Optional<Instant> at, String unit) throws Refused {
        samples.add(
                asset,
                new ChannelReading(channel, OptionalDouble.of(value), at, unit, GOOD, Optional.empty()),
                Samples.FOREIGN);
    }

    /** Empty for "now", which is the arrival. */
    private Optional<Instant> time(JsonNode record) throws Refused {
        number(record, "ut");
        double seconds = baseTime + number(record, "t").orElse(0);
        if (Math.abs(seconds) >= TOO_FAR) {
            throw refused("t must be seconds since 1970, but was %s with its base".formatted(seconds));
        }
        boolean isRelative = seconds < RELATIVE_BELOW;
        saysWhen &= !isRelative;
        if (seconds == 0) {
            return Optional.empty();
        }
        long millis = Math.round(seconds * 1000);
        return Optional.of(isRelative ? now.plusMillis(millis) : Instant.ofEpochMilli(millis));
    }

    private boolean truth(JsonNode value) throws Refused {
        if (!value.isBoolean()) {
            throw refused("vb must be true or false, but was " + Json.describe(value));
        }
        return value.booleanValue();
    }

    private OptionalDouble number(JsonNode record, String label) throws Refused {
        JsonNode value = record.get(label);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw refused("%s must be a number, but was %s".formatted(label, Json.describe(value)));
        }
        return OptionalDouble.of(value.doubleValue());
    }

    private Optional<String> text(JsonNode record, String label) throws Refused {
        JsonNode value = record.get(label);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw refused("%s must be a text, but was %s".formatted(label, Json.describe(value)));
        }
        return Optional.of(value.stringValue());
    }

    private Refused refused(String problem) {
        return new Refused(Reason.UNDECODABLE, "SenML record %d: %s".formatted(number, problem));
    }
}
