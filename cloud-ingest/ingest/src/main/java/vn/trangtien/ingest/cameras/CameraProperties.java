package vn.trangtien.ingest.cameras;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.cameras}: how long it is kept what cameras saw.
 *
 * @param objectsFor time after the last word about an object
 * @param alertsFor time after the last word about an alert
 * @param plateTextFor time after which a number plate in clear is forgotten; its keyed hash stays with the object
 */
@ConfigurationProperties("trangtien.ingest.cameras")
public record CameraProperties(
        @DefaultValue("30d") Duration objectsFor,
        @DefaultValue("90d") Duration alertsFor,
        @DefaultValue("24h") Duration plateTextFor) {}
