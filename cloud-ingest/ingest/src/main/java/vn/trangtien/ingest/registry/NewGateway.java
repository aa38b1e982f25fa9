package vn.trangtien.ingest.registry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A gateway to be registered.
 *
 * @param name for people, 1 to 120 characters
 * @param kind 1 to 60 characters
 * @param lat -90 to 90, together with lon or not at all
 * @param lon -180 to 180
 * @param approval whether somebody must agree before a device becomes it
 * @param profile at most 60 characters: which configuration it is meant to get; may be empty
 */
public record NewGateway(
        GatewayId id,
        String name,
        String kind,
        @Nullable Double lat,
        @Nullable Double lon,
        boolean approval,
        String profile) {

    /** Client ids of the cloud's own sessions: whose certificate bears one of them could read what is meant for the cloud. */
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(city-cloud|ingest-bridge|city-commands|city-releases)(-.*)?");

    public NewGateway {
        requireText("name", name, 120);
        requireText("kind", kind, 60);
        if (RESERVED.matcher(id.gateway()).matches()) {
            throw new IllegalArgumentException(
                    "gateway must not be one of the cloud's own names (city-cloud, ingest-bridge …), but was '%s'; choose another"
                            .formatted(id.gateway()));
        }
        if (profile.length() > 60 || profile.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "profile must be at most 60 printable characters, but was '%s'".formatted(profile));
        }
        if ((lat == null) != (lon == null)) {
            throw new IllegalArgumentException(
                    "lat and lon must be given together or left out together, but were lat=%s lon=%s"
                            .formatted(lat, lon));
        }
        requireRange("lat", lat, 90);
        requireRange("lon", lon, 180);
    }

    private static void requireText(String field, String text, int most) {
        if (text.isBlank() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d printable characters, but was '%s'".formatted(field, most, text));
        }
    }

    private static void requireRange(String field, @Nullable Double degrees, double limit) {
        if (degrees != null && !(Math.abs(degrees) <= limit)) {
            throw new IllegalArgumentException(
                    "%s must lie between -%s and %s degrees, but was %s".formatted(field, limit, limit, degrees));
        }
    }
}
