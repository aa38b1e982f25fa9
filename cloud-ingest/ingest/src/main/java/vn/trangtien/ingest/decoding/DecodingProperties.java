package vn.trangtien.ingest.decoding;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.decoding}.
 *
 * @param maxAge how long before its arrival a value may have been measured if its sender does not say that its clock was
 *     synchronised; at least a day, because devices keep what they cannot send
 */
@ConfigurationProperties("trangtien.ingest.decoding")
public record DecodingProperties(@DefaultValue("31d") Duration maxAge) {

    private static final Duration LEAST = Duration.ofDays(1);
    private static final Duration MOST = Duration.ofDays(3650);

    public DecodingProperties {
        if (maxAge.compareTo(LEAST) < 0 || maxAge.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.decoding.max-age must be 1d to 3650d, because devices keep for days what they cannot send, but was "
                            + maxAge);
        }
    }
}
