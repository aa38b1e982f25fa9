package vn.trangtien.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;

/** The platform over real HTTP on a real database: what a browser and a program get. */
class WebIT {

    private static final String SERVICE_TOKEN = "a-random-service-token-of-the-test";

    private static final String SCRAPE_TOKEN = "a-random-scrape-token-of-the-test";

    private static ConfigurableApplicationContext context;
    private static String base;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        String database = TestPostgres.newDatabase();
        context = new SpringApplication(SampleApp.class)
                .run(
                        "--spring.application.name=city",
                        "--server.port=0",
                        "--spring.datasource.url=" + TestPostgres.url(database),
                        "--spring.flyway.enabled=false",
                        "--trangtien.outbox.kafka=false",
                        "--trangtien.service-token=" + SERVICE_TOKEN,
                        "--trangtien.scrape-token=" + SCRAPE_TOKEN,
                        "--trangtien.identity.attempts-per-account=3");
        base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        Accounts accounts = context.getBean(Accounts.class);
        accounts.ensure("dieuhanh", "Lê Thị Điều Hành", Set.of(Role.OPERATOR), "H57.IOC");
        accounts.ensure("kythuat", "Trần Kỹ Thuật", Set.of(Role.TECHNICIAN), null);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void forgetCookies() {
        cookies.clear();
    }

    @Test
    void strangersAreSentToTheSignInPageAndBackAgain() throws Exception {
        HttpResponse<String> refused = page("/desk?x=1");
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(refused.headers().firstValue("location")).contains("/sign-in?next=%2Fdesk%3Fx%3D1");

        HttpResponse<String> form = page("/sign-in?next=%2Fdesk%3Fx%3D1");
        assertThat(form.body()).contains("Đăng nhập", "lang=\"vi\"", "data-theme=\"light\"");
        HttpResponse<String> welcome = signIn("dieuhanh", code("dieuhanh"), "/desk?x=1");

        assertThat(welcome.statusCode()).isEqualTo(302);
        assertThat(welcome.headers().firstValue("location")).contains("/desk?x=1");
        assertThat(String.join("\n", welcome.headers().allValues("set-cookie")))
                .contains("tt_session=", "HttpOnly", "SameSite=Lax", "Path=/");
        HttpResponse<String> desk = page("/desk");
        assertThat(desk.statusCode()).isEqualTo(200);
        assertThat(desk.body())
                .contains("Bàn trực – Tràng Tiền", "/sample/extra.css", "Lê Thị Điều Hành", "Giám sát", "Thiết bị")
                .contains("badge high", "name=\"_csrf\"")
                .doesNotContain("??");
    }

    @Test
    void aCodeWorksOnceAndSignOutEndsTheSession() throws Exception {
        String code = code("dieuhanh");
        page("/sign-in");
        signIn("dieuhanh", code.toLowerCase(java.util.Locale.ROOT), "/");
        assertThat(page("/").body()).isEqualTo("Lê Thị Điều Hành");
        String stolen = cookies.get("tt_session");

        page("/desk");
        assertThat(post("/sign-out", Map.of()).statusCode()).isEqualTo(302);
        cookies.put("tt_session", stolen);
        assertThat(page("/desk").statusCode()).isEqualTo(302);

        page("/sign-in");
        assertThat(signIn("dieuhanh", code, "/").statusCode()).isEqualTo(401);
    }

    @Test
    void wrongAccountAndWrongCodeSoundTheSameAndTooManyFailuresMustWait() throws Exception {
        String code = code("kythuat");
        page("/sign-in");
        String unknown = signIn("khong-co", "AAAA-BBBB-CCCC", "/").body();
        String wrong = signIn("kythuat", "AAAA-BBBB-CCCC", "/").body();
        assertThat(problem(unknown)).isEqualTo(problem(wrong)).contains("không đúng");

        signIn("kythuat", "AAAA-BBBB-CCCC", "/");
        signIn("kythuat", "AAAA-BBBB-CCCC", "/");
        HttpResponse<String> blocked = signIn("kythuat", code, "/");
        assertThat(blocked.statusCode()).isEqualTo(429);
        assertThat(problem(blocked.body())).contains("quá nhiều");
    }

    @Test
    void aRedirectNeverLeavesTheService() throws Exception {
        page("/sign-in");
        HttpResponse<String> welcome = signIn("dieuhanh", code("dieuhanh"), "//evil.example/");
        assertThat(welcome.headers().firstValue("location")).contains("/");
    }

    @Test
    void whatNoRuleNamesIsRefused() throws Exception {
        asOperator();
        HttpResponse<String> page = page("/nowhere");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Bạn không có quyền").doesNotContain("at vn.trangtien");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        asOperator();
        HttpRequest.Builder request = request("/desk/note").POST(BodyPublishers.noBody());
        assertThat(send(request.header("Accept", "text/html")).statusCode()).isEqualTo(403);
        page("/desk");
        assertThat(post("/desk/note", Map.of()).statusCode()).isEqualTo(302);
        assertThat(page("/desk").body()).contains("class=\"toast\">Đóng");
        assertThat(page("/desk").body()).doesNotContain("class=\"toast\"");
    }

    @Test
    void servicesCallWithTheirTokenAndNoCsrf() throws Exception {
        HttpResponse<String> me = send(request("/api/me").header("Authorization", "Bearer " + SERVICE_TOKEN));
        assertThat(me.body()).isEqualTo("service");
        HttpResponse<String> wrong =
                send(request("/api/me").header("Authorization", "Bearer no-such-token-at-all-here"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        HttpResponse<String> page = send(request("/desk").header("Authorization", "Bearer " + SERVICE_TOKEN));
        assertThat(page.statusCode()).isEqualTo(403);
    }

    @Test
    void programsWithAProofOfTheirOwnNeedNoToken() throws Exception {
        assertThat(send(request("/api/enrol").POST(BodyPublishers.noBody())).body())
                .isEqualTo("enrolled");
    }

    @Test
    void aBrokenFieldIsNamed() throws Exception {
        HttpResponse<String> answer = send(request("/api/asked")
                .header("Authorization", "Bearer " + SERVICE_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\" \"}")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"name\"", "\"rule\":");
    }

    @Test
    void aFailureShowsNoException() throws Exception {
        HttpResponse<String> page = page("/broken");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("Máy chủ gặp lỗi").doesNotContain("secret text", "IllegalState");
        HttpResponse<String> program = send(request("/broken").header("Accept", "application/json"));
        assertThat(program.body()).contains("\"status\":500").doesNotContain("secret text");
    }

    @Test
    void languageAndThemeAreKeptWithoutJavaScript() throws Exception {
        page("/sign-in");
        HttpResponse<String> answer = post("/preferences", Map.of("lang", "en", "theme", "dark", "back", "/sign-in"));
        assertThat(answer.headers().firstValue("location")).contains("/sign-in");
        assertThat(page("/sign-in").body()).contains("lang=\"en\"", "data-theme=\"dark\"", "Sign in");
    }

    @Test
    void eventStreamsPassTheChain() throws Exception {
        asOperator();
        HttpResponse<String> stream = send(request("/stream").header("Accept", "text/event-stream"));
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.body()).contains("event:hello", "data:dieuhanh");
    }

    @Test
    void everyAnswerCarriesTheGuards() throws Exception {
        var headers = page("/sign-in").headers();
        assertThat(headers.firstValue("content-security-policy").orElse(""))
                .contains("script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("x-frame-options")).contains("DENY");
        assertThat(headers.firstValue("referrer-policy")).contains("same-origin");
    }

    @Test
    void styleSheetsAndScriptsAreOpen() throws Exception {
        for (String path : new String[] {
            "/platform/tokens.css",
            "/platform/kit.css",
            "/platform/kit.js",
            "/webjars/htmx.org/dist/htmx.min.js",
            "/webjars/htmx-ext-sse/sse.js",
            "/actuator/health"
        }) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void figuresAreForTheScraperTheServicesAndAdministratorsOnly() throws Exception {
        assertThat(send(request("/actuator/prometheus").header("Accept", "text/plain"))
                        .statusCode())
                .as("nobody")
                .isIn(302, 401, 403);
        assertThat(scrape("wrong-token-of-some-length-indeed").statusCode()).isIn(302, 401, 403);
        HttpResponse<String> figures = scrape(SCRAPE_TOKEN);
        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.body()).contains("jvm_memory_used_bytes");
        assertThat(send(request("/api/secret").header("Authorization", "Bearer " + SCRAPE_TOKEN))
                        .statusCode())
                .as("the scraper reads nothing else")
                .isIn(302, 401, 403);
        asOperator();
        assertThat(send(request("/actuator/prometheus").header("Accept", "text/plain"))
                        .statusCode())
                .as("an operator")
                .isEqualTo(403);
    }

    private HttpResponse<String> scrape(String token) throws Exception {
        return send(request("/actuator/prometheus")
                .header("Accept", "text/plain")
                .header("Authorization", "Bearer " + token));
    }

    private void asOperator() throws Exception {
        page("/sign-in");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> signIn("dieuhanh", code("dieuhanh"), "/").statusCode() == 302);
    }

    private static String code(String account) {
        return context.getBean(SignInCodes.class).issue(account).code();
    }

    private HttpResponse<String> signIn(String account, String code, String next) throws Exception {
        return post("/sign-in", Map.of("account", account, "code", code, "next", next));
    }

    private static String problem(String body) {
        Matcher matcher =
                Pattern.compile("id=\"sign-in-problem\".*?</p>", Pattern.DOTALL).matcher(body);
        return matcher.find() ? matcher.group() : "";
    }

    private HttpResponse<String> page(String path) throws Exception {
        return send(request(path).header("Accept", "text/html"));
    }

    /** Sends a form with the token of the page seen last. */
    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        var form = new LinkedHashMap<>(fields);
        form.put("_csrf", csrf);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String csrf = "";

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("set-cookie")) {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1);
            if (value.isEmpty()) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
        }
        Matcher token =
                Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"").matcher(response.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return response;
    }
}
