package vn.trangtien.platform.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.platform.TestBrowser;
import vn.trangtien.platform.TestOffice;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.platform.grants.Decision.Reason;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.BrokenRuleException;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Roles at units, as they are kept, asked for and administered. */
class GrantsIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private static Accounts accounts;
    private static Grants grants;
    private static Permissions permissions;

    @BeforeAll
    static void people() {
        TestOffice.at(TestOffice.MORNING);
        accounts = TestOffice.bean(Accounts.class);
        grants = TestOffice.bean(Grants.class);
        permissions = TestOffice.bean(Permissions.class);
    }

    @BeforeEach
    void backToTheMorning() {
        TestOffice.at(TestOffice.MORNING);
    }

    @Test
    void aGrantCountsFromItsFirstDayToItsLast() {
        CurrentUser user = person("ky-thay", Set.of(), null);
        grants.give(wish("ky-thay", "H57.SXD", TODAY.plusDays(1), TODAY.plusDays(2)), "quan-tri");

        assertThat(may(user, "document.sign", "H57.SXD")).isFalse();
        assertThat(accounts.find("ky-thay").orElseThrow().roles()).isEmpty();
        TestOffice.at(Instant.parse("2026-11-20T17:00:00Z"));
        assertThat(may(user, "document.sign", "H57.SXD"))
                .as("midnight in Huế is 17:00 UTC of the day before")
                .isTrue();
        assertThat(accounts.find("ky-thay").orElseThrow().roles()).containsExactly(Role.LEADER);
        TestOffice.at(Instant.parse("2026-11-22T16:59:59Z"));
        assertThat(may(user, "document.sign", "H57.SXD")).isTrue();
        TestOffice.at(Instant.parse("2026-11-22T17:00:00Z"));
        assertThat(may(user, "document.sign", "H57.SXD")).isFalse();
    }

    @Test
    void aGrantGivesItsRoleAtItsUnitAndNotAtThatOfTheAccount() {
        CurrentUser user = person("hai-noi", Set.of(Role.SPECIALIST), "H57.SXD");
        grants.give(wish("hai-noi", "H57.IOC", TODAY, null), "quan-tri");

        assertThat(accounts.find("hai-noi").orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.SPECIALIST, Role.LEADER);
        assertThat(permissions.allows(user, "document.sign", "H57.IOC"))
                .isEqualTo(new Decision.Allowed(Role.LEADER, "H57.IOC"));
        assertThat(permissions.allows(user, "document.sign", "H57.SXD"))
                .isEqualTo(new Decision.Refused("document.sign", "H57.SXD", Reason.OTHER_UNIT));
        assertThat(may(user, "document.draft", "H57.SXD")).isTrue();
        assertThat(may(user, "document.draft", "H57.IOC")).isFalse();
    }

    @Test
    void anEndCountsAtOnceAndBothStandInTheHistory() {
        CurrentUser user = person("het-quyen", Set.of(), null);
        Grant grant = grants.give(wish("het-quyen", "H57.SXD", TODAY, null), "quan-tri");
        assertThat(may(user, "document.sign", "H57.SXD")).isTrue();

        grants.end(grant.id(), "Nghỉ hưu theo Quyết định 7/QĐ-UBND", "quan-tri");

        assertThat(permissions.allows(user, "document.sign", "H57.SXD"))
                .isEqualTo(new Decision.Refused("document.sign", "H57.SXD", Reason.NO_ROLE));
        assertThat(grants.of("het-quyen"))
                .singleElement()
                .satisfies(ended -> assertThat(ended.end())
                        .isEqualTo(
                                new Grant.End("quan-tri", TestOffice.MORNING, "Nghỉ hưu theo Quyết định 7/QĐ-UBND")));
        assertThat(TestOffice.bean(AuditLog.class).history("account:het-quyen"))
                .extracting(AuditEntry::action)
                .containsExactly("account.ensured", "grant.given", "grant.ended");
        assertThatThrownBy(() -> grants.end(grant.id(), "lần hai", "quan-tri"))
                .isInstanceOf(BrokenRuleException.class)
                .hasMessageContaining("grant.not-open");
    }

    @Test
    void anAccountThatIsLockedMayDoNothing() {
        CurrentUser user = person("bi-khoa", Set.of(Role.CLERK), "H57.SXD");
        grants.give(wish("bi-khoa", "H57.SXD", TODAY, null), "quan-tri");
        accounts.enable("bi-khoa", false, "quan-tri");

        assertThat(may(user, "document.sign", "H57.SXD")).isFalse();
        assertThat(may(user, "document.issue", "H57.SXD")).isFalse();
    }

    @Test
    void aServiceOnBehalfOfSomebodyHasNoneOfHisRights() {
        person("lanh-dao-so", Set.of(Role.LEADER), "H57.SXD");
        var service = new CurrentUser("lanh-dao-so", "lanh-dao-so", Set.of(Role.SERVICE), null);

        assertThat(may(service, "document.sign", "H57.SXD")).isFalse();
    }

    @Test
    void whoSaysOfHimselfWhatTheDatabaseDoesNotKnowIsRefused() {
        var made = new CurrentUser("khong-co", "?", Set.of(Role.LEADER, Role.ADMIN), "H57");

        assertThatThrownBy(() -> permissions.require(made, "document.sign", "H57"))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> permissions.requireCityWide(made, "audit.read"))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void aMergedUnitsGrantsWaitUntilSomebodyConfirmsThem() {
        CurrentUser user = person("truong-quan", Set.of(), null);
        TestOffice.at(Instant.parse("2025-03-03T02:00:00Z"));
        Grant old = grants.give(wish("truong-quan", "H57.19783", LocalDate.parse("2025-03-03"), null), "quan-tri");
        assertThat(may(user, "document.sign", "H57.19783")).isTrue();

        TestOffice.at(TestOffice.MORNING);
        assertThat(permissions.allows(user, "document.sign", "H57.19789"))
                .isEqualTo(new Decision.Refused("document.sign", "H57.19789", Reason.UNIT_GONE));
        assertThat(accounts.find("truong-quan").orElseThrow().roles()).isEmpty();
        assertThat(grants.waiting()).extracting(Grant::id).contains(old.id());

        Grant fresh = grants.confirmAtSuccessor(old.id(), "Quyết định 1/QĐ-UBND ngày 01/7/2025", "quan-tri");

        assertThat(fresh.unitCode()).isEqualTo("H57.19789");
        assertThat(fresh.follows()).isEqualTo(old.id());
        assertThat(may(user, "document.sign", "H57.19783")).isTrue();
        assertThat(grants.waiting()).extracting(Grant::id).doesNotContain(old.id());
        assertThatThrownBy(() -> grants.confirmAtSuccessor(fresh.id(), "lần hai", "quan-tri"))
                .hasMessageContaining("grant.no-successor");
    }

    @ParameterizedTest(name = "{0} at {2} from {3} to {4} by {5}: {6}")
    @CsvSource({
        "quy-tac,  LEADER, H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, ''",
        "quy-tac,  LEADER, H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, grant.exists",
        "quy-tac,  LEADER, H57.NONE, 2026-11-20, ,           quan-tri, QĐ 1, grant.unit",
        "quy-tac,  LEADER, H57.19783,  2025-02-01, ,           quan-tri, QĐ 1, grant.unit",
        "quy-tac,  ADMIN,  H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, grant.role",
        "quy-tac,  SERVICE,H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, grant.role",
        "quy-tac,  CITIZEN,H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, grant.role",
        "quy-tac,  CLERK,  H57.SXD,  2026-11-20, 2026-11-19, quan-tri, QĐ 1, grant.period",
        "quy-tac,  CLERK,  H57.SXD,  2026-10-01, 2026-11-01, quan-tri, QĐ 1, grant.period",
        "quan-tri, CLERK,  H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, grant.oneself",
        "khong-co, CLERK,  H57.SXD,  2026-11-20, ,           quan-tri, QĐ 1, grant.account",
        "quy-tac,  CLERK,  H57.SXD,  2026-11-20, ,           quan-tri, ' ',  grant.text",
    })
    void aGrantThatBreaksARuleIsNotGiven(
            String account,
            Role role,
            String unit,
            LocalDate from,
            @Nullable LocalDate to,
            String by,
            String basis,
            String rule) {
        person("quy-tac", Set.of(), null);
        var wish = new Grant.Wish(account, role, unit, Scope.UNIT, from, to, basis);
        if (rule.isEmpty()) {
            grants.give(wish, by);
        } else {
            int before = grants.of(account).size();
            assertThatThrownBy(() -> grants.give(wish, by)).hasMessageContaining(rule);
            assertThat(grants.of(account)).hasSize(before);
        }
    }

    @Test
    void anAdministratorGivesAndEndsAGrantOnThePages() throws Exception {
        person("tren-trang", Set.of(Role.SPECIALIST), "H57.SXD");
        TestBrowser admin = TestOffice.as("quan-tri");
        assertThat(admin.get("/admin/accounts?q=TREN").body())
                .contains("tren-trang")
                .doesNotContain("het-quyen", "??");
        assertThat(admin.get("/admin/accounts/tren-trang").body())
                .contains("Chuyên viên", "Sở Xây dựng", "Giao quyền tại đơn vị")
                .doesNotContain("??");

        HttpResponse<String> broken = admin.post("/admin/accounts/tren-trang/grants", form("H57.SXD", " "));
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(broken.body())
                .contains("Hãy ghi căn cứ hoặc lý do, 1 đến 300 ký tự.")
                .doesNotContain("??");
        HttpResponse<String> given = admin.post("/admin/accounts/tren-trang/grants", form("H57.IOC", "QĐ 9/QĐ-UBND"));
        assertThat(TestBrowser.location(given)).isEqualTo("/admin/accounts/tren-trang");
        String page = admin.get("/admin/accounts/tren-trang").body();
        assertThat(page)
                .contains("QĐ 9/QĐ-UBND", "Có hiệu lực", "grant.given", "Đã giao quyền")
                .doesNotContain("??");
        assertThat(admin.get("/admin/grants?unit=H57.IOC").body())
                .contains("tren-trang", "document.sign")
                .doesNotContain("??");

        var end = Pattern.compile("/admin/accounts/tren-trang/grants/\\d+/end").matcher(page);
        assertThat(end.find()).isTrue();
        assertThat(admin.post(end.group(), Map.of("reason", "Hết nhiệm vụ")).statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/admin/accounts/tren-trang").body())
                .contains("kết thúc bởi quan-tri: Hết nhiệm vụ", "Đã kết thúc");
        assertThat(TestOffice.bean(AuditVerifier.class).verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void anAdministratorAddsChangesAndLocksAnAccount() throws Exception {
        TestBrowser admin = TestOffice.as("quan-tri");
        admin.get("/admin/accounts");
        assertThat(admin.post("/admin/accounts", account("Sai Tên", "x", "", List.of()))
                        .body())
                .contains("không dùng được làm tên tài khoản");
        assertThat(admin.post("/admin/accounts", account("moi", "Người Mới", "", List.of("CLERK")))
                        .body())
                .contains("cần một đơn vị");
        assertThat(TestBrowser.location(
                        admin.post("/admin/accounts", account("moi", "Người Mới", "H57.SXD", List.of("CLERK")))))
                .isEqualTo("/admin/accounts/moi");
        assertThat(admin.post("/admin/accounts", account("moi", "Người Khác", "", List.of()))
                        .statusCode())
                .isEqualTo(422);

        String code = admin.post("/admin/accounts/moi/code", Map.of()).body();
        var issued = Pattern.compile("id=\"issued-code\">([A-Z2-9-]+)<").matcher(code);
        assertThat(issued.find()).isTrue();
        var person = new TestBrowser(TestOffice.base());
        person.signIn("moi", issued.group(1));
        assertThat(person.get("/").body()).isEqualTo("Người Mới");

        assertThat(admin.post("/admin/accounts/moi/enabled", Map.of("enabled", "false"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(person.get("/").statusCode()).as("the session ends at once").isEqualTo(302);
        assertThat(admin.post("/admin/accounts/moi/code", Map.of()).statusCode())
                .isEqualTo(422);
        admin.post("/admin/accounts/moi/enabled", Map.of("enabled", "true"));
        assertThat(person.get("/").statusCode()).as("and stays ended").isEqualTo(302);
    }

    @Test
    void nobodyRaisesOrLocksHimself() throws Exception {
        TestBrowser admin = TestOffice.as("quan-tri");
        admin.get("/admin/accounts/quan-tri");
        HttpResponse<String> raised = admin.post(
                "/admin/accounts/quan-tri", account("quan-tri", "Quản Trị", "H57.IOC", List.of("ADMIN", "LEADER")));
        assertThat(raised.statusCode()).isEqualTo(422);
        assertThat(raised.body()).contains("Không ai tự đổi vai trò");
        assertThat(admin.post("/admin/accounts/quan-tri/enabled", Map.of("enabled", "false"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.post("/admin/accounts/quan-tri/grants", form("H57", "QĐ 1"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(accounts.get("quan-tri").orElseThrow().roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void thePagesAreForAdministratorsAndTheirFormsNeedTheToken() throws Exception {
        person("can-bo-thuong", Set.of(Role.LEADER), "H57");
        TestBrowser leader = TestOffice.as("can-bo-thuong");
        for (String path : List.of("/admin/accounts", "/admin/accounts/quan-tri", "/admin/grants")) {
            assertThat(leader.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(new TestBrowser(TestOffice.base()).get(path).statusCode())
                    .as(path)
                    .isEqualTo(302);
        }
        TestBrowser admin = TestOffice.as("quan-tri");
        HttpResponse<String> forged = admin.send(admin.request("/admin/accounts/can-bo-thuong/enabled")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("enabled=false")));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(accounts.get("can-bo-thuong").orElseThrow().enabled()).isTrue();
        assertThat(admin.get("/admin/accounts/khong-co").statusCode()).isEqualTo(404);
    }

    @Test
    void callingEnsureAgainLeavesGrantsAndHistoryAlone() {
        person("hai-lan", Set.of(Role.CLERK), "H57.SXD");
        grants.give(wish("hai-lan", "H57.IOC", TODAY, null), "quan-tri");
        person("hai-lan", Set.of(Role.CLERK), "H57.SXD");

        assertThat(TestOffice.bean(AuditLog.class).history("account:hai-lan")).hasSize(2);
        assertThat(grants.current(Optional.of("H57.IOC")))
                .extracting(Grant::accountId)
                .contains("hai-lan");
        TestOffice.pass(Duration.ofDays(1));
        assertThat(accounts.get("hai-lan").orElseThrow().roles()).containsExactly(Role.CLERK);
    }

    private static boolean may(CurrentUser user, String permission, String unit) {
        return permissions.allows(user, permission, unit).allowed();
    }

    private static CurrentUser person(String id, Set<Role> roles, @Nullable String unit) {
        accounts.ensure(id, "Người " + id, roles, unit);
        return accounts.find(id).orElseThrow();
    }

    private static Grant.Wish wish(String account, String unit, LocalDate from, @Nullable LocalDate to) {
        return new Grant.Wish(account, Role.LEADER, unit, Scope.UNIT, from, to, "Quyết định 5/QĐ-UBND");
    }

    private static Map<String, String> form(String unit, String basis) {
        return Map.of(
                "role", "LEADER", "unitCode", unit, "scope", "UNIT", "validFrom", "2026-11-20", "legalBasis", basis);
    }

    private static List<Map.Entry<String, String>> account(String id, String name, String unit, List<String> roles) {
        var fields = new java.util.ArrayList<>(
                List.of(Map.entry("id", id), Map.entry("displayName", name), Map.entry("unitCode", unit)));
        roles.forEach(role -> fields.add(Map.entry("roles", role)));
        return fields;
    }
}
