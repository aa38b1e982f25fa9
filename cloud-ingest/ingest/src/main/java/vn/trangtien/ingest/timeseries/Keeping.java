package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long each tier is kept, from a day on. Whole days, 0 for ever; no tier for a shorter time than a finer one, or there would
 * be times of which only the detail is known.
 *
 * @param from the day of the city on which this begins to hold
 */
public record Keeping(
        LocalDate from,
        @DefaultValue("365d") Duration raw,
        @DefaultValue("730d") Duration minutes,
        @DefaultValue("1826d") Duration quarters,
        @DefaultValue("0d") Duration days) {

    static final Keeping DEFAULT = new Keeping(
            LocalDate.of(2020, 1, 1), Duration.ofDays(365), Duration.ofDays(730), Duration.ofDays(1826), Duration.ZERO);

    private static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");

    public Keeping {
        Duration finer = Duration.ofDays(1);
        for (Map.Entry<Tier, Duration> each :
                inOrder(raw, minutes, quarters, days).entrySet()) {
            Duration length = each.getValue().isZero() ? Duration.ofSeconds(Long.MAX_VALUE) : each.getValue();
            if (length.compareTo(finer) < 0
                    || each.getValue().toDays() * 86_400 != each.getValue().toSeconds()) {
                throw new IllegalArgumentException(
                        "trangtien.ingest.timeseries.keep from %s: the tier %s must be kept for whole days, at least one and no fewer"
                                        .formatted(from, each.getKey().label())
                                + " than a finer tier (or 0d: for ever), but was " + each.getValue());
            }
            finer = length;
        }
    }

    /** The one that holds now: the newest that has begun. */
    static Keeping inForce(List<Keeping> all, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, CITY);
        return all.stream()
                .filter(one -> !one.from.isAfter(today))
                .max(Comparator.comparing(Keeping::from))
                .orElse(DEFAULT);
    }

    /** Empty: for ever. */
    Optional<Duration> of(Tier tier) {
        return Optional.of(inOrder(raw, minutes, quarters, days).getOrDefault(tier, Duration.ZERO))
                .filter(length -> !length.isZero());
    }

    /** Since when that tier is whole; before, it may be gone or half gone. */
    Instant wholeSince(Tier tier, Instant now) {
        return of(tier).map(now::minus).orElse(Instant.EPOCH);
    }

    private static Map<Tier, Duration> inOrder(Duration raw, Duration minutes, Duration quarters, Duration days) {
        var lengths = new EnumMap<Tier, Duration>(Tier.class);
        lengths.put(Tier.RAW, raw);
        lengths.put(Tier.MINUTE, minutes);
        lengths.put(Tier.QUARTER, quarters);
        lengths.put(Tier.DAY, days);
        return lengths;
    }
}
