package vn.trangtien.ingest.releases;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.releases}.
 *
 * @param maxBytes of one package; {@code spring.servlet.multipart.max-file-size} bounds the upload as well
 */
@ConfigurationProperties("trangtien.ingest.releases")
public record ReleaseProperties(@DefaultValue("209715200") long maxBytes) {}
