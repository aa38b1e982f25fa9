package vn.trangtien.ingest.registry;

import org.jspecify.annotations.Nullable;

/**
 * A gateway to be registered.
 *
 * @param name for people, 1 to 120 characters
 * @param kind 1 to 60 characters
 * @param lat -90 to 90, together with lon or not at all
 * @param lon -180 to 180
 */
public record NewGateway(
        GatewayId id,
        String name,
        String kind,
        @Nullable Double lat,
        @Nullable Double lon) {

    public NewGateway {
        requireText("name", name, 120);
        requireText("kind", kind, 60);
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
