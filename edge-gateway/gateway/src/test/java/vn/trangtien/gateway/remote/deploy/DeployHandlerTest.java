package vn.trangtien.gateway.remote.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.ResponseCode;

/** Orders that succeed, and what is answered to questions. */
class DeployHandlerTest extends DeployFixture {

    @BeforeEach
    void gateway() throws Exception {
        place = new Workplace(root);
        deploy = place.handler(() -> restarted.set(true));
    }

    @Test
    void aSignedPackageIsFetchedTriedAndConfirmed() throws Exception {
        byte[] zip = place.zip("2.0.0");
        place.offer(zip);

        assertThat(exec("download", place.order(place.seal("2.0.0", zip)).build())
                        .code())
                .isEqualTo(ResponseCode.OK);
        await().atMost(PATIENCE).untilTrue(restarted);

        assertThat(place.told("download", "dp.download.status"))
                .startsWith("IN_PROGRESS")
                .endsWith("COMPLETED");
        assertThat(place.told("install", "dp.install.status")).containsExactly("IN_PROGRESS");
        assertThat(place.launch("run")).isEqualTo("2.0.0");

        var delivered = new AtomicLong(7);
        Trial trial = Trial.begin(place.folder(), Duration.ofMinutes(5), () -> 0, delivered::get)
                .orElseThrow();
        assertThat(trial.look()).isEqualTo(Trial.Verdict.PENDING);
        delivered.incrementAndGet();
        assertThat(trial.look()).isEqualTo(Trial.Verdict.CONFIRMED);
        DeployHandler afterwards = place.handler(() -> {});
        afterwards.tellOutcome();

        assertThat(place.told("install", "dp.install.status")).containsExactly("IN_PROGRESS", "COMPLETED");
        assertThat(place.launch("status")).isEqualTo("2.0.0");
        assertThat(place.folder().runningVersion()).hasToString("2.0.0");
        afterwards.close();
    }

    @Test
    void aReleaseThatDoesNotReachTheCloudIsTakenBackAndThatIsTold() throws Exception {
        byte[] zip = place.zip("2.0.0");
        place.offer(zip);
        exec("download", place.order(place.seal("2.0.0", zip)).build());
        await().atMost(PATIENCE).untilTrue(restarted);
        assertThat(place.launch("run")).isEqualTo("2.0.0");

        var nanos = new AtomicLong();
        Trial trial = Trial.begin(place.folder(), Duration.ofMinutes(5), nanos::get, () -> 0)
                .orElseThrow();
        nanos.set(Duration.ofMinutes(5).plusSeconds(1).toNanos());
        assertThat(trial.look()).isEqualTo(Trial.Verdict.TAKEN_BACK);

        assertThat(place.launch("run")).isEqualTo("installed");
        DeployHandler old = place.handler(() -> {});
        old.tellOutcome();
        assertThat(place.told("install", "dp.install.status")).endsWith("FAILED");
        assertThat(place.told("install", "dp.install.error.message").get(0)).contains("not reached within 300 s");
        old.close();
    }

    @Test
    void aBrokenLineIsTakenUpWhereItBroke() throws Exception {
        byte[] zip = place.zip("2.0.0");
        place.offer(zip);
        place.breakAfter(zip.length / 3);

        exec(
                "download",
                place.order(place.seal("2.0.0", zip))
                        .metric("dp.install", false)
                        .build());

        await().atMost(PATIENCE)
                .until(() -> place.told("download", "dp.download.status").contains("COMPLETED"));
        assertThat(place.ranges).hasSizeGreaterThan(2).first().isEqualTo("whole");
        assertThat(place.ranges.subList(1, place.ranges.size())).allMatch(range -> range.startsWith("bytes="));
        assertThat(get("install").text("dp.install.status")).contains("IDLE");

        idle();
        // The network may repeat, and so may the cloud: install is a request of its own.
        exec(
                "install",
                KuraPayload.builder()
                        .metric("dp.name", Installer.PACKAGE)
                        .metric("dp.version", "2.0.0")
                        .metric("job.id", 42L)
                        .build());
        await().atMost(PATIENCE).untilTrue(restarted);
    }

    @Test
    void oneOrderAtATimeAndACancelledOneCanBeContinued() throws Exception {
        byte[] zip = place.zip("2.0.0");
        // A server that never ends: nothing is offered beyond the first bytes of a longer promise.
        try (var slow = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            KuraPayload order = place.order(place.seal("2.0.0", zip))
                    .metric("dp.uri", "http://127.0.0.1:%d/p.zip".formatted(slow.getLocalPort()))
                    .metric("dp.download.timeout", 60_000)
                    .build();
            exec("download", order);
            try (var client = slow.accept()) {
                var out = client.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
                        .formatted(zip.length)
                        .getBytes());
                out.write(zip, 0, 1_000);
                out.flush();
                await().atMost(PATIENCE)
                        .until(() -> get("download")
                                .text("dp.download.status")
                                .orElse("")
                                .equals("IN_PROGRESS"));

                Answer second = exec("download", order);
                assertThat(second.code()).isEqualTo(ResponseCode.ERROR);
                assertThat(second.payload().text("dp.download.status")).contains("IN_PROGRESS");

                deploy.handle(place.request(
                        Method.DEL, "download", KuraPayload.builder().build()));
                out.write(zip, 1_000, 1_000);
                out.flush();
                await().atMost(PATIENCE)
                        .until(() ->
                                place.told("download", "dp.download.status").contains("CANCELLED"));
            }
        }
        idle();
        assertThat(get("download").text("dp.download.status")).contains("ALREADY DONE");

        place.offer(zip);
        exec(
                "download",
                place.order(place.seal("2.0.0", zip))
                        .metric("dp.download.resume", true)
                        .build());
        await().atMost(PATIENCE).untilTrue(restarted);
        assertThat(place.ranges.get(0)).startsWith("bytes=");
    }

    @Test
    void releasesAndPartsAreListedAsKuraListsThem() throws Exception {
        String packages = body(deploy.handle(
                place.request(Method.GET, "packages", KuraPayload.builder().build())));
        String bundles = body(deploy.handle(
                place.request(Method.GET, "bundles", KuraPayload.builder().build())));

        assertThat(packages).contains("<package><name>trangtien-gateway</name><version>1.0.0</version>");
        assertThat(bundles).contains("<bundle><name>library-2.1</name><version>2.1</version><id>1</id>");
        assertThatThrownBy(() -> exec("start/3", KuraPayload.builder().build())).hasMessageContaining("one program");
    }

    @Test
    void theSignatureIsOverExactlyTheAgreedText() throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("x".getBytes()));
        var check = java.security.Signature.getInstance("SHA256withECDSA");
        check.initVerify(place.releases.certificate().getPublicKey());
        check.update(("trangtien-release-1\ntrangtien-gateway\n1.2.0\n" + sha256).getBytes());

        assertThat(check.verify(ReleaseSignature.sign(
                        "trangtien-gateway", new ReleaseVersion("1.2.0"), sha256, place.releases.key())))
                .isTrue();
    }

    private static String body(Answer answer) {
        return new String(answer.payload().body().orElseThrow());
    }
}
