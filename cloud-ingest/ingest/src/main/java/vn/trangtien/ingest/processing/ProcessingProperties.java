package vn.trangtien.ingest.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.processing}.
 *
 * @param batch most messages in one transaction
 * @param silence after which a gateway that counts as there is missing
 */
@ConfigurationProperties("trangtien.ingest.processing")
public record ProcessingProperties(
        @DefaultValue("5000") int batch,
        @DefaultValue("15m") Duration silence) {

    public ProcessingProperties {
        if (batch < 1 || batch > 10_000) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.processing.batch must be 1 to 10000, but was " + batch);
        }
    }
}
