package vn.trangtien.ingest.objects;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.objects}: where pictures and films are kept, and how long, by what they are.
 *
 * @param kind of store
 * @param maxAge of masked pictures of a whole view
 * @param objectMaxAge of masked pictures of one object
 * @param clipMaxAge of films
 * @param clearMaxAge of pictures in which persons can be recognised, whatever they show
 * @param maxPerCamera newest pictures and films of each class that are kept of one camera
 */
@ConfigurationProperties("trangtien.ingest.objects")
public record ObjectProperties(
        @DefaultValue("files") Kind kind,
        @DefaultValue("7d") Duration maxAge,
        @DefaultValue("30d") Duration objectMaxAge,
        @DefaultValue("7d") Duration clipMaxAge,
        @DefaultValue("3d") Duration clearMaxAge,
        @DefaultValue("1000") int maxPerCamera) {

    /** Where objects are kept. */
    public enum Kind {
        /** In the data directory. */
        FILES,
        /** In a bucket, and in files until they are there: {@link S3Properties}. */
        S3
    }

    Duration maxAge(Snapshot.Retention retention) {
        return switch (retention) {
            case VIEW -> maxAge;
            case OBJECT -> objectMaxAge;
            case CLIP -> clipMaxAge;
            case CLEAR -> clearMaxAge;
        };
    }
}
