package vn.trangtien.ingest.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An S3 server in memory, behind a wire that can be cut, with faults that a test asks for. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "pictures";
    public static final String KEY = "a-key-for-the-tests";
    public static final String SECRET = "a-secret-for-the-tests-only";

    /** Objects of this answer are only half of what was put. */
    public volatile boolean truncatesUploads;
    /** Nothing is answered before it is released. */
    public volatile CountDownLatch held = new CountDownLatch(0);
    /** So many questions are answered with 503 before one is answered well. */
    public final AtomicInteger busy = new AtomicInteger();
    /** Every question, for counting. */
    public final AtomicInteger asked = new AtomicInteger();

    private final BlobStore store;
    private final S3Proxy proxy;
    private final String scheme;
    public final Wire wire;

    public S3Server() throws Exception {
        this(builder -> builder.endpoint(URI.create("http://127.0.0.1:0")), "http");
    }

    private S3Server(UnaryOperator<S3Proxy.Builder> listening, String scheme) throws Exception {
        this.scheme = scheme;
        store = BlobStores.create("transient-nio2", new Properties());
        proxy = listening
                .apply(S3Proxy.builder()
                        .blobStore(new Faulty(store))
                        .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET))
                .build();
        proxy.start();
        wire = new Wire(scheme.equals("https") ? proxy.getSecurePort() : proxy.getPort());
        store.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
    }

    /** One that speaks TLS. */
    public static S3Server secured(SSLContext identity) throws Exception {
        return new S3Server(
                builder -> builder.secureEndpoint(URI.create("https://127.0.0.1:0"))
                        .sslContext(identity),
                "https");
    }

    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + wire.port());
    }

    public BlobStore store() {
        return store;
    }

    /** What is in the bucket. */
    public List<String> keys() {
        return new ArrayList<>(
                store.list(ListObjectsV2Request.builder().bucket(BUCKET).build()).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }

    /** As an ingest wants them. */
    public Map<String, String> settings(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("s3-secret"), SECRET + "\n");
        var settings = new LinkedHashMap<String, String>();
        settings.put("trangtien.ingest.objects.kind", "s3");
        settings.put("trangtien.ingest.objects.s3.endpoint", endpoint().toString());
        settings.put("trangtien.ingest.objects.s3.bucket", BUCKET);
        settings.put("trangtien.ingest.objects.s3.access-key-id", KEY);
        settings.put("trangtien.ingest.objects.s3.secret-access-key-file", secret.toString());
        settings.put("trangtien.ingest.objects.s3.timeout", "5s");
        return settings;
    }

    @Override
    public void close() throws Exception {
        held.countDown();
        wire.close();
        proxy.stop();
    }

    private void fault() {
        asked.incrementAndGet();
        try {
            if (!held.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw S3Exception.builder().statusCode(503).message("Slow down").build();
        }
    }

    private final class Faulty extends ForwardingBlobStore {

        Faulty(BlobStore real) {
            super(real);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            fault();
            try {
                byte[] bytes = body.readAllBytes();
                if (!truncatesUploads) {
                    return super.putBlob(request, new ByteArrayInputStream(bytes));
                }
                return super.putBlob(
                        request.toBuilder()
                                .contentLength(bytes.length / 2L)
                                .checksumSHA256(null)
                                .contentMD5(null)
                                .build(),
                        new ByteArrayInputStream(bytes, 0, bytes.length / 2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            fault();
            return super.getBlob(request);
        }
    }
}
