package vn.trangtien.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Text;
import vn.trangtien.sim.fault.FaultSetting;
import vn.trangtien.sim.world.WorldProfile;

/**
 * One scenario. Times count from its start.
 *
 * @param file it was read from, for messages
 * @param seed of everything random
 * @param length of a whole run
 * @param gateway name of the gateway's configuration file
 * @param gatewayYaml content of that file
 * @param instruments what is special about the instrument behind a device, by the device's id, as its model documents it
 */
public record Scenario(
        String file,
        String name,
        Text title,
        long seed,
        Duration length,
        WorldProfile world,
        String gateway,
        String gatewayYaml,
        Map<String, Map<String, Object>> instruments,
        List<PlannedCommand> commands,
        List<PlannedFault> faults,
        List<Expectation> expectations) {

    public Scenario {
        instruments = Map.copyOf(instruments);
        commands = List.copyOf(commands);
        faults = List.copyOf(faults);
        expectations = List.copyOf(expectations);
    }

    /**
     * Something that goes wrong for a while.
     *
     * @param target id of a device, {@code bus/…} or {@code gateway}
     */
    public record PlannedFault(Duration at, Duration length, String target, FaultSetting setting, int line) {}

    /** Something that a device is told. */
    public record PlannedCommand(Duration at, String device, String channel, double value, int line) {}

    /**
     * What must be seen at least once, or never, between two times.
     *
     * @param subject {@code device.channel}, or the name of a counter of the run
     * @param isCounter whether {@code subject} is a counter, which is looked at when the run has ended
     * @param above the value must be greater
     * @param below the value must be less
     * @param quality the value must have
     * @param never whether all this must not be seen
     */
    public record Expectation(
            String subject,
            boolean isCounter,
            OptionalDouble above,
            OptionalDouble below,
            Optional<Quality> quality,
            boolean never,
            Duration after,
            Duration within,
            int line) {

        /** Whether a reading at this time shows what this is about. */
        public boolean matches(Duration at, double value, Quality seen) {
            return at.compareTo(after) >= 0
                    && at.compareTo(after.plus(within)) <= 0
                    && (quality.isEmpty() || quality.get() == seen)
                    && holds(value);
        }

        /** Whether a value is on the right side; one that is missing is on neither. */
        public boolean holds(double value) {
            return (above.isEmpty() || value > above.getAsDouble()) && (below.isEmpty() || value < below.getAsDouble());
        }

        @Override
        public String toString() {
            var text = new StringBuilder(subject);
            above.ifPresent(limit -> text.append(" > ").append(limit));
            below.ifPresent(limit -> text.append(" < ").append(limit));
            quality.ifPresent(wanted -> text.append(' ').append(wanted));
            if (never) {
                text.append(" never");
            }
            if (!isCounter) {
                text.append(", ").append(hours(after)).append(" – ").append(hours(after.plus(within)));
            }
            return text.toString();
        }

        private static String hours(Duration time) {
            return "%d:%02d".formatted(time.toHours(), time.toMinutesPart());
        }
    }
}
