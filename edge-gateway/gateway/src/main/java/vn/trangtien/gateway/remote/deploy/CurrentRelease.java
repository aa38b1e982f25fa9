package vn.trangtien.gateway.remote.deploy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code releases/current}, which the launcher reads and writes too: one {@code key=value} a line. No file means that the
 * installed release runs.
 *
 * @param version folder below {@code releases}
 * @param trial whether it still has to prove itself
 * @param starts how often the trial was started
 * @param previous what comes back if the trial fails; empty for the installed release
 */
public record CurrentRelease(ReleaseVersion version, boolean trial, int starts, Optional<ReleaseVersion> previous) {

    /** A new release, not started yet. */
    static CurrentRelease onTrial(ReleaseVersion version, Optional<ReleaseVersion> previous) {
        return new CurrentRelease(version, true, 0, previous);
    }

    static CurrentRelease confirmed(ReleaseVersion version, Optional<ReleaseVersion> previous) {
        return new CurrentRelease(version, false, 0, previous);
    }

    String text() {
        return "version=%s\nstate=%s\nstarts=%d\nprevious=%s\n"
                .formatted(
                        version,
                        trial ? "trial" : "confirmed",
                        starts,
                        previous.map(ReleaseVersion::text).orElse(""));
    }

    /** Empty for what the launcher would not understand either. */
    static Optional<CurrentRelease> parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        String state = values.getOrDefault("state", "");
        String starts = values.getOrDefault("starts", "0");
        String previous = values.getOrDefault("previous", "");
        Optional<ReleaseVersion> before = ReleaseVersion.of(previous);
        if (!(state.equals("trial") || state.equals("confirmed"))
                || !starts.matches("[0-9]{1,9}")
                || (before.isEmpty() && !previous.isEmpty())) {
            return Optional.empty();
        }
        return ReleaseVersion.of(values.getOrDefault("version", ""))
                .map(version -> new CurrentRelease(version, state.equals("trial"), Integer.parseInt(starts), before));
    }
}
