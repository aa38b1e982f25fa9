package vn.trangtien.platform.audit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings under {@code trangtien.audit.anchor}. One service of the city anchors for all; the others leave {@code tsaUrl} empty.
 *
 * @param tsaUrl HTTP address of the time-stamping authority; empty: nothing is anchored
 * @param tsaTrust certificates in PEM that vouch for the authority; needed with an address, and for checking stamps
 * @param tsaPolicies object identifiers of the policies that are accepted; needed with an address
 * @param everyEntries anchors as soon as so many entries wait, 1 to 10,000
 * @param every anchors whatever waits as soon as the oldest has waited so long
 * @param look how often the log is looked at
 * @param timeout for the authority, connecting and answering
 * @param clockTolerance how far its time may be from ours
 * @param alarmAfter entries that wait longer than this for an anchor are an alarm
 */
@ConfigurationProperties("trangtien.audit.anchor")
public record AnchorSettings(
        @Nullable URI tsaUrl,
        @Nullable Resource tsaTrust,
        @DefaultValue List<String> tsaPolicies,
        @DefaultValue("1000") int everyEntries,
        @DefaultValue("10m") Duration every,
        @DefaultValue("5s") Duration look,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("2m") Duration clockTolerance,
        @DefaultValue("1h") Duration alarmAfter) {

    static final int MOST_ENTRIES = 10_000;

    private static final String PREFIX = "trangtien.audit.anchor.";

    public AnchorSettings {
        tsaPolicies = List.copyOf(tsaPolicies);
        if (everyEntries < 1 || everyEntries > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    PREFIX + "every-entries must be 1 to %d, but was %d".formatted(MOST_ENTRIES, everyEntries));
        }
        if (tsaUrl != null && !tsaUrl.toString().isEmpty()) {
            if (!"http".equals(tsaUrl.getScheme()) && !"https".equals(tsaUrl.getScheme())) {
                throw new IllegalArgumentException(PREFIX + "tsa-url must begin with http or https, but was " + tsaUrl);
            }
            if (tsaTrust == null || tsaPolicies.isEmpty()) {
                throw new IllegalArgumentException(
                        PREFIX + "tsa-trust and tsa-policies must be set beside tsa-url; ask the authority for its"
                                + " certificate and the object identifier of its policy");
            }
        }
    }

    boolean isOn() {
        return tsaUrl != null && !tsaUrl.toString().isEmpty();
    }
}
