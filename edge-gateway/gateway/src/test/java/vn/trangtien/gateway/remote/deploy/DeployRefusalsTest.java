package vn.trangtien.gateway.remote.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.ResponseCode;

/** Packages and orders that are refused, each with its reason. */
class DeployRefusalsTest extends DeployFixture {

    @BeforeEach
    void gateway() throws Exception {
        place = new Workplace(root);
        deploy = place.handler(() -> restarted.set(true));
    }

    @Test
    void anotherPackageThanTheSignedOneIsNeverUnpacked() throws Exception {
        byte[] zip = place.zip("2.0.0");
        PackageSeal seal = place.seal("2.0.0", zip);
        zip[zip.length / 2] ^= 1;
        place.offer(zip);

        exec("download", place.order(seal).build());

        await().atMost(PATIENCE)
                .until(() -> place.told("download", "dp.download.status").contains("FAILED"));
        assertThat(place.told("download", "dp.download.error.message").get(0)).contains("SHA-256");
        assertThat(place.data.resolve("releases/2.0.0")).doesNotExist();
        assertThat(place.launch("run")).isEqualTo("installed");
    }

    @Test
    void onlyTheCitysSignerOfReleasesIsBelieved() throws Exception {
        byte[] zip = place.zip("2.0.0");
        place.offer(zip);
        List<TestAuthority.Signer> others = List.of(
                place.city.signer("city-commands"), new TestAuthority("Đà Nẵng").signer(ReleaseSignature.SIGNER));

        for (TestAuthority.Signer other : others) {
            place.notes.clear();
            exec("download", place.order(place.seal("2.0.0", zip, other)).build());
            await().atMost(PATIENCE)
                    .until(() -> place.told("download", "dp.download.status").contains("FAILED"));
            idle();
        }

        idle();
        PackageSeal right = place.seal("2.0.0", zip);
        var ofAnother = new PackageSeal(
                right.name(), new ReleaseVersion("3.0.0"), right.sha256(), right.signature(), right.signer());
        place.notes.clear();
        exec("download", place.order(ofAnother).build());
        await().atMost(PATIENCE)
                .until(() -> place.told("download", "dp.download.status").contains("FAILED"));
        assertThat(place.told("download", "dp.download.error.message").get(0)).contains("signature does not fit");
        assertThat(place.data.resolve("releases/2.0.0")).doesNotExist();
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(
            strings = {
                "dp.uri",
                "dp.name",
                "dp.version",
                "job.id",
                "dp.download.hash",
                "tt.package.signature",
                "tt.package.signer"
            })
    void whatIsMissingIsNamed(String metric) throws Exception {
        byte[] zip = place.zip("2.0.0");
        KuraPayload whole = place.order(place.seal("2.0.0", zip)).build();
        var lacking = KuraPayload.builder();
        whole.metrics().forEach((name, value) -> {
            if (!name.equals(metric)) {
                lacking.metric(name, value);
            }
        });

        assertThatThrownBy(() -> exec("download", lacking.build()))
                .isInstanceOfSatisfying(
                        RequestFailed.class, e -> assertThat(e.code()).isEqualTo(ResponseCode.BAD_REQUEST))
                .hasMessageContaining(metric);
    }

    @Test
    void anOlderVersionNeedsForce() throws Exception {
        byte[] zip = place.zip("0.9.0");
        place.offer(zip);

        assertThatThrownBy(() ->
                        exec("download", place.order(place.seal("0.9.0", zip)).build()))
                .hasMessageContaining("not newer than 1.0.0");

        exec(
                "download",
                place.order(place.seal("0.9.0", zip))
                        .metric("dp.download.force", true)
                        .build());
        await().atMost(PATIENCE).untilTrue(restarted);
        assertThat(place.launch("run")).isEqualTo("0.9.0");
    }

    @Test
    void aPackageForAnotherProcessorIsRefused() throws Exception {
        byte[] zip = place.zip("2.0.0", "riscv64");
        place.offer(zip);

        exec("download", place.order(place.seal("2.0.0", zip)).build());

        await().atMost(PATIENCE)
                .until(() -> place.told("download", "dp.download.status").contains("FAILED"));
        assertThat(place.told("download", "dp.download.error.message").get(0)).contains("is for riscv64");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"../../etc/cron.d/evil", "lib/../../evil.jar", "/etc/passwd", "lib/extra.jar", "other.txt"})
    void aSignedPackageWithAnythingElseInsideIsRefused(String entry) throws Exception {
        byte[] zip = place.zip("2.0.0");
        var bytes = new ByteArrayOutputStream();
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip));
                var out = new ZipOutputStream(bytes)) {
            for (ZipEntry next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(next.getName()));
                in.transferTo(out);
                out.closeEntry();
            }
            out.putNextEntry(new ZipEntry(entry));
            out.write(1);
            out.closeEntry();
        }
        place.offer(bytes.toByteArray());

        exec("download", place.order(place.seal("2.0.0", bytes.toByteArray())).build());

        await().atMost(PATIENCE)
                .until(() -> place.told("install", "dp.install.status").contains("FAILED"));
        assertThat(restarted).isFalse();
        assertThat(place.launch("run")).isEqualTo("installed");
        assertThat(root.resolve("etc")).doesNotExist();
        assertThat(place.data.resolve("evil.jar")).doesNotExist();
    }
}
