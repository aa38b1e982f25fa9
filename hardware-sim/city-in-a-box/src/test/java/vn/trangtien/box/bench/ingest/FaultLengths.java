package vn.trangtien.box.bench.ingest;

import java.time.Duration;

/**
 * How hard and how long it goes wrong; {@code -Dtrangtien.faults=full} takes the figures that the city was promised.
 *
 * @param rate messages a second that are asked for when the ingest is killed; it takes as many as it can
 * @param beforeTheKill how many of them are acknowledged first
 * @param kafka is away
 * @param store of time series is away
 * @param fullDisk there is no room
 * @param database is away
 * @param storm within which all gateways are back
 * @param poison how many messages that nobody can read are waited for
 */
record FaultLengths(
        double rate,
        int beforeTheKill,
        Duration kafka,
        Duration store,
        Duration fullDisk,
        Duration database,
        Duration storm,
        int poison) {

    private static final String PROPERTY = "trangtien.faults";

    private static final FaultLengths SHORT = new FaultLengths(
            3_000,
            3_000,
            Duration.ofSeconds(4),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            30);

    private static final FaultLengths FULL = new FaultLengths(
            3_000,
            60_000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(12),
            300);

    static FaultLengths asked() {
        String asked = System.getProperty(PROPERTY, "short");
        return switch (asked) {
            case "short" -> SHORT;
            case "full" -> FULL;
            default ->
                throw new IllegalArgumentException(
                        "%s must be short or full, but was '%s'; leave it out for short".formatted(PROPERTY, asked));
        };
    }
}
