package vn.trangtien.ingest.releases;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.releases}.
 *
 * @param maxBytes of one package; {@code spring.servlet.multipart.max-file-size} bounds the upload as well
 * @param url under which gateways reach the device door; by default the door says so itself
 */
@ConfigurationProperties("trangtien.ingest.releases")
public record ReleaseProperties(
        @DefaultValue("209715200") long maxBytes, @Nullable String url) {}
