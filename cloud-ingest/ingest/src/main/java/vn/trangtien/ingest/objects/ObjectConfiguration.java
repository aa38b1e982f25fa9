package vn.trangtien.ingest.objects;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import vn.trangtien.ingest.disk.DataDirectory;

/** Chooses the store by {@code trangtien.ingest.objects.kind}. */
@Configuration(proxyBeanMethods = false)
class ObjectConfiguration {

    private static final String KIND = "trangtien.ingest.objects.kind";

    @Bean
    @ConditionalOnProperty(name = KIND, havingValue = "files", matchIfMissing = true)
    ObjectStore objectStore(DataDirectory data) {
        return new FileObjects(data);
    }

    /** Objects in a bucket. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = KIND, havingValue = "s3")
    static class Bucket {

        @Bean
        S3Objects bucket(S3Properties properties) {
            return new S3Objects(properties);
        }

        @Bean
        @Primary
        ObjectStore objectStore(DataDirectory data, S3Objects bucket) {
            return new MovingObjects(new FileObjects(data), bucket);
        }

        @Bean
        ObjectMoving objectBucket(
                DataDirectory data, S3Objects bucket, ObjectBooks books, Clock clock, MeterRegistry meters) {
            var files = new FileObjects(data);
            return new ObjectMoving(bucket, files, new ObjectMover(files, bucket, books), clock, meters);
        }
    }
}
