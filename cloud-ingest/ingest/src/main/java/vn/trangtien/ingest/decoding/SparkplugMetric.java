package vn.trangtien.ingest.decoding;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One metric as it was sent.
 *
 * @param name empty where the alias stands for it
 * @param alias an unsigned number that a birth explains
 * @param member path within a template, empty for an ordinary metric
 * @param timestampMs when it was measured; empty when only the message has a time
 * @param datatype code of the specification, 0 if not told
 * @param passing the sender asks not to keep it (is_transient)
 * @param unit of property engUnit, empty if not told
 * @param quality of property Quality: 192 good, 0 bad, 500 stale
 */
public record SparkplugMetric(
        Optional<String> name,
        OptionalLong alias,
        String member,
        OptionalLong timestampMs,
        int datatype,
        boolean passing,
        Value value,
        String unit,
        OptionalLong quality) {

    static final int INT8 = 1;
    static final int INT16 = 2;
    static final int INT32 = 3;
    static final int INT64 = 4;
    static final int UINT8 = 5;
    static final int UINT64 = 8;
    static final int BOOLEAN = 11;
    static final int DATE_TIME = 13;

    /** What stands in the metric's value; what it means, its datatype tells. */
    public sealed interface Value {

        /**
         * A whole number as it was sent, without a sign.
         *
         * @param isLong whether it was sent as 64 bits
         */
        record Whole(long bits, boolean isLong) implements Value {}

        record Real(double number) implements Value {}

        record Truth(boolean isTrue) implements Value {}

        record Text(String text) implements Value {}

        /** No value, and the sender says so (is_null) or left it out. */
        record Nothing() implements Value {}

        /** Bytes, tables, files. */
        record Other() implements Value {}
    }

    /**
     * The value as a number; true is 1 and false is 0. Whole numbers beyond 2^53 lose their last digits, as in every series.
     *
     * @param declared datatype of the metric, by itself or by its birth; 0 if nobody told
     */
    OptionalDouble number(int declared) {
        if (value instanceof Value.Real real) {
            return OptionalDouble.of(real.number());
        }
        if (value instanceof Value.Truth truth) {
            return OptionalDouble.of(truth.isTrue() ? 1 : 0);
        }
        if (value instanceof Value.Whole whole && declared != DATE_TIME) {
            return OptionalDouble.of(number(whole, declared));
        }
        return OptionalDouble.empty();
    }

    /** Senders extend a negative number to 32 or 64 bits or not at all, so the width of the datatype is what counts. */
    private static double number(Value.Whole whole, int declared) {
        long bits = whole.bits();
        return switch (declared) {
            case INT8 -> (byte) bits;
            case INT16 -> (short) bits;
            case INT32 -> (int) bits;
            case INT64 -> bits;
            case BOOLEAN -> bits == 0 ? 0 : 1;
            default -> whole.isLong() ? unsigned(bits) : bits & 0xFFFF_FFFFL;
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
    }

    /** Whether a metric of this datatype has values that are numbers; one of an unknown type is taken for such. */
    static boolean isNumeric(int datatype) {
        return datatype >= 0 && datatype <= BOOLEAN;
    }
}
