package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.objects.s3}: the bucket, when objects are kept in one.
 *
 * @param endpoint of a store of one's own, with scheme and port; none for Amazon's
 * @param region as the store calls it; most stores of one's own do not mind
 * @param bucket which must be there, without versions; it is never made and never opened to the public
 * @param prefix before every key, empty or ending in a slash
 * @param pathStyle the bucket stands in the path and not in the host name; usual for stores of one's own, and their default
 * @param accessKeyId with {@code secretAccessKeyFile}; without both, {@code AWS_ACCESS_KEY_ID} and
 *     {@code AWS_SECRET_ACCESS_KEY} of the environment
 * @param secretAccessKeyFile its first line is the secret key; for systemd credentials and mounted secrets
 * @param trustFile certificates in PEM of the authorities that the store's certificate may come from; none for Java's own list
 * @param encryption at rest, by the store
 * @param kmsKeyId key for {@link Encryption#KMS}; none for the account's own
 * @param connectTimeout until a connection stands
 * @param timeout of one attempt, whole object included
 * @param attempts at most, of one call
 */
@ConfigurationProperties(S3Properties.NAME)
public record S3Properties(
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String bucket,
        @DefaultValue("objects/") String prefix,
        @Nullable Boolean pathStyle,
        @DefaultValue("") String accessKeyId,
        @Nullable Path secretAccessKeyFile,
        @Nullable Path trustFile,
        @DefaultValue("none") Encryption encryption,
        @DefaultValue("") String kmsKeyId,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("3") int attempts) {

    static final String NAME = "trangtien.ingest.objects.s3";

    private static final int MOST_ATTEMPTS = 10;

    /** What the store is asked to do before it writes to its disks. */
    public enum Encryption {
        /** What the bucket does by itself. */
        NONE,
        /** With keys of the store (SSE-S3). */
        AES256,
        /** With keys of a key service (SSE-KMS). */
        KMS
    }

    /** An access key with its secret, which no text shows. */
    record Keys(String id, String secret) {

        @Override
        public String toString() {
            return "Keys[hidden]";
        }
    }

    /** Refuses what cannot work; not in the constructor, because without an S3 store none of it matters. */
    void check() {
        require(!bucket.isBlank(), "bucket", bucket, "must name the bucket when trangtien.ingest.objects.kind is s3");
        require(
                prefix.isEmpty() || prefix.endsWith("/") && !prefix.startsWith("/"),
                "prefix",
                prefix,
                "must be empty, or end but not begin with a slash");
        require(
                endpoint == null
                        || endpoint.getHost() != null
                                && ("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme())),
                "endpoint",
                String.valueOf(endpoint),
                "must be a URL such as https://s3.hue.example:9000");
        require(
                attempts >= 1 && attempts <= MOST_ATTEMPTS,
                "attempts",
                Integer.toString(attempts),
                "must be 1 to " + MOST_ATTEMPTS);
        require(isPositive(timeout), "timeout", timeout.toString(), "must be longer than nothing");
        require(
                isPositive(connectTimeout),
                "connect-timeout",
                connectTimeout.toString(),
                "must be longer than nothing");
        require(
                kmsKeyId.isEmpty() || encryption == Encryption.KMS,
                "kms-key-id",
                kmsKeyId,
                "is used with encryption kms only, but encryption is " + encryption);
    }

    boolean pathStyleOrUsual() {
        return pathStyle == null ? endpoint != null : pathStyle;
    }

    /** Where the store is, for messages. */
    String place() {
        return "bucket '%s' at %s".formatted(bucket, endpoint == null ? "Amazon S3 " + region : endpoint.toString());
    }

    /** Empty when they are in the environment. */
    Optional<Keys> keys() {
        Path file = secretAccessKeyFile;
        if (file == null) {
            require(
                    accessKeyId.isBlank(),
                    "access-key-id",
                    accessKeyId,
                    "needs secret-access-key-file, a file with the key's secret in its first line; or set neither, and"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the service's environment");
            return Optional.empty();
        }
        require(!accessKeyId.isBlank(), "access-key-id", "", "is missing, although secret-access-key-file is set");
        String secret = firstLine(file);
        require(
                !secret.isBlank(),
                "secret-access-key-file",
                file.toString(),
                "is empty; write the secret key in its first line");
        return Optional.of(new Keys(accessKeyId.strip(), secret.strip()));
    }

    static S3Refused refused(String property, String value, String why) {
        return new S3Refused("%s.%s '%s' %s".formatted(NAME, property, value, why));
    }

    private static void require(boolean holds, String property, String value, String rule) {
        if (!holds) {
            throw refused(property, value, rule);
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw refused(
                    "secret-access-key-file", file.toString(), "cannot be read; let the service's user read it: " + e);
        }
    }

    @Override
    public String toString() {
        return "S3Properties[%s prefix=%s]".formatted(place(), prefix);
    }
}
