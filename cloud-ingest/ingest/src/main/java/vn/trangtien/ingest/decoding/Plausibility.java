package vn.trangtien.ingest.decoding;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.wording.Printable;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.Origin;

/** What is done with values, times and texts that a device could not mean. */
public final class Plausibility {

    private static final int MAX_NAME = 128;
    private static final int MAX_UNIT = 32;
    /** Facts of one gateway. */
    public static final int MAX_FACTS = 80;

    private static final int MAX_FACT = 1_000;
    /** Eight reasons and how many cameras are left; a reason with three names of 64 characters before it. */
    private static final int MAX_LINES = 9;

    private static final int MAX_LINE = 500;
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    /** Clocks of gateways and cloud may differ by this much. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    /** See {@link #believe}. */
    private static volatile Duration maxAge = Duration.ofDays(31);

    private static final String GOOD = "GOOD";
    private static final String UNCERTAIN = "UNCERTAIN";
    private static final String NOT_A_NUMBER = "SENSOR_FAULT";
    private static final Set<String> QUALITIES =
            Set.of(GOOD, UNCERTAIN, "STALE", "OUT_OF_RANGE", "WARMING_UP", NOT_A_NUMBER, "COMM_FAULT", "CONFIG_ERROR");

    private Plausibility() {}

    /** Names become parts of keys and paths: short, printable, without slash and backslash. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= MAX_NAME
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && Printable.isPrintable(name);
    }

    public static String nameRule(String what, String name) {
        return "the name of a %s must be 1 to %d printable characters without / and \\, but was '%s'"
                .formatted(what, MAX_NAME, printable(name, MAX_NAME));
    }

    public static boolean isJpeg(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
    }

    /** ISO/IEC 14496-12: a file begins with a box whose type is {@code ftyp}. */
    public static boolean isMp4(byte[] bytes) {
        return bytes.length > 8 && bytes[4] == 'f' && bytes[5] == 't' && bytes[6] == 'y' && bytes[7] == 'p';
    }

    /** A gateway's own time of a message, however wrong its clock; empty if it is none that a database could hold. */
    public static Optional<Instant> saidAt(OptionalLong epochMillis) {
        return epochMillis.stream()
                .filter(millis -> millis >= 0 && millis < END_OF_TIME.toEpochMilli())
                .mapToObj(Instant::ofEpochMilli)
                .findFirst();
    }

    /**
     * Sets for the whole process how long before its arrival something may have happened if nobody vouches for the clock. To be
     * called before the first message is decoded: what a message says must not depend on when it is read.
     */
    static void believe(Duration most) {
        maxAge = most;
    }

    /** The time itself, or the arrival when the gateway's clock cannot have been right. */
    public static Instant time(Instant claimed, Origin origin, Instant receivedAt) {
        return isPlausible(claimed, origin, receivedAt) ? claimed : receivedAt;
    }

    /**
     * The reading as the city sees it: a value that is no number becomes a fault, a time that cannot be is replaced by the
     * arrival, and a good value measured by a clock that is not to be trusted is uncertain.
     */
    public static Observation observation(
            ChannelRef channel, ChannelReading reading, Origin origin, Instant receivedAt) {
        Double value = reading.value().isPresent() ? (Double) reading.value().getAsDouble() : null;
        String quality = QUALITIES.contains(reading.quality()) ? reading.quality() : UNCERTAIN;
        if (value != null && !Double.isFinite(value)) {
            value = null;
            quality = NOT_A_NUMBER;
        }
        Instant claimed = reading.measuredAt().orElse(receivedAt);
        boolean timeIsGood = origin.clockTrusted() && isPlausible(claimed, origin, receivedAt);
        return new Observation(
                channel,
                value,
                isUnit(reading.unit()) ? reading.unit() : "",
                timeIsGood || !quality.equals(GOOD) ? quality : UNCERTAIN,
                time(claimed, origin, receivedAt),
                receivedAt,
                origin.simulated());
    }

    /** Printable and bounded, for the registry. */
    public static Map<String, String> facts(Map<String, String> told) {
        Map<String, String> facts = new LinkedHashMap<>();
        told.forEach((name, text) -> {
            if (facts.size() < MAX_FACTS && isName(name)) {
                facts.put(name, printable(text, MAX_FACT));
            }
        });
        return facts;
    }

    /**
     * A spool holds days, so late is no reason to doubt; but what nobody vouches for and is older than any spool is rather a clock that was
     * never set than a value that waited so long.
     */
    private static boolean isPlausible(Instant claimed, Origin origin, Instant receivedAt) {
        Instant earliest = origin.clockVouched() ? EARLIEST : receivedAt.minus(maxAge);
        return !claimed.isBefore(earliest)
                && !claimed.isBefore(EARLIEST)
                && !claimed.isAfter(receivedAt.plus(CLOCK_DIFFERENCE));
    }

    private static boolean isUnit(String unit) {
        return unit.length() <= MAX_UNIT && Printable.isPrintable(unit);
    }

    /** A text of several lines: as many of them as are told, each cut and without what cannot be shown. */
    public static String lines(String text) {
        return text.lines()
                .limit(MAX_LINES)
                .map(line -> printable(line, MAX_LINE))
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    /** The text, cut and without what cannot be shown. */
    public static String printable(String text) {
        return printable(text, MAX_FACT);
    }

    public static String printable(@Nullable String text, int most) {
        return text == null ? "" : Printable.text(text, most);
    }
}
