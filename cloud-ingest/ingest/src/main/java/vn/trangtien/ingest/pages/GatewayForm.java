package vn.trangtien.ingest.pages;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.NewGateway;

/** What a technician types to register a gateway. */
record GatewayForm(
        @Pattern(regexp = NAME, message = "{gateway.form.name-rule}") String account,

        @Pattern(regexp = NAME, message = "{gateway.form.name-rule}") String gateway,

        @NotBlank(message = "{gateway.form.required}") @Size(max = 120, message = "{gateway.form.too-long}") String name,

        @NotBlank(message = "{gateway.form.required}") @Size(max = 60, message = "{gateway.form.too-long}") String kind,

        @Nullable @DecimalMin(value = "-90", message = "{gateway.form.lat-rule}") @DecimalMax(value = "90", message = "{gateway.form.lat-rule}") Double lat,

        @Nullable @DecimalMin(value = "-180", message = "{gateway.form.lon-rule}") @DecimalMax(value = "180", message = "{gateway.form.lon-rule}") Double lon) {

    static final String NAME = "[A-Za-z0-9][A-Za-z0-9_:-]{0,62}";

    static GatewayForm empty() {
        return new GatewayForm("hue", "", "", "edge", null, null);
    }

    /** Whether one coordinate is given without the other. */
    boolean hasHalfAPosition() {
        return (lat == null) != (lon == null);
    }

    NewGateway checked() {
        return new NewGateway(new GatewayId(account, gateway), name, kind, lat, lon);
    }
}
