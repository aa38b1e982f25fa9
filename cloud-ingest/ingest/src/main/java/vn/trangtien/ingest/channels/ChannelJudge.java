package vn.trangtien.ingest.channels;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.Observation;

/**
 * Judges one value of one channel. The same value with the same knowledge and the same last value always gives the same judgement.
 * Thread-safe: no state.
 *
 * <p>In this order: what a person decided of the channel counts first; then the catalogue of our drivers' channels, by name and
 * unit; then that the sender is one of ours. What is left is quarantined. A value of a known channel is converted into its unit,
 * then held against its range, then against the last value. A device's own bad mark is never made better.
 */
public final class ChannelJudge {

    private static final String GOOD = "GOOD";
    private static final String UNCERTAIN = "UNCERTAIN";
    private static final String OUT_OF_RANGE = "OUT_OF_RANGE";
    private static final double MILLIS = 1_000.0;

    private final ChannelCatalogue catalogue;

    public ChannelJudge(ChannelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param last the last usable value of the channel; empty if there is none, or nobody needs it */
    public Judgement judge(Observation observation, Knowledge known, Optional<LastValue> last) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        Standing decided = known.decided().orElse(null);
        if (decided == Standing.BLOCKED) {
            return new Judgement(observation, Standing.BLOCKED, Set.of(Finding.BLOCKED));
        }
        if (decided == Standing.IGNORED) {
            return new Judgement(observation, Standing.IGNORED, findings);
        }
        if (decided == Standing.QUARANTINED) {
            return new Judgement(observation, Standing.QUARANTINED, findings);
        }
        Optional<ChannelSpec> spec = spec(observation, known);
        if (decided != Standing.KNOWN) {
            String name = observation.channel().channel();
            if (spec.isEmpty() && !known.ours()) {
                findings.add(catalogue.hasName(name) ? Finding.UNIT_MISMATCH : Finding.UNKNOWN_NAME);
                return new Judgement(observation, Standing.QUARANTINED, findings);
            }
        }
        return spec.map(held -> hold(observation, held, last, findings, known.ours()))
                .orElseGet(() -> new Judgement(observation, Standing.KNOWN, findings));
    }

    /** What is known of the channel: what a person said when adopting it, else what the catalogue says. */
    private Optional<ChannelSpec> spec(Observation observation, Knowledge known) {
        return known.decided().orElse(null) == Standing.KNOWN
                ? known.spec()
                : catalogue
                        .find(observation.channel().channel(), observation.unit())
                        .map(ChannelCatalogue.Entry::spec);
    }

    /** Whether the last value of the channel makes a difference. */
    boolean needsLast(Observation observation, Knowledge known) {
        return spec(observation, known).filter(ChannelJudge::hasRate).isPresent();
    }

    private static boolean hasRate(ChannelSpec spec) {
        return spec.kind() == ChannelSpec.Kind.GAUGE && spec.maxPerSecond().isPresent();
    }

    /** The value of a known channel against what is known of it. */
    private static Judgement hold(
            Observation observation, ChannelSpec spec, Optional<LastValue> last, Set<Finding> findings, boolean ours) {
        Double given = observation.value();
        if (given == null) {
            return new Judgement(observation, Standing.KNOWN, findings);
        }
        if (observation.unit().isEmpty() && !spec.unit().isEmpty()) {
            findings.add(Finding.NO_UNIT);
            return new Judgement(observation, Standing.KNOWN, findings);
        }
        OptionalDouble converted = Units.convert(given, observation.unit(), spec.unit());
        if (converted.isEmpty()) {
            findings.add(Finding.UNIT_MISMATCH);
            return new Judgement(observation, ours ? Standing.KNOWN : Standing.QUARANTINED, findings);
        }
        double value = converted.getAsDouble();
        if (!observation.unit().equals(spec.unit())) {
            findings.add(Finding.CONVERTED);
        }
        String quality = observation.quality();
        if (!spec.contains(value)) {
            findings.add(Finding.OUT_OF_RANGE);
            quality = observation.isUsable() ? OUT_OF_RANGE : quality;
        } else if (isTooFast(value, observation, spec, last.orElse(null))) {
            findings.add(Finding.TOO_FAST);
            quality = quality.equals(GOOD) ? UNCERTAIN : quality;
        }
        return new Judgement(
                new Observation(
                        observation.channel(),
                        value,
                        spec.unit(),
                        quality,
                        observation.measuredAt(),
                        observation.receivedAt(),
                        observation.simulated()),
                Standing.KNOWN,
                findings);
    }

    private static boolean isTooFast(
            double value, Observation observation, ChannelSpec spec, @Nullable LastValue last) {
        if (last == null || !hasRate(spec)) {
            return false;
        }
        double seconds =
                Duration.between(last.measuredAt(), observation.measuredAt()).toMillis() / MILLIS;
        // Late data and two values of one moment say nothing of a rate.
        return seconds > 0
                && Math.abs(value - last.value()) > spec.maxPerSecond().getAsDouble() * seconds;
    }
}
