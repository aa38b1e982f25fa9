package vn.trangtien.platform.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.proof.EntryProof;
import vn.trangtien.platform.audit.proof.ExportFile;
import vn.trangtien.platform.audit.proof.LogCheck;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.platform.privacy.AccessRecords;
import vn.trangtien.platform.privacy.Consents;
import vn.trangtien.platform.privacy.SubjectId;
import vn.trangtien.platform.timestamping.Authority;

/** The pages over real HTTP, with anchors stamped by an authority on loopback. */
class OversightIT {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static Authority authority;
    private static ConfigurableApplicationContext context;
    private static String base;

    /** A service with nothing but the platform. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Service {}

    @BeforeAll
    static void start() throws IOException {
        authority = Authority.open(folder.resolve("pki"), Clock.systemUTC());
        Path trust =
                Files.writeString(folder.resolve("tsa.pem"), authority.pki().trustPem());
        context = new SpringApplication(Service.class)
                .run(
                        "--spring.application.name=egov",
                        "--server.port=0",
                        "--spring.datasource.url=" + TestPostgres.url(TestPostgres.newDatabase()),
                        "--spring.flyway.enabled=false",
                        "--trangtien.outbox.kafka=false",
                        "--trangtien.oversight.enabled=true",
                        "--trangtien.audit.anchor.tsa-url="
                                + authority.pki().addresses().tsa(),
                        "--trangtien.audit.anchor.tsa-trust=file:" + trust,
                        "--trangtien.audit.anchor.tsa-policies=" + Authority.POLICY,
                        "--trangtien.audit.anchor.every-entries=3",
                        "--trangtien.audit.anchor.look=200ms");
        base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        Accounts accounts = context.getBean(Accounts.class);
        accounts.ensure("quantri", "Phạm Quản Trị", Set.of(Role.ADMIN), null);
        accounts.ensure("kythuat", "Trần Kỹ Thuật", Set.of(Role.TECHNICIAN), null);
    }

    @AfterAll
    static void stop() {
        context.close();
        authority.close();
    }

    @Test
    void onlyWhoMayWatchSeesTheLog() throws Exception {
        assertThat(new Visitor("kythuat").get("/audit").statusCode()).isEqualTo(403);
        assertThat(new Visitor("kythuat").get("/").body()).doesNotContain("/audit");
        HttpResponse<String> page = new Visitor("quantri").get("/audit");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Nhật ký kiểm toán", "account.ensured", "href=\"/my-data\"")
                .doesNotContain("??");
    }

    @Test
    void entriesAreFoundAndShownWithTheirProof() throws Exception {
        long seq = append("case:<script>alert(1)</script>").seq();
        var visitor = new Visitor("quantri");
        HttpResponse<String> found = visitor.get("/audit?action=case.&actor=canbo");
        assertThat(found.body())
                .contains("/audit/entries/" + seq, "&lt;script&gt;")
                .doesNotContain("<script>alert");
        append("case:2");
        append("case:3");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> visitor.get("/audit/entries/" + seq).body().contains("Gốc cây Merkle"));
        HttpResponse<String> proof = visitor.get("/audit/entries/" + seq + "/proof.json");

        assertThat(EntryProof.read(proof.body()).fault(authority.trust())).isEmpty();
        assertThat(visitor.get("/audit/entries/999999").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/audit?from=2000-01-01&to=2000-01-02").body()).contains("Không có mục nào khớp");
        assertThat(visitor.get("/audit?from=nonsense").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/audit?before=x").statusCode()).isEqualTo(400);
        assertThat(context.getBean("auditAnchorsHealthIndicator", HealthIndicator.class)
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void theWholeLogIsCheckedWhileThePageTellsHowFar() throws Exception {
        var visitor = new Visitor("quantri");
        visitor.get("/audit");
        assertThat(visitor.post("/audit/verification", Map.of()).statusCode()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> visitor.get("/audit/verification").body().contains("Nguyên vẹn"));

        assertThat(actions("audit")).contains("audit.verified");
        visitor.post("/preferences", Map.of("lang", "en", "back", "/audit"));
        assertThat(visitor.get("/audit").body())
                .contains("Audit log", "Intact:")
                .doesNotContain("??");
    }

    @Test
    void theLogIsTakenAlongAndHoldsElsewhere() throws Exception {
        var visitor = new Visitor("quantri");
        visitor.get("/audit");
        HttpResponse<byte[]> zip = visitor.download("/audit/export", Map.of("from", "1"));
        Path file = Files.write(folder.resolve("export.zip"), zip.body());

        assertThat(zip.headers().firstValue("content-disposition").orElse("")).contains("audit-", ".zip");
        try (var export = new ExportFile(file)) {
            assertThat(new LogCheck(authority.trust(), List.of()).check(export, done -> {}))
                    .isInstanceOf(AuditVerdict.Intact.class);
        }
        assertThat(actions("audit")).contains("audit.exported");
        Path anchors = Files.writeString(
                folder.resolve("anchors.jsonl"),
                visitor.get("/audit/anchors.jsonl").body());
        assertThat(ExportFile.anchors(anchors)).isNotNull();
    }

    @Test
    void aPersonSeesWhoLookedAndTakesConsentBack() throws Exception {
        SubjectId own = SubjectId.account("kythuat");
        context.getBean(Consents.class).give(own, "notification", "my-data", "2026-01", "kythuat");
        context.getBean(AccessRecords.class).read("quantri", own, List.of("person.phone"), "notification");
        var visitor = new Visitor("kythuat");
        HttpResponse<String> page = visitor.get("/my-data");

        assertThat(page.body())
                .contains("Phạm Quản Trị", "Số điện thoại", "Gửi thông báo về hồ sơ", "Rút lại")
                .doesNotContain("??");
        assertThat(visitor.post("/my-data/consents/withdraw", Map.of("purpose", "notification"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.get("/my-data").body()).contains("Rút lại lúc");
        assertThat(visitor.post("/my-data/consents/withdraw", Map.of("purpose", "notification"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(new Visitor("quantri").get("/my-data").body()).contains("Chưa có ai xem dữ liệu của bạn");
        assertThat(visitor.download("/my-data/export", Map.of()).body()).startsWith((byte) 'P', (byte) 'K');
    }

    private static AuditEntry append(String subject) {
        return context.getBean(TransactionOperations.class)
                .execute(status -> context.getBean(AuditLog.class)
                        .append("canbo", "case.opened", subject, Map.of("unit", "H57.SXD")));
    }

    private static List<String> actions(String subject) {
        return context.getBean(AuditLog.class).history(subject).stream()
                .map(AuditEntry::action)
                .toList();
    }

    /** Somebody with a browser who is signed in. */
    private static final class Visitor {

        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private String csrf = "";

        Visitor(String account) throws Exception {
            get("/sign-in");
            String code = context.getBean(SignInCodes.class).issue(account).code();
            assertThat(post("/sign-in", Map.of("account", account, "code", code, "next", "/"))
                            .statusCode())
                    .isEqualTo(302);
            get("/my-data");
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            HttpResponse<String> page = http.send(request(path).build(), BodyHandlers.ofString());
            Matcher token = CSRF.matcher(page.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return page;
        }

        HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
            return http.send(form(path, fields), BodyHandlers.ofString());
        }

        HttpResponse<byte[]> download(String path, Map<String, String> fields)
                throws IOException, InterruptedException {
            return http.send(form(path, fields), BodyHandlers.ofByteArray());
        }

        private HttpRequest form(String path, Map<String, String> fields) {
            var all = new LinkedHashMap<>(fields);
            all.put("_csrf", csrf);
            String body = all.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        private static HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Accept", "text/html");
        }
    }
}
