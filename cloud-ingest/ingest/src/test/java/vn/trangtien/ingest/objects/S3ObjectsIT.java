package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import vn.trangtien.ingest.support.Pem;
import vn.trangtien.ingest.support.Ports;
import vn.trangtien.ingest.support.S3Server;
import vn.trangtien.ingest.support.TestGateway;

/** Against a server that checks signatures. */
class S3ObjectsIT extends ObjectStoreContract {

    @TempDir
    Path folder;

    private S3Server server;
    private S3Objects store;

    @BeforeEach
    void start() throws Exception {
        server = new S3Server();
        store = objects(server.endpoint(), S3Server.BUCKET, S3Server.KEY, S3Server.SECRET);
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void tryingOutLeavesNothing() {
        assertThatCode(store::tryOut).doesNotThrowAnyException();
        assertThat(server.keys()).isEmpty();
    }

    @Test
    void whatATryOutLeftWhenItsProcessDiedIsDeletedLater() throws Exception {
        server.store()
                .putBlob(
                        software.amazon.awssdk.services.s3.model.PutObjectRequest.builder()
                                .bucket(S3Server.BUCKET)
                                .key("objects/probe-1")
                                .contentLength(1L)
                                .build(),
                        new java.io.ByteArrayInputStream(new byte[1]));
        String picture = store.put(new byte[] {1});

        assertThat(store.deleteUnfinished(Instant.EPOCH)).isZero();
        assertThat(store.deleteUnfinished(Instant.parse("2126-01-01T00:00:00Z")))
                .isEqualTo(1);

        assertThat(server.keys()).containsExactly("objects/" + ObjectName.path(picture));
    }

    @Test
    void aBusyStoreIsAskedAgainAndAStoreThatStaysBusyIsGivenUp() throws Exception {
        server.busy.set(2);
        String name = store.put(new byte[] {1});
        assertThat(store.find(name)).isPresent();

        server.busy.set(1_000);
        int before = server.asked.get();
        assertThatThrownBy(() -> store.put(new byte[] {2}))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("503");
        assertThat(server.asked.get() - before).as("attempts").isEqualTo(3);
    }

    @Test
    void aSlowStoreIsNotWaitedForForEver() {
        server.held = new CountDownLatch(1);

        assertThatThrownBy(() -> store.put(new byte[] {1}))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("trangtien.ingest.objects.s3.timeout");
    }

    @Test
    void aStoreThatIsAwayIsUnavailableAndNothingIsTakenForMissing() throws Exception {
        String name = store.put(new byte[] {1});
        server.wire.cut();

        assertThatThrownBy(() -> store.put(new byte[] {2})).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.find(name))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("trangtien.ingest.objects.s3.endpoint");
        assertThatThrownBy(() -> store.delete(name)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.names(each -> {})).isInstanceOf(StoreUnavailable.class);

        server.wire.mend();
        assertThat(store.find(name)).isPresent();
    }

    @Test
    void nobodyListens() throws Exception {
        try (S3Objects nobody = objects(
                URI.create("http://127.0.0.1:" + Ports.free()), S3Server.BUCKET, S3Server.KEY, S3Server.SECRET)) {
            assertThatThrownBy(nobody::tryOut)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("trangtien.ingest.objects.s3.endpoint");
        }
    }

    @Test
    void aWrongSecretAndAnUnknownKeyAreSaidByNameAndNotShown() throws Exception {
        try (S3Objects wrong = objects(server.endpoint(), S3Server.BUCKET, S3Server.KEY, "something-else");
                S3Objects unknown = objects(server.endpoint(), S3Server.BUCKET, "nobody", S3Server.SECRET)) {
            assertThatThrownBy(wrong::tryOut)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("trangtien.ingest.objects.s3.secret-access-key-file")
                    .hasMessageNotContaining("something-else");
            assertThatThrownBy(unknown::tryOut)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("trangtien.ingest.objects.s3.access-key-id")
                    .hasMessageNotContaining(S3Server.SECRET);
        }
    }

    @Test
    void aMissingBucketIsSaidAndIsNoMissingPicture() throws Exception {
        try (S3Objects missing = objects(server.endpoint(), "nothing-here", S3Server.KEY, S3Server.SECRET)) {
            assertThatThrownBy(missing::tryOut)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("trangtien.ingest.objects.s3.bucket is not there")
                    .hasMessageContaining("nothing-here");
            assertThatThrownBy(() -> missing.find("0".repeat(64))).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void withoutAnyKeyTheSettingIsNamed() throws Exception {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "the environment has a key");
        try (S3Objects keyless = new S3Objects(new S3Properties(
                server.endpoint(),
                "us-east-1",
                S3Server.BUCKET,
                "",
                null,
                "",
                null,
                null,
                S3Properties.Encryption.NONE,
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                1))) {
            assertThatThrownBy(keyless::tryOut)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("trangtien.ingest.objects.s3.access-key-id is not set");
        }
    }

    @Test
    void aCertificateOfAnAuthorityInTheTrustFileIsBelievedAndNoOther() throws Exception {
        KeyPair authority = TestGateway.newKeys();
        KeyPair other = TestGateway.newKeys();
        Path trusted = Pem.write(folder.resolve("ca.pem"), Pem.certificate("CN=ca", authority, "CN=ca", authority));
        Path stranger = Pem.write(folder.resolve("other.pem"), Pem.certificate("CN=ca", other, "CN=ca", other));
        KeyPair own = TestGateway.newKeys();
        try (S3Server secured = S3Server.secured(Pem.identity(own, Pem.certificate("CN=s3", own, "CN=ca", authority)));
                S3Objects believing = objects(secured.endpoint(), trusted);
                S3Objects doubting = objects(secured.endpoint(), stranger)) {
            assertThatCode(believing::tryOut).doesNotThrowAnyException();
            assertThat(believing.find(believing.put(new byte[] {1}))).isPresent();
            assertThatThrownBy(doubting::tryOut)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("trangtien.ingest.objects.s3.trust-file does not vouch");
        }
    }

    @Test
    void aBucketThatKeepsOldVersionsIsRefusedBecausePicturesWouldStay() {
        server.store()
                .putBucketVersioning(PutBucketVersioningRequest.builder()
                        .bucket(S3Server.BUCKET)
                        .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED))
                        .build());

        assertThatThrownBy(store::tryOut)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("trangtien.ingest.objects.s3.bucket keeps old versions");
    }

    @Test
    void anUploadThatWasCutShortIsNotBelieved() throws Exception {
        server.truncatesUploads = true;

        assertThatThrownBy(() -> store.put(new byte[1000]))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("500 of 1000 bytes");

        server.truncatesUploads = false;
        String name = store.put(new byte[1000]);
        assertThat(store.find(name).orElseThrow().getContentAsByteArray())
                .as("the half is replaced")
                .hasSize(1000);
    }

    @Test
    void anObjectWithOtherBytesThanItsNameSaysIsNotGivenOn() throws Exception {
        server.truncatesUploads = true;
        assertThatThrownBy(() -> store.put(new byte[1000])).isInstanceOf(StoreUnavailable.class);
        String name = ObjectName.of(new byte[1000]);

        assertThatThrownBy(() -> store.find(name).orElseThrow().getContentAsByteArray())
                .hasMessageContaining("other bytes");
    }

    private S3Objects objects(URI endpoint, String bucket, String key, String secret) throws Exception {
        return objects(endpoint, bucket, key, secret, Optional.empty());
    }

    private S3Objects objects(URI endpoint, Path trusted) throws Exception {
        return objects(endpoint, S3Server.BUCKET, S3Server.KEY, S3Server.SECRET, Optional.of(trusted));
    }

    private S3Objects objects(URI endpoint, String bucket, String key, String secret, Optional<Path> trusted)
            throws Exception {
        Path file = Files.writeString(folder.resolve("secret-" + secret.length()), secret);
        return new S3Objects(new S3Properties(
                endpoint,
                "us-east-1",
                bucket,
                "objects/",
                null,
                key,
                file,
                trusted.orElse(null),
                S3Properties.Encryption.NONE,
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                3));
    }
}
