package vn.trangtien.egov;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.egov.cases.Browser;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.platform.calendar.CalendarDay;
import vn.trangtien.platform.calendar.WorkCalendar;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.ServiceToken;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.platform.outbox.OutboxMessage;
import vn.trangtien.platform.outbox.OutboxSender;

/** The officials' pages about units, people and days, over HTTP on a real database. */
class OfficialPagesIT {

    private static final Instant FRIDAY_MORNING = Instant.parse("2026-11-20T02:10:00Z");
    private static final Pattern INPUT = Pattern.compile("<(?:input|select|textarea)[^>]*>");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern LABEL = Pattern.compile("<label[^>]* for=\"([^\"]+)\"");

    private static final List<OutboxMessage> SENT = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext context;
    private static String base;

    @BeforeAll
    static void start() {
        SpringApplication application = EgovCore.application();
        application.addInitializers(starting -> {
            var beans = (GenericApplicationContext) starting;
            beans.registerBean(
                    Clock.class, () -> ((InstantSource) () -> FRIDAY_MORNING).withZone(DatabaseAutoConfiguration.ZONE));
            beans.registerBean(OutboxSender.class, () -> SENT::addAll);
        });
        context = application.run(
                "--server.port=0",
                "--spring.datasource.url=" + TestPostgres.newDatabase(),
                "--spring.datasource.username=postgres",
                "--spring.kafka.admin.auto-create=false",
                "--trangtien.service-token=a-random-service-token-of-the-test");
        base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        Accounts accounts = context.getBean(Accounts.class);
        accounts.ensure("giamdoc", "Lê Giám Đốc", Set.of(Role.OFFICIAL), "H57.SXD");
        accounts.ensure("canbo", "Nguyễn Cán Bộ", Set.of(Role.OFFICIAL), "H57.SXD");
        accounts.ensure("canbo.ubnd", "Trần Ủy Ban", Set.of(Role.OFFICIAL), "H57");
        accounts.ensure("quantri", "Phạm Quản Trị", Set.of(Role.ADMIN), "H57.IOC");
        accounts.ensure("kythuat", "Võ Kỹ Thuật", Set.of(Role.TECHNICIAN), "H57.IOC");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void theTreeIsBrowsedAndSearchedAsItWasOnAnyDay() throws Exception {
        Browser official = as("canbo");
        String tree = page(official, "/organisation");
        assertThat(tree)
                .contains("Ủy ban nhân dân thành phố Huế", "Trung ương › Cấp tỉnh › Cấp xã", "<details open=\"open\">");

        assertThat(page(official, "/organisation?day=2025-04-01"))
                .contains("quận Thuận Hóa", "Trung ương › Cấp tỉnh › Cấp huyện › Cấp xã");
        assertThat(page(official, "/organisation?q=tay+loc"))
                .contains("phường Tây Lộc", "Kết thúc ngày 30/06/2025", "Kế thừa: Ủy ban nhân dân phường Phú Xuân");
        assertThat(page(official, "/organisation?q=000.00.00.H57"))
                .contains("000.00.00.H57 là mã khác của đơn vị mang mã H57:");
        assertThat(page(official, "/organisation?q=khong+co")).contains("Không có đơn vị nào khớp");
        assertThat(page(official.inEnglish(), "/organisation?q=vy+da"))
                .contains("People&#39;s Committee of Vỹ Dạ ward");
        assertThat(as("kythuat").get("/organisation").statusCode()).isEqualTo(403);
        assertThat(official.get("/organisation/H57.NONE").statusCode()).isEqualTo(404);
        assertThat(official.get("/organisation?day=tomorrow").statusCode()).isEqualTo(400);
    }

    @Test
    void aUnitThatIsGoneLeadsToItsSuccessors() throws Exception {
        Browser official = as("canbo");
        assertThat(page(official, "/organisation/H57.STTTT"))
                .contains(
                        "Đơn vị này không tồn tại vào ngày 20/11/2026",
                        "việc còn dở cần một người quyết định",
                        "báo chí, xuất bản")
                .doesNotContain("changes/decide");
        assertThat(page(official, "/organisation/H57.19753"))
                .contains("phường Phú Xuân", "Các thời kỳ của mã này", "phường Gia Hội");
        assertThat(page(official, "/organisation/H57.19753?day=2025-04-01"))
                .contains("<h1>Ủy ban nhân dân phường Thuận Lộc</h1>");

        HttpResponse<String> decided = as("quantri", "/organisation/H57.STTTT")
                .post(
                        "/organisation/H57.STTTT/changes/decide",
                        Map.of("successor", "H57.SKHCN", "basis", "Quyết định 9/QĐ-UBND ngày 19/11/2026"));
        assertThat(decided.statusCode()).isEqualTo(302);
        assertThat(page(official, "/organisation/H57.STTTT"))
                .contains("Quyết định đơn vị nhận việc", "Sở Khoa học và Công nghệ")
                .doesNotContain("việc còn dở cần một người");
    }

    @Test
    void aHeadLetsADeputySignForSomeDays() throws Exception {
        Browser admin = as("quantri", "/organisation/H57.SXD");
        assertThat(admin.post("/organisation/H57.SXD/appointments", appointment("giam-doc", "giamdoc", "Lê Giám Đốc"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.post("/organisation/H57.SXD/appointments", appointment("pho-giam-doc", "pho", "Hoàng Thị Phó"))
                        .statusCode())
                .isEqualTo(302);
        HttpResponse<String> second =
                admin.post("/organisation/H57.SXD/appointments", appointment("giam-doc", "khac", "Người Khác"));
        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.body()).contains("Lê Giám Đốc đang là người đứng đầu từ 01/11/2026", "value=\"Người Khác\"");

        Browser head = as("giamdoc", "/organisation/H57.SXD");
        String form = page(head, "/organisation/H57.SXD");
        assertThat(form).contains("Giao ký hoặc ủy quyền mới", "GIÁM ĐỐC").doesNotContain("/appointments\"");
        String grantor = option(form, "Lê Giám Đốc – ");
        String grantee = option(form, "Hoàng Thị Phó – ");
        assertThat(head.post("/organisation/H57.SXD/delegations", delegation("KT", grantor, grantee, ""))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> done =
                head.post("/organisation/H57.SXD/delegations", delegation("KT", grantor, grantee, "cấp phép xây dựng"));
        assertThat(done.statusCode()).isEqualTo(302);

        String shown = page(head, "/organisation/H57.SXD");
        assertThat(shown)
                .contains(
                        "Lê Giám Đốc giao Hoàng Thị Phó ký thay (KT.)",
                        "KT. GIÁM ĐỐC",
                        "PHÓ GIÁM ĐỐC",
                        "cấp phép xây dựng",
                        "(GP, QĐ)")
                .contains("Điều 13 khoản 1", "Bổ nhiệm", "Giao ký");
        assertThat(page(head, "/organisation/H57.SXD?day=2026-12-01")).doesNotContain("KT. GIÁM ĐỐC");

        Browser other = as("canbo", "/organisation/H57.SXD");
        assertThat(other.get("/organisation/H57.SXD").body()).doesNotContain("Giao ký hoặc ủy quyền mới");
        assertThat(other.post("/organisation/H57.SXD/delegations", delegation("KT", grantor, grantee, "x"))
                        .statusCode())
                .isEqualTo(403);
        String id = firstMatch(shown, "delegations/(\\d+)/end");
        Map<String, String> end = Map.of(
                "lastDay", "2026-11-19", "reason", "hết việc", "decision", "8/QĐ-SXD", "decisionDate", "2026-11-20");
        assertThat(other.post("/organisation/H57.SXD/delegations/" + id + "/end", end)
                        .statusCode())
                .isEqualTo(403);
        assertThat(head.post("/organisation/H57.SXD/delegations/" + id + "/end", end)
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(head, "/organisation/H57.SXD"))
                .contains("Hết hiệu lực", "Thu hồi việc giao ký")
                .doesNotContain("KT. GIÁM ĐỐC");
    }

    @Test
    void anAdministratorChangesTheTreeOnlyWithALegalBasis() throws Exception {
        Browser admin = as("quantri", "/organisation/H57.SCT");
        Map<String, String> rename = Map.of(
                "day",
                "2026-11-20",
                "nameVi",
                "Sở Công nghiệp",
                "nameEn",
                "Department of Industry",
                "abbreviation",
                "SCN",
                "parent",
                "H57",
                "basis",
                "");
        HttpResponse<String> refused = admin.post("/organisation/H57.SCT/changes/alter", rename);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Căn cứ pháp lý (số, ngày văn bản): hãy nhập từ 1 đến 300 ký tự", "value=\"Sở Công nghiệp\"");

        var complete = new java.util.HashMap<>(rename);
        complete.put("basis", "Nghị quyết 5/NQ-HĐND ngày 18/11/2026");
        assertThat(admin.post("/organisation/H57.SCT/changes/alter", complete).statusCode())
                .isEqualTo(302);
        assertThat(page(admin, "/organisation/H57.SCT"))
                .contains("<h1>Sở Công nghiệp</h1>", "Nghị quyết 5/NQ-HĐND", "Các thời kỳ");
        assertThat(page(admin, "/organisation/H57.SCT?day=2026-11-19")).contains("<h1>Sở Công Thương</h1>");
        assertThat(admin.post("/organisation/H57.PTDS/changes/close", Map.of("day", "2026-11-20", "basis", "x y z"))
                        .body())
                .contains("còn 1 đơn vị trực thuộc");
        assertThat(admin.post(
                                "/organisation/H57.SCT/changes/open",
                                Map.of(
                                        "code",
                                        "h57",
                                        "nameVi",
                                        "a",
                                        "nameEn",
                                        "b",
                                        "abbreviation",
                                        "c",
                                        "unit-kind",
                                        "OFFICE",
                                        "day",
                                        "2026-11-20",
                                        "basis",
                                        "x"))
                        .body())
                .contains("phải gồm các phần cách nhau bằng dấu chấm");
        assertThat(as("canbo", "/organisation/H57.SCT")
                        .post("/organisation/H57.SCT/changes/alter", complete)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aConfirmedListMovesTheDeadlinesOfOpenCases() throws Exception {
        String number = open("calendar-case");
        assertThat(page(as("canbo"), "/cases/" + number)).contains("26/11/2026");
        assertThat(page(as("canbo"), "/calendar"))
                .contains("Lịch làm việc năm 2026", "Danh sách theo bộ dữ liệu", "Ngày Văn hóa Việt Nam", "07:30–11:30")
                .doesNotContain("name=\"drop\"");
        assertThat(page(as("canbo"), "/calendar?year=2030")).contains("Dự kiến theo luật", "Tết Nguyên đán");
        assertThat(as("canbo").get("/calendar?year=1900").statusCode()).isEqualTo(404);

        List<String> lines = new ArrayList<>();
        for (CalendarDay day : context.getBean(WorkCalendar.class).specialDays(2026)) {
            line(lines, day.date().toString(), day.kind().name(), day.nameVi(), day.nameEn(), day.source());
        }
        line(lines, "2026-11-26", "COMPENSATORY_OFF", "Nghỉ hoán đổi", "exchanged", "TB 7");
        line(lines, "", "COMPENSATORY_OFF", "", "", "");
        List<String> wrong = new ArrayList<>(lines);
        line(wrong, "2026-11-27", "MAKEUP_WORKDAY", "Làm bù", "made up", "TB 7");
        Browser city = as("canbo.ubnd", "/calendar");
        HttpResponse<String> refused = city.post("/calendar/2026", with(wrong, "basis=Thông báo 7/TB-BNV"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Ngày làm bù 27/11/2026 phải là thứ Bảy hoặc Chủ nhật", "value=\"2026-11-27\"");
        line(lines, "2026-11-28", "MAKEUP_WORKDAY", "Làm bù", "made up", "TB 7");
        assertThat(as("canbo", "/calendar")
                        .post("/calendar/2026", with(lines, "basis=Thông báo 7/TB-BNV"))
                        .statusCode())
                .isEqualTo(403);

        HttpResponse<String> done = city.post("/calendar/2026", with(lines, "basis=Thông báo 7/TB-BNV"));

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(page(city, "/calendar?year=2026"))
                .contains(
                        "Danh sách đã được Trần Ủy Ban xác nhận",
                        "Thông báo 7/TB-BNV",
                        "Xác nhận danh sách",
                        "Nghỉ hoán đổi");
        assertThat(page(as("canbo"), "/cases/" + number))
                .contains(
                        "27/11/2026",
                        "Hạn đổi từ 2026-11-26 thành 2026-11-27 do danh sách ngày nghỉ được xác nhận (Thông báo 7/TB-BNV)");
        assertThat(context.getBean(AuditVerifier.class).verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void anOfficialOfAUnitRecordsItsClosure() throws Exception {
        Browser official = as("canbo", "/calendar");
        Map<String, String> closure = Map.of(
                "unit",
                "H57.SXD",
                "from",
                "2026-12-14",
                "to",
                "2026-12-15",
                "reasonVi",
                "ngập lụt",
                "reasonEn",
                "flood",
                "basis",
                "Công điện 3/CĐ-UBND");
        assertThat(official.post("/calendar/closures", closure).statusCode()).isEqualTo(302);
        String shown = page(official, "/calendar?year=2026");
        assertThat(shown).contains("14/12/2026 – 15/12/2026", "ngập lụt");
        assertThat(page(official, "/organisation/H57.SXD")).contains("Nghỉ riêng của đơn vị");
        var other = new java.util.HashMap<>(closure);
        other.put("unit", "H57.STC");
        assertThat(official.post("/calendar/closures", other).statusCode()).isEqualTo(403);

        String id = firstMatch(shown, "closures/(\\d+)/end");
        assertThat(official.post("/calendar/2026/closures/" + id + "/end", Map.of("reason", "nước rút"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(official, "/calendar?year=2026")).doesNotContain("14/12/2026 – 15/12/2026");
    }

    private static void line(List<String> lines, String date, String kind, String vi, String en, String source) {
        lines.addAll(List.of("date=" + date, "kind=" + kind, "nameVi=" + vi, "nameEn=" + en, "source=" + source));
    }

    private static List<String> with(List<String> lines, String more) {
        var all = new ArrayList<>(lines);
        all.add(more);
        return all;
    }

    private static Map<String, String> appointment(String post, String person, String name) {
        return Map.of(
                "position",
                post,
                "person",
                person,
                "name",
                name,
                "standing",
                "FULL",
                "from",
                "2026-11-01",
                "to",
                "",
                "decision",
                "3/QĐ-UBND",
                "decisionDate",
                "2026-11-01");
    }

    private static Map<String, String> delegation(String kind, String from, String to, String scope) {
        var fields = new java.util.HashMap<>(Map.of(
                "kind",
                kind,
                "grantor",
                from,
                "grantee",
                to,
                "scope",
                scope,
                "types",
                "QĐ, GP",
                "from",
                "2026-11-20",
                "to",
                "2026-11-30",
                "decision",
                "5/QĐ-SXD",
                "decisionDate",
                "2026-11-20"));
        fields.put("through", "");
        return fields;
    }

    private static String open(String key) throws Exception {
        var request = new CaseRequest(key, "FLOOD", "Nước dâng", "", "", "H57.SXD", 3, "", "dieuhanh");
        var http = java.net.http.HttpClient.newHttpClient();
        var answer = http.send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(base + CaseApi.PATH))
                        .header(
                                HttpHeaders.AUTHORIZATION,
                                context.getBean(ServiceToken.class).authorization())
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(request)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readValue(answer.body(), CaseView.class).number();
    }

    /** A page that must be whole: no missing text, and a label for every field. */
    private static String page(Browser browser, String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        String body = answer.body();
        assertThat(body).as(path).doesNotContain("??");
        Set<String> labels =
                LABEL.matcher(body).results().map(one -> one.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(INPUT.matcher(body).results().map(MatchResult::group))
                .as("fields without a name on %s", path)
                .allMatch(input -> input.contains("type=\"hidden\"")
                        || input.contains("aria-label=")
                        || ID.matcher(input).results().anyMatch(id -> labels.contains(id.group(1))));
        return body;
    }

    private static String option(String page, String label) {
        return firstMatch(page, "<option value=\"(\\d+)\"[^>]*>" + label);
    }

    private static String firstMatch(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing like " + pattern))
                .group(1);
    }

    private static Browser as(String account) throws Exception {
        return Browser.signedIn(
                base, account, context.getBean(SignInCodes.class).issue(account).code());
    }

    private static Browser as(String account, String page) throws Exception {
        Browser browser = as(account);
        browser.get(page);
        return browser;
    }
}
