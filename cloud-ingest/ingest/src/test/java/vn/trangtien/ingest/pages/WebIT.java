package vn.trangtien.ingest.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.objects.KeptObjects;
import vn.trangtien.ingest.objects.Snapshot;
import vn.trangtien.ingest.objects.Snapshots;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.reports.Reports;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.LifecycleMessage;

/** The technicians' pages and the programs' interface, as a browser and a program see them. */
class WebIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("id=\"code\">([A-Z0-9-]+)<");

    @TempDir
    static Path folder;

    private static City city;
    private static String technician;
    private static String operator;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of("trangtien.ingest.enrolment.attempts-per-minute", "15"));
        Accounts accounts = city.context().getBean(Accounts.class);
        accounts.ensure("tech", "Kỹ thuật viên", Set.of(Role.TECHNICIAN), null);
        accounts.ensure("ops", "Trực ban", Set.of(Role.OPERATOR), null);
        technician = signIn("tech");
        operator = signIn("ops");
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void technicianAddsAGatewayAndItEnrolsWithTheCodeShown() throws Exception {
        String page = page("/gateways", technician).body();
        assertThat(page).contains("Danh sách gateway").contains("Sổ tin nhắn");

        HttpResponse<String> shown = post(
                "/gateways",
                technician,
                "name=C%E1%BA%A7u&account=hue&gateway=bridge-1&kind=edge&lat=16.4691&lon=107.5886");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        Matcher code = CODE.matcher(shown.body());
        assertThat(code.find()).isTrue();
        assertThat(shown.body())
                .contains("trangtien-gateway enrol &#39;trangtien:1?u=")
                .contains("&amp;c=" + code.group(1));
        TestGateway.enrol(city, "hue", "bridge-1", code.group(1)).connect().disconnect();
        assertThat(page("/gateways/hue/bridge-1", operator).body())
                .contains("16.4691, 107.5886")
                .doesNotContain("/codes");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "name=&account=hue&gateway=x1&kind=edge, Không được bỏ trống",
        "name=A&account=hue&gateway=a.b&kind=edge, bắt đầu bằng chữ hoặc số",
        "name=A&account=hue&gateway=x2&kind=edge&lat=91&lon=1, Vĩ độ phải là số từ -90 đến 90",
        "name=A&account=hue&gateway=x3&kind=edge&lat=16, Nhập cả vĩ độ và kinh độ",
        "name=A&account=hue&gateway=x4&kind=edge&lat=abc&lon=1, Vĩ độ phải là số từ -90 đến 90",
    })
    void mistakesAreNamedAtTheirField(String form, String message) throws Exception {
        HttpResponse<String> answer = post("/gateways", technician, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void whatAGatewaySaysOfItsCamerasIsOnItsPageAndInTheListOfAll() throws Exception {
        post("/gateways", technician, "name=C%C3%A1u&account=hue&gateway=eyes&kind=edge");
        city.context()
                .getBean(Reports.class)
                .keep(new StoredReport(
                        new GatewayId("hue", "eyes"),
                        CLOCK.instant(),
                        CLOCK.instant(),
                        Map.of("cameras.total", 5L, "cameras.alive", 4L, "cameras.limited", 2L),
                        Map.of(
                                "cameras.problems", "cam-1, <cam>: motion only\ncam-3: no plates",
                                "cameras.problems.vi", "cam-1, <cam>: chỉ đếm chuyển động\ncam-3: không đọc biển số")));

        assertThat(page("/fleet/gateways/hue/eyes", operator).body())
                .contains("4 trong 5 camera có hình", "2 camera làm ít hơn yêu cầu")
                .contains("<li>cam-1, &lt;cam&gt;: chỉ đếm chuyển động</li>", "<li>cam-3: không đọc biển số</li>");
        assertThat(city.send(city.request("/api/fleet/cameras").GET()).body())
                .contains("\"gateway\":\"eyes\"", "\"limited\":2", "\"problems\":[\"cam-1, <cam>: motion only\",");
    }

    @Test
    void operatorSeesButDoesNotChange() throws Exception {
        assertThat(page("/gateways", operator).body()).doesNotContain("Thêm và lấy mã");
        assertThat(post("/gateways", operator, "name=A&account=hue&gateway=y&kind=edge")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsInTheStoreButInNoBookIsShownToNobody() throws Exception {
        String name = city.context()
                .getBean(KeptObjects.class)
                .keep(List.of(new byte[] {1, 2}))
                .get(0);

        assertThat(page("/api/objects/" + name, operator).statusCode()).isEqualTo(404);
    }

    @Test
    void aPictureWithRecognisablePersonsIsForOperatorsOnly() throws Exception {
        String name = city.context()
                .getBean(KeptObjects.class)
                .keep(List.of(new byte[] {1, 2, 3}))
                .get(0);
        city.context()
                .getBean(Snapshots.class)
                .add(new Snapshot(
                        new GatewayId("hue", "clear"),
                        "cam",
                        Instant.EPOCH,
                        name,
                        64,
                        36,
                        3,
                        Snapshot.Retention.CLEAR,
                        Optional.empty(),
                        Optional.of("điều tra")));

        assertThat(page("/api/objects/" + name, technician).statusCode()).isEqualTo(403);
        assertThat(page("/api/objects/" + name, operator).statusCode()).isEqualTo(200);
        assertThat(city.context().getBean(AuditLog.class).history("object:" + name))
                .as("only who saw it is written down")
                .hasSize(1);
    }

    @Test
    void whatADeviceSaysIsTextAndNothingElse() throws Exception {
        TestGateway gateway = city.enrol("hue", "sly");
        var birth = new LifecycleMessage(
                Optional.of(CLOCK.instant()),
                Map.of("os", "<script>alert(1)</script>", "uptime", "1"),
                Optional.empty());
        var client = gateway.connect();
        client.publish("$EDC/hue/sly/MQTT/BIRTH", KuraCodec.encode(birth.toPayload()), 1, false);
        client.disconnect();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(page("/gateways/hue/sly", technician).body())
                                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                                .doesNotContain("<script>alert(1)"));
    }

    @Test
    void nameIsTakenOnceForAllAccounts() throws Exception {
        create("unique");

        assertThat(city.post("/api/gateways", gateway("da-nang", "unique")).statusCode())
                .isEqualTo(409);
        assertThat(city.post("/api/gateways", gateway("hue", "a/b")).statusCode())
                .isEqualTo(422);
        assertThat(city.post("/api/gateways/hue/nobody/codes", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/latest",
        "/api/series",
        "/api/growth",
        "/api/gateways",
        "/api/conservation",
        "/api/cameras",
        "/api/objects/x",
        "/actuator/env"
    })
    void withoutACredentialThereIsNoAnswer(String path) throws Exception {
        assertThat(city.send(city.anonymous(path)
                                .header("Accept", "application/json")
                                .GET())
                        .statusCode())
                .isIn(401, 403);
    }

    @ParameterizedTest
    @CsvSource({
        "path=hue/g/a&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z, path",
        "path=hue/g/a/c&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from",
        "path=hue/g/a/c&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&buckets=0, buckets",
    })
    void badQuestionIsAnsweredWithTheField(String query, String field) throws Exception {
        HttpResponse<String> answer =
                city.send(city.request("/api/series?" + query).GET());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("detail").asString()).startsWith(field);
    }

    private static String create(String gateway) throws Exception {
        HttpResponse<String> created = city.post("/api/gateways", gateway("hue", gateway));
        assertThat(created.statusCode()).isEqualTo(201);
        return json(created).path("code").asString();
    }

    private static Map<String, Object> gateway(String account, String gateway) {
        return Map.of("account", account, "gateway", gateway, "name", "Cổng", "kind", "edge");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** @return the cookies of somebody who is signed in */
    private static String signIn(String account) throws Exception {
        HttpResponse<String> form = city.send(city.anonymous("/sign-in").GET());
        String csrfCookie = cookies(form);
        String code = city.context().getBean(SignInCodes.class).issue(account).code();
        HttpResponse<String> answer = city.send(city.anonymous("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", csrfCookie)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "account=" + account + "&code=" + code + "&_csrf=" + csrf(form.body()))));
        assertThat(answer.statusCode()).isBetween(300, 399);
        return cookies(answer);
    }

    private static HttpResponse<String> page(String path, String cookies) throws Exception {
        return city.send(city.anonymous(path)
                .header("Cookie", cookies)
                .header("Accept", "text/html")
                .header("Accept-Language", "vi")
                .GET());
    }

    private static HttpResponse<String> post(String path, String cookies, String form) throws Exception {
        HttpResponse<String> any = page("/gateways", cookies);
        return city.send(city.anonymous(path)
                .header("Cookie", cookies + "; " + cookies(any))
                .header("Accept", "text/html")
                .header("Accept-Language", "vi")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + csrf(any.body()))));
    }

    private static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }

    private static String csrf(String page) {
        Matcher token = CSRF.matcher(page);
        assertThat(token.find()).as("the page has a form").isTrue();
        return token.group(1);
    }
}
