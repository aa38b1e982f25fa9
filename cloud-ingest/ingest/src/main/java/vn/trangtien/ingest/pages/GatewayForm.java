package vn.trangtien.ingest.pages;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.NewGateway;

/**
 * What a technician types to register a gateway. Coordinates stay text until they are checked, so that what was typed comes
 * back with its error; a decimal comma counts as a point.
 */
record GatewayForm(
        @NotNull(message = REQUIRED) @Pattern(regexp = NAME, message = NAME_RULE) String account,

        @NotNull(message = REQUIRED) @Pattern(regexp = NAME, message = NAME_RULE) String gateway,

        @NotBlank(message = REQUIRED) @Size(max = 120, message = TOO_LONG) String name,

        @NotBlank(message = REQUIRED) @Size(max = 60, message = TOO_LONG) String kind,

        @DecimalMin(value = "-90", message = LAT_RULE) @DecimalMax(value = "90", message = LAT_RULE) @Nullable String lat,

        @DecimalMin(value = "-180", message = LON_RULE) @DecimalMax(value = "180", message = LON_RULE) @Nullable String lon,

        @Nullable Boolean approval,

        @Size(max = 60, message = TOO_LONG) @Nullable String profile) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_:-]{0,62}";
    private static final String REQUIRED = "{gateway.form.required}";
    private static final String TOO_LONG = "{gateway.form.too-long}";
    private static final String NAME_RULE = "{gateway.form.name-rule}";
    private static final String LAT_RULE = "{gateway.form.lat-rule}";
    private static final String LON_RULE = "{gateway.form.lon-rule}";

    GatewayForm {
        lat = number(lat);
        lon = number(lon);
    }

    static GatewayForm empty() {
        return new GatewayForm("hue", "", "", "edge", null, null, false, "");
    }

    /** Whether one coordinate is given without the other. */
    boolean hasHalfAPosition() {
        return (lat == null) != (lon == null);
    }

    NewGateway checked() {
        return new NewGateway(
                new GatewayId(account, gateway),
                name,
                kind,
                lat == null ? null : Double.valueOf(lat),
                lon == null ? null : Double.valueOf(lon),
                Boolean.TRUE.equals(approval),
                profile == null ? "" : profile.strip());
    }

    private static @Nullable String number(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip().replace(',', '.');
    }
}
