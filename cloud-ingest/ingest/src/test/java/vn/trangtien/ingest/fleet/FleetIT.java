package vn.trangtien.ingest.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.enrolment.ReleaseSigner;
import vn.trangtien.ingest.enrolment.Signers;
import vn.trangtien.ingest.releases.Release;
import vn.trangtien.ingest.releases.Releases;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;

/** Releases, and the list of a large fleet. */
class FleetIT extends FleetStand {

    @Test
    void releaseIsSignedOnceAndFetchedInPartsByAGatewayWithItsCertificate() throws Exception {
        byte[] zip = release("9.1.0", "first");
        HttpResponse<String> added = upload(zip);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String sha256 =
                JsonMapper.shared().readTree(added.body()).path("sha256").asString();
        assertThat(upload(zip).statusCode()).as("the same file again").isEqualTo(201);
        Set<Path> kept = releases();
        assertThat(upload(release("9.1.0", "other")).statusCode())
                .as("the version is taken")
                .isEqualTo(409);
        assertThat(upload("no zip".getBytes(UTF_8)).statusCode()).isEqualTo(422);
        assertThat(releases()).as("nothing of what was refused stays").isEqualTo(kept);

        TestGateway gateway = enrolled();
        var door = new TestDoor(city, gateway.tls(false));
        String path = "/api/releases/" + sha256;
        HttpResponse<String> part =
                door.send(door.request(path).header("Range", "bytes=0-3").GET());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(new String(zip, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(door.get(path).statusCode()).isEqualTo(200);
        assertThat(new TestDoor(city).get(path).statusCode())
                .as("without a certificate")
                .isEqualTo(403);
        assertThat(city.send(city.request(path).GET()).statusCode())
                .as("not at the door")
                .isIn(403, 404);
        Release release = city.context().getBean(Releases.class).find(sha256).orElseThrow();
        ReleaseSigner.Voucher voucher = city.context().getBean(Releases.class).voucher(release);
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(city.context().getBean(Signers.class).releases().certificate());
        check.update("trangtien-release-1\ntrangtien-gateway\n9.1.0\n%s"
                .formatted(sha256)
                .getBytes(UTF_8));
        assertThat(check.verify(voucher.signature())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"gateways?state=FOO, state", "gateways?alarm=FOO, alarm", "alarms?kind=FOO, kind"})
    void aWordThatMeansNothingIsRefusedRatherThanAnsweredWithNothing(String query, String field) throws Exception {
        HttpResponse<String> answer =
                city.send(city.request("/api/fleet/" + query).GET());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("detail").asString())
                .startsWith(field + " phải là một trong ")
                .contains("'FOO'; hãy sửa lại hoặc bỏ đi", field + " must be one of ", "correct it or leave it out");
    }

    @Test
    void namesAndIdsSortAsPeopleCount() {
        JdbcClient jdbc = city.context().getBean(JdbcClient.class);
        jdbc.sql("insert into ingest.gateway (account, gateway, name, kind, since, created_at, state) select 'few',"
                        + " 'few-' || n, 'Cống ' || n, 'edge', now(), now(), 'ONLINE' from unnest(array[10, 2, 1]) n")
                .update();
        FleetList fleet = city.context().getBean(FleetList.class);
        var filter = new FleetFilter(null, "few", null, null, null, null, null, null);

        assertThat(fleet.page(filter, "name", 0, 50).items())
                .extracting(FleetItem::name)
                .containsExactly("Cống 1", "Cống 2", "Cống 10");
        assertThat(fleet.page(filter, "-gateway", 0, 50).items())
                .extracting(FleetItem::gateway)
                .containsExactly("few-10", "few-2", "few-1");
        assertThat(fleet.page(filter, "state", 0, 50).items())
                .as("among equals")
                .extracting(FleetItem::gateway)
                .containsExactly("few-1", "few-2", "few-10");
        jdbc.sql("delete from ingest.gateway where account = 'few'").update();
    }

    @Test
    void tenThousandGatewaysAreListedQuickly() throws Exception {
        JdbcClient jdbc = city.context().getBean(JdbcClient.class);
        jdbc.sql("insert into ingest.gateway (account, gateway, name, kind, since, created_at, state) select 'many',"
                        + " 'crowd-' || n, (array['Đập Đá', 'Cầu Trường Tiền', 'Ấp Năm', 'An Cựu'])[1 + n % 4] || ' ' || n, 'edge',"
                        + " now(), now(), 'ONLINE' from generate_series(1, 10000) n")
                .update();
        jdbc.sql("insert into ingest.report (account, gateway, at, received_at, config_sha256, software,"
                        + " numbers, texts) select account, gateway, now(), now(), 'x', '0.1.0', '{}', '{}' from"
                        + " ingest.gateway where account = 'many'")
                .update();
        jdbc.sql("analyze ingest.gateway").update();
        FleetList fleet = city.context().getBean(FleetList.class);
        var filter = new FleetFilter("truong tien", "many", null, null, null, null, null, null);

        FleetList.Page found = fleet.page(filter, "name", 0, 50);
        List<FleetItem> all = fleet.page(
                        new FleetFilter(null, "many", null, null, null, null, null, null), "name", 0, 500)
                .items();

        assertThat(found.total()).isEqualTo(2_500);
        assertThat(found.items().get(0).name()).startsWith("Cầu Trường Tiền");
        assertThat(all.get(0).name()).as("a before ă before â, d before đ").startsWith("An Cựu");
        assertThat(fleet.page(new FleetFilter(null, "many", null, null, null, null, null, null), "-name", 0, 1)
                        .items()
                        .get(0)
                        .name())
                .startsWith("Đập Đá");
        // A busy machine may be slow by itself, but not each time.
        long nanos = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            fleet.page(new FleetFilter(null, "many", null, null, null, null, null, null), "name", i, 50);
            nanos = Math.min(nanos, System.nanoTime() - began);
        }
        long millis = nanos / 1_000_000;
        org.slf4j.LoggerFactory.getLogger(FleetIT.class).warn("measured: page of 10,000 gateways in {} ms", millis);
        jdbc.sql("delete from ingest.gateway where account = 'many'").update();
        assertThat(millis).isLessThan(1_000);
    }

    private static Set<Path> releases() throws IOException {
        try (Stream<Path> files =
                Files.list(city.context().getBean(DataDirectory.class).folder("releases"))) {
            return files.collect(Collectors.toSet());
        }
    }

    private static byte[] release(String version, String content) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("RELEASE.json"));
            zip.write(
                    "{\"version\":\"%s\",\"arch\":\"arm64\"}".formatted(version).getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("lib/a.jar"));
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> upload(byte[] file) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n".getBytes(UTF_8));
        body.write(file);
        body.write("\r\n--x--\r\n".getBytes(UTF_8));
        return city.send(city.request("/api/fleet/releases")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }
}
