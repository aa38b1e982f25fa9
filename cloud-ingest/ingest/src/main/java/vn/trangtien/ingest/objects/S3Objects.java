package vn.trangtien.ingest.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * A bucket of an S3 store: {@code <prefix>ab/abcd…}. The SHA-256 goes along with the bytes, so a store that knows the header
 * refuses what arrives damaged. Stops are bounded: each attempt by
 * {@code timeout}, each call by {@code attempts}.
 */
final class S3Objects implements ObjectStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Objects.class);
    private static final int ALREADY_THERE = 412;
    private static final int AT_ONCE = 409;
    private static final int NOT_IMPLEMENTED = 501;
    /** Most pictures are whole in it. */
    private static final int FIRST_PIECE = 256 * 1024;

    private static final String PROBE = "probe-";
    /** What a bucket says whose versioning was switched off again. */
    private static final String NO_VERSION = "null";

    private static final String BYTES = "application/octet-stream";

    private final S3Properties properties;
    private final S3Client client;
    /** Cleared when the store turns out not to know conditions. */
    private volatile boolean conditional = true;

    S3Objects(S3Properties properties) {
        properties.check();
        this.properties = properties;
        this.client = S3Connection.open(properties);
        if (properties.endpoint() != null && "http".equals(properties.endpoint().getScheme())) {
            LOG.warn("event=object-store-unencrypted endpoint={} remedy=use-https", properties.endpoint());
        }
    }

    /**
     * Does once what will be done all the time, on an object of its own: list, put, read, delete.
     *
     * @throws StoreUnavailable if the store refuses something or is out of order
     */
    void tryOut() throws StoreUnavailable {
        String key = properties.prefix() + PROBE + UUID.randomUUID();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            client.listObjectsV2(list ->
                    list.bucket(properties.bucket()).prefix(properties.prefix()).maxKeys(1));
            String version = put(key, ObjectName.of(bytes), bytes, false).versionId();
            boolean same = Arrays.equals(bytes, read(key, 0, bytes.length));
            client.deleteObject(
                    delete -> delete.bucket(properties.bucket()).key(key).versionId(version));
            if (!same) {
                throw unusable("endpoint", "gives back other bytes than it was given; it is no S3 store");
            }
            if (version != null && !version.equals(NO_VERSION)) {
                throw unusable(
                        "bucket",
                        "keeps old versions, so pictures that must be deleted would stay; name a bucket without versioning");
            }
        } catch (SdkException failure) {
            throw unavailable("trying it out", failure);
        }
    }

    private StoreUnavailable unusable(String property, String why) {
        return new StoreUnavailable(
                "%s: %s.%s %s".formatted(properties.place(), S3Properties.NAME, property, why),
                new IOException("unusable"));
    }

    @Override
    public String put(byte[] bytes) throws StoreUnavailable {
        String name = ObjectName.of(bytes);
        try {
            putNew(name, bytes);
        } catch (SdkException failure) {
            throw unavailable("storing " + name, failure);
        }
        return name;
    }

    /**
     * Unless it is there; the store decides that, so that two writers need not know of each other. Its word is checked by the
     * length, because whoever put the object forgets it afterwards; half an object from an earlier time is replaced.
     */
    private void putNew(String name, byte[] bytes) throws StoreUnavailable {
        String key = key(name);
        boolean written = putIfAbsent(key, name, bytes);
        if (stored(key) == bytes.length) {
            return;
        }
        if (!written) {
            put(key, name, bytes, false);
        }
        long stored = stored(key);
        if (stored != bytes.length) {
            throw new StoreUnavailable(
                    "%s: storing %s: the store has kept %d of %d bytes; see its own log"
                            .formatted(properties.place(), name, stored, bytes.length),
                    new IOException("truncated"));
        }
    }

    /** Returns false if it was there. */
    private boolean putIfAbsent(String key, String name, byte[] bytes) {
        try {
            put(key, name, bytes, conditional);
            return true;
        } catch (AwsServiceException answered) {
            int status = answered.statusCode();
            if (status == ALREADY_THERE) {
                return false;
            }
            boolean unknown =
                    status == NOT_IMPLEMENTED || S3Trouble.code(answered).equals("NotImplemented");
            if (!conditional || !(unknown || status == AT_ONCE)) {
                throw answered;
            }
            if (unknown) {
                conditional = false;
                LOG.info("event=object-store-without-conditions place=\"{}\"", properties.place());
            }
            put(key, name, bytes, false);
            return true;
        }
    }

    private PutObjectResponse put(String key, String name, byte[] bytes, boolean ifAbsent) {
        var request = PutObjectRequest.builder()
                .bucket(properties.bucket())
                .key(key)
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(name)));
        if (ifAbsent) {
            request.ifNoneMatch("*");
        }
        switch (properties.encryption()) {
            case NONE -> LOG.trace("key={} encryption=of-the-bucket", key);
            case AES256 -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case KMS -> {
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
                if (!properties.kmsKeyId().isEmpty()) {
                    request.ssekmsKeyId(properties.kmsKeyId());
                }
            }
        }
        return client.putObject(
                request.build(),
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes), bytes.length, BYTES));
    }

    private long stored(String key) {
        return client.headObject(head -> head.bucket(properties.bucket()).key(key))
                .contentLength();
    }

    @Override
    public Optional<Resource> find(String name) throws StoreUnavailable {
        if (!ObjectName.isOne(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(begin(name));
        } catch (AwsServiceException answered) {
            if (S3Trouble.isMissing(answered)) {
                return Optional.empty();
            }
            throw unavailable("looking for " + name, answered);
        } catch (SdkException failure) {
            throw unavailable("looking for " + name, failure);
        }
    }

    /** One question for most pictures; and unlike the answer to HEAD, its answer says what is wrong. */
    private Resource begin(String name) {
        return client.getObject(
                get -> get.bucket(properties.bucket()).key(key(name)).range("bytes=0-" + (FIRST_PIECE - 1)),
                (answer, body) -> {
                    long length = length(answer);
                    byte[] first = whole(body, (int) Math.min(length, FIRST_PIECE));
                    return new S3Resource(name, length, first, this::piece);
                });
    }

    /** {@code bytes 0-262143/1048576}, or all of it from a store that does not know ranges. */
    private static long length(GetObjectResponse answer) {
        String range = answer.contentRange();
        return range == null ? answer.contentLength() : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    }

    private byte[] piece(String name, long from, int length) throws StoreUnavailable {
        try {
            return read(key(name), from, length);
        } catch (SdkException failure) {
            throw unavailable("reading " + name, failure);
        }
    }

    /** All of it or an exception: a connection that ends early is asked again. */
    private byte[] read(String key, long from, int length) {
        return client.getObject(
                get -> get.bucket(properties.bucket()).key(key).range("bytes=%d-%d".formatted(from, from + length - 1)),
                (answer, body) -> whole(body, length));
    }

    private static byte[] whole(InputStream body, int length) throws IOException {
        byte[] bytes = body.readNBytes(length);
        if (bytes.length < length) {
            throw RetryableException.create(
                    "the answer ended after %d of %d bytes".formatted(bytes.length, length),
                    new IOException("truncated"));
        }
        return bytes;
    }

    @Override
    public void delete(String name) throws StoreUnavailable {
        if (!ObjectName.isOne(name)) {
            return;
        }
        try {
            client.deleteObject(delete -> delete.bucket(properties.bucket()).key(key(name)));
        } catch (AwsServiceException answered) {
            if (!S3Trouble.isMissing(answered)) {
                throw unavailable("deleting " + name, answered);
            }
        } catch (SdkException failure) {
            throw unavailable("deleting " + name, failure);
        }
    }

    @Override
    public void names(Consumer<String> listener) throws StoreUnavailable {
        each(properties.prefix(), object -> {
            String name = object.key().substring(object.key().lastIndexOf('/') + 1);
            if (ObjectName.isOne(name) && object.key().equals(key(name))) {
                listener.accept(name);
            }
        });
    }

    /** An upload is whole or nothing; but a try-out may have left its object. */
    @Override
    public int deleteUnfinished(Instant before) throws StoreUnavailable {
        int[] deleted = {0};
        each(properties.prefix() + PROBE, object -> {
            if (object.lastModified().isBefore(before)) {
                client.deleteObject(delete -> delete.bucket(properties.bucket()).key(object.key()));
                deleted[0]++;
            }
        });
        return deleted[0];
    }

    private void each(String prefix, Consumer<S3Object> listener) throws StoreUnavailable {
        try {
            client.listObjectsV2Paginator(
                            list -> list.bucket(properties.bucket()).prefix(prefix))
                    .contents()
                    .forEach(listener);
        } catch (SdkException failure) {
            throw unavailable("listing", failure);
        }
    }

    private StoreUnavailable unavailable(String what, SdkException failure) {
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return S3Trouble.of(failure).asUnavailable(what, properties, failure);
    }

    private String key(String name) {
        return properties.prefix() + ObjectName.path(name);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return properties.place();
    }
}
