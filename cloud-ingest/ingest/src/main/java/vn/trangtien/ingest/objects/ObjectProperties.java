package vn.trangtien.ingest.objects;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.objects}.
 *
 * @param maxAge after which a picture is deleted
 * @param maxPerCamera newest pictures that are kept of one camera
 */
@ConfigurationProperties("trangtien.ingest.objects")
public record ObjectProperties(
        @DefaultValue("7d") Duration maxAge,
        @DefaultValue("1000") int maxPerCamera) {}
