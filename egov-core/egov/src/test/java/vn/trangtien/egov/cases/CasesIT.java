package vn.trangtien.egov.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.egov.EgovCore;
import vn.trangtien.egov.TestPostgres;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseEvent;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.platform.outbox.OutboxMessage;
import vn.trangtien.platform.outbox.OutboxSender;

/** The whole service over HTTP on a real database; only Kafka is a list. */
class CasesIT {

    private static final String SERVICE_TOKEN = "a-random-service-token-of-the-test";
    private static final Instant FRIDAY_MORNING = Instant.parse("2026-11-20T02:10:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<OutboxMessage> SENT = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(FRIDAY_MORNING);

    private static ConfigurableApplicationContext context;
    private static String base;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        SpringApplication application = EgovCore.application();
        application.addInitializers(CasesIT::replaceClockAndKafka);
        context = application.run(
                "--server.port=0",
                "--spring.datasource.url=" + TestPostgres.url(),
                "--spring.datasource.username=postgres",
                "--spring.kafka.admin.auto-create=false",
                "--trangtien.service-token=" + SERVICE_TOKEN,
                "--trangtien.links.egov=http://egov.test");
        base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        Accounts accounts = context.getBean(Accounts.class);
        accounts.ensure("canbo.xaydung", "Nguyễn Văn Xây", Set.of(Role.OFFICIAL), "H57.SXD");
        accounts.ensure("canbo.ptds", "Trần Thị Phòng", Set.of(Role.OFFICIAL), "H57.PTDS");
        accounts.ensure("lanhdao", "Lê Lãnh Đạo", Set.of(Role.OFFICIAL), "H57");
        accounts.ensure("dieuhanh", "Phạm Điều Hành", Set.of(Role.OPERATOR), "H57.IOC");
        accounts.ensure("kythuat", "Võ Kỹ Thuật", Set.of(Role.TECHNICIAN), "H57.IOC");
    }

    private static void replaceClockAndKafka(ConfigurableApplicationContext starting) {
        var beans = (GenericApplicationContext) starting;
        beans.registerBean(Clock.class, () -> ((InstantSource) NOW::get).withZone(ZoneId.of("Asia/Ho_Chi_Minh")));
        beans.registerBean(OutboxSender.class, () -> SENT::addAll);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void backToFridayMorning() {
        NOW.set(FRIDAY_MORNING);
    }

    @Test
    void aRequestBecomesANumberedCaseWithAReckonedDueDate() throws Exception {
        HttpResponse<String> answer = ask(request("alarm-a", "H57.19777", "http://city.test/alarms/1"));

        assertThat(answer.statusCode()).isEqualTo(201);
        CaseView view = JSON.readValue(answer.body(), CaseView.class);
        assertThat(view.number()).isEqualTo("01/2026/VV-PVD");
        assertThat(view.state()).isEqualTo(CaseApi.OPEN);
        assertThat(view.unitName()).isEqualTo("Ủy ban nhân dân phường Vỹ Dạ");
        assertThat(view.openedAt()).isEqualTo(FRIDAY_MORNING);
        assertThat(view.dueDate()).isEqualTo("2026-11-26");
        assertThat(view.dueExplanation()).contains("24/11/2026 (Ngày Văn hóa Việt Nam)", "Hạn cuối: 26/11/2026");
        assertThat(view.link()).isEqualTo("http://egov.test/cases/01/2026/VV-PVD");
        assertThat(answer.headers().firstValue("location")).contains(view.link());

        assertThat(JSON.readValue(api(CaseApi.path(view.number())).body(), CaseView.class))
                .isEqualTo(view);
        String encoded = URLEncoder.encode(view.number(), StandardCharsets.UTF_8);
        assertThat(JSON.readValue(api(CaseApi.PATH + "?number=" + encoded).body(), CaseView.class))
                .isEqualTo(view);
        assertThat(api(CaseApi.path("99/2026/VV-PVD")).statusCode()).isEqualTo(404);
    }

    @Test
    void repeatingAKeyGivesTheSameCaseEvenAtTheSameMoment() throws Exception {
        var askers = Executors.newFixedThreadPool(6);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        Callable<HttpResponse<String>> same = () -> ask(request("alarm-same", "H57.19774", ""));
        for (int i = 0; i < 6; i++) {
            answers.add(askers.submit(same));
        }
        var statuses = new ArrayList<Integer>();
        var numbers = new ArrayList<String>();
        for (var answer : answers) {
            statuses.add(answer.get().statusCode());
            numbers.add(JSON.readValue(answer.get().body(), CaseView.class).number());
        }
        askers.shutdown();

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(numbers).containsOnly("01/2026/VV-PKL");
        assertThat(number(ask(request("alarm-next", "H57.19774", "")))).isEqualTo("02/2026/VV-PKL");
    }

    @Test
    void aBrokenRequestIsRefusedWithEveryFieldAndTakesNoNumber() throws Exception {
        HttpResponse<String> answer =
                ask(new CaseRequest("key", "FLOOD", "", "", "", "H57.NONE", 0, "javascript:alert(1)", "dieuhanh"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"title\"", "\"unitCode\"", "\"workingDays\"", "\"sourceLink\"");
    }

    @Test
    void openingAndClosingAreAnnouncedOnce() throws Exception {
        String number = number(ask(request("alarm-events", "H57.SXD", "")));
        Browser official = as("canbo.xaydung");
        official.get("/cases/" + number);
        NOW.set(FRIDAY_MORNING.plus(Duration.ofHours(6)));
        HttpResponse<String> done = official.post("/cases/" + number, Map.of("result", "Đã gia cố bờ kè"));
        assertThat(done.headers().firstValue("location")).contains("/cases/" + number);

        await().atMost(Duration.ofSeconds(30)).until(() -> events(number).size() == 2);
        List<CaseEvent> events = events(number);
        assertThat(events).extracting(CaseEvent::state).containsExactly(CaseApi.OPEN, CaseApi.CLOSED);
        assertThat(events).extracting(CaseEvent::idempotencyKey).containsOnly("alarm-events");
        assertThat(events).extracting(CaseEvent::id).doesNotHaveDuplicates();
        assertThat(events.get(1).at()).isEqualTo(FRIDAY_MORNING.plus(Duration.ofHours(6)));
        assertThat(events.get(0).unitName()).isEqualTo("Sở Xây dựng");
    }

    @Test
    void anOfficialOfTheUnitReadsAndClosesTheCase() throws Exception {
        String number = number(ask(request("alarm-close", "H57.SXD", "http://city.test/alarms/7")));
        Browser official = as("canbo.xaydung");
        String page = official.get("/cases/" + number).body();
        assertThat(page)
                .contains(
                        "Nước sông dâng &lt;nhanh&gt;",
                        "http://city.test/alarms/7",
                        "Cách tính hạn",
                        "26/11/2026",
                        "Ngập lụt")
                .contains("Còn 3 ngày làm việc", "name=\"result\"", "Mở việc và giao Sở Xây dựng", "Phạm Điều Hành")
                .doesNotContain("??");

        HttpResponse<String> empty = official.post("/cases/" + number, Map.of("result", "  "));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("Hãy ghi kết quả xử lý", "aria-invalid=\"true\"");

        HttpResponse<String> done = official.post("/cases/" + number, Map.of("result", "Đã đóng cống"));
        assertThat(done.headers().firstValue("location")).contains("/cases/" + number);
        String closed = official.get("/cases/" + number).body();
        assertThat(closed)
                .contains("Việc đã kết thúc.", "Đã đóng cống", "Nguyễn Văn Xây", "Kết thúc việc")
                .doesNotContain("name=\"result\"", "??");

        HttpResponse<String> again = official.post("/cases/" + number, Map.of("result", "Lần hai"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(context.getBean(AuditVerifier.class).verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void onlyTheUnitAndThoseAboveItMayAct() throws Exception {
        String number = number(ask(request("alarm-rights", "H57.SXD", "")));
        Browser other = as("canbo.ptds");
        assertThat(other.get("/cases/" + number).body())
                .contains("Chỉ cán bộ của Sở Xây dựng")
                .doesNotContain("name=\"result\"");
        assertThat(other.post("/cases/" + number, Map.of("result", "Không phải việc của tôi"))
                        .statusCode())
                .isEqualTo(403);

        Browser operator = as("dieuhanh");
        assertThat(operator.get("/cases/" + number).statusCode()).isEqualTo(200);
        assertThat(operator.post("/cases/" + number, Map.of("result", "x")).statusCode())
                .isEqualTo(403);
        assertThat(as("kythuat").get("/cases/" + number).statusCode()).isEqualTo(403);
        assertThat(new Browser(base).get("/cases/" + number).statusCode()).isEqualTo(302);

        Browser above = as("lanhdao");
        above.get("/cases/" + number);
        assertThat(above.post("/cases/" + number, Map.of("result", "Lãnh đạo kết thúc"))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void theListShowsTheUnitsCasesByDueDateAndMarksThem() throws Exception {
        String overdue = number(ask(request("list-1", "H57.PTDS.VP", "")));
        NOW.set(Instant.parse("2026-11-24T02:00:00Z"));
        String soon = number(ask(request("list-2", "H57.PTDS.VP", "", 2)));
        String later = number(ask(request("list-3", "H57.PTDS.VP", "", 20)));
        NOW.set(Instant.parse("2026-11-27T02:00:00Z"));

        Browser official = as("canbo.ptds").inEnglish();
        String all = official.get("/cases").body();
        assertThat(all)
                .contains("Cases of Civil Defence Command and the units below it")
                .contains("Overdue by 1 working day(s)", "Due today", "working day(s) left")
                .doesNotContain("VV-SXD", "There is no open case", "??");
        assertThat(all.indexOf(overdue)).isBetween(0, all.indexOf(soon));
        assertThat(all.indexOf(soon)).isLessThan(all.indexOf(later));
        assertThat(official.get("/cases?show=overdue").body()).contains(overdue).doesNotContain(soon, later);
        assertThat(official.get("/cases?show=due-soon").body()).contains(soon).doesNotContain(overdue, later);
        assertThat(official.get("/cases?show=closed").body()).contains("No case has been closed yet.");
        assertThat(official.get("/").headers().firstValue("location")).contains("/cases");
        assertThat(as("dieuhanh").get("/cases?show=all").body()).contains(overdue, "toàn thành phố");
    }

    @Test
    void peopleCannotOpenCasesThroughTheInterfaceOfServices() throws Exception {
        Browser operator = as("dieuhanh");
        operator.get("/cases");
        assertThat(operator.post(CaseApi.PATH, Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void whatTheDatabaseRefusesIsNeitherNumberedNorAnnounced() throws Exception {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("alter table egov.case_file add constraint no_snow check (kind <> 'SNOW')")
                .update();
        var snow = new CaseRequest("snow", "SNOW", "Tuyết", "", "", "H57.SNNMT", 3, "", "dieuhanh");
        assertThat(ask(snow).statusCode()).isEqualTo(500);

        assertThat(number(ask(request("after-snow", "H57.SNNMT", "")))).isEqualTo("01/2026/VV-SNNMT");
        assertThat(jdbc.sql("select count(*) from platform.outbox where payload like '%\"snow\"%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Browser as(String account) throws Exception {
        return Browser.signedIn(
                base, account, context.getBean(SignInCodes.class).issue(account).code());
    }

    private static List<CaseEvent> events(String number) {
        return SENT.stream()
                .filter(message ->
                        message.topic().equals(CaseApi.TOPIC) && message.key().equals(number))
                .map(message -> JSON.readValue(message.payload(), CaseEvent.class))
                .toList();
    }

    private static CaseRequest request(String key, String unit, String link) {
        return request(key, unit, link, 3);
    }

    private static CaseRequest request(String key, String unit, String link, int days) {
        return new CaseRequest(
                key,
                "FLOOD",
                "Nước sông dâng <nhanh>",
                "Mực nước vượt báo động II.",
                "Cầu Trường Tiền",
                unit,
                days,
                link,
                "dieuhanh");
    }

    private static String number(HttpResponse<String> answer) {
        return JSON.readValue(answer.body(), CaseView.class).number();
    }

    private HttpResponse<String> ask(CaseRequest request) throws Exception {
        return http.send(
                service(CaseApi.PATH)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> api(String path) throws Exception {
        return http.send(service(path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder service(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + SERVICE_TOKEN);
    }
}
