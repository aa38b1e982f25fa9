package vn.trangtien.ingest.enrolment;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.enrolment.door}.
 *
 * @param host address that the door listens on
 * @param port of the door; 0 to have none
 * @param publicUrl what labels tell gateways; by default made of host and port
 */
@ConfigurationProperties("trangtien.ingest.enrolment.door")
public record DoorProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8443") int port,
        @Nullable String publicUrl) {

    public DoorProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.enrolment.door.port must be 0 to 65535, but was " + port);
        }
        if (publicUrl != null && !publicUrl.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.enrolment.door.public-url must begin with https://, but was '%s'"
                            .formatted(publicUrl));
        }
    }
}
