package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * What the cloud may do here. All of it needs requests that the cloud has signed.
 *
 * @param enabled whether any request is answered
 * @param confirmWithin time in which the cloud must be reached after a change of configuration; otherwise it is taken back
 * @param healthyWithin time in which new software must reach the cloud; otherwise the old one comes back
 * @param commands what may be run
 */
public record RemotePolicy(boolean enabled, Duration confirmWithin, Duration healthyWithin, Commands commands) {

    /** Configuration and updates yes, commands no. */
    public static final RemotePolicy DEFAULT = new RemotePolicy(
            true, Duration.ofMinutes(3), Duration.ofMinutes(5), new Commands(false, List.of(), Duration.ofSeconds(60)));

    /**
     * CMD-V1.
     *
     * @param enabled off unless the technician wants it
     * @param allow programs that may be run, by absolute path; no shell stands between, so arguments mean nothing else
     * @param timeout longest run; the request may ask for less
     */
    public record Commands(boolean enabled, List<String> allow, Duration timeout) {

        public Commands {
            allow = List.copyOf(allow);
        }
    }
}
